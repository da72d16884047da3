// What other programs are given: a real Redis, a real Caddy and cloud-init take it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { deploy, needs, run, scratch } from './tools.mjs';

async function until(what, condition) {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `${what} took longer than 20 s`);
    await pause(50);
  }
}

async function freePort() {
  const socket = createSocket();
  await new Promise((ready) => socket.listen(0, '127.0.0.1', ready));
  const { port } = socket.address();
  await new Promise((closed) => socket.close(closed));
  return port;
}

/** Serves all requests by a function; resolves to the server. */
async function upstream(answer) {
  const server = createServer(answer);
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

test('Redis takes its configuration, and it is what the ingestor asks for', needs('redis-server'), async () => {
  const folder = scratch();
  const socket = join(folder, 'redis.sock');
  const redis = spawn('redis-server', [join(deploy, 'redis/skytrove.conf'), '--port', '0', '--unixsocket', socket, '--dir', folder]);
  try {
    const get = (name) => run('redis-cli', ['-s', socket, 'config', 'get', name]).out.trim().split('\n')[1];
    await until('Redis', () => run('redis-cli', ['-s', socket, 'ping']).out.includes('PONG'));
    assert.equal(get('maxmemory-policy'), 'noeviction');
    assert.equal(get('appendonly'), 'yes');
    assert.equal(get('appendfsync'), 'everysec');
    assert.equal(get('save') ?? '', '');
  } finally {
    redis.kill();
  }
});

/** The watch's file for Prometheus, by name of the metric. */
async function watched(env) {
  const folder = scratch();
  const child = spawn(join(deploy, 'bin/watch'), [], { env: { PATH: process.env.PATH, SKYTROVE_METRICS_DIR: folder, ...env } });
  assert.equal(await new Promise((ended) => child.on('exit', ended)), 0);
  const lines = readFileSync(join(folder, 'skytrove_watch.prom'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

/** A redis-cli that asks the Redis of the test, whatever address it is given. */
function redisCli(folder, socket) {
  writeFileSync(join(folder, 'redis-cli'), `#!/bin/sh\nshift 2\nexec /usr/bin/redis-cli -s ${socket} "$@"\n`, { mode: 0o755 });
  return `${folder}:${process.env.PATH}`;
}

test('the watch tells whether Redis persists', needs('redis-server'), async () => {
  const folder = scratch();
  const socket = join(folder, 'redis.sock');
  const redis = spawn('redis-server', [join(deploy, 'redis/skytrove.conf'), '--port', '0', '--unixsocket', socket, '--dir', folder, '--requirepass', 'p@ss:word']);
  const cli = (...args) => run('redis-cli', ['-s', socket, '--no-auth-warning', '-a', 'p@ss:word', ...args]);
  const env = { PATH: redisCli(scratch(), socket), SKYTROVE_REDIS: 'redis://:p@ss:word@127.0.0.1:6379' };
  try {
    await until('Redis', () => cli('ping').out.includes('PONG'));
    await until('its file', () => cli('info', 'persistence').out.includes('aof_enabled:1'));
    assert.deepEqual(await watched(env), { skytrove_redis_persisting: 1 });
    cli('config', 'set', 'appendonly', 'no');
    assert.deepEqual(await watched(env), { skytrove_redis_persisting: 0 });
  } finally {
    redis.kill();
  }
  await until('the end of Redis', () => redis.exitCode !== null || redis.signalCode !== null);
  assert.deepEqual(await watched(env), { skytrove_redis_persisting: 0 });
});

test('the watch tells until when the certificate holds', needs('openssl'), async () => {
  const folder = scratch();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '9', '-subj', '/CN=sky.example.org']);
  const port = await freePort();
  const server = spawn('openssl', ['s_server', '-key', key, '-cert', certificate, '-accept', `127.0.0.1:${port}`, '-quiet'], { stdio: 'ignore' });
  const name = 'skytrove_certificate_expires_timestamp_seconds{domain="sky.example.org"}';
  const env = { SITE_DOMAIN: 'sky.example.org', SITE_ADDRESS: `127.0.0.1:${port}` };
  try {
    await until('the server', async () => name in await watched(env));
    const days = ((await watched(env))[name] - Date.now() / 1000) / 86_400;
    assert.ok(days > 8.9 && days <= 9, `${days}`);
    assert.equal(name in await watched({ ...env, SITE_DOMAIN: 'http://:80' }), false);
  } finally {
    server.kill();
  }
});

test('Caddy brings requests to the functions, and nothing else', needs('caddy'), async () => {
  const folder = scratch();
  const seen = [];
  const answer = (name) => (request, response) => {
    seen.push(`${name} ${request.url}`);
    response.end(name);
  };
  const [search, exported] = await Promise.all([upstream(answer('search')), upstream(answer('export'))]);
  const port = await freePort();
  const config = join(folder, 'Caddyfile');
  mkdirSync(join(folder, 'explorer/assets'), { recursive: true });
  writeFileSync(join(folder, 'explorer/index.html'), 'explorer');
  writeFileSync(join(folder, 'explorer/assets/a.js'), '');
  writeFileSync(config, readFileSync(join(deploy, 'caddy/Caddyfile'), 'utf8')
    .replace('unix//run/caddy/admin.sock', `unix/${folder}/admin.sock`)
    .replace('/opt/skytrove/current', folder)
    .replace('127.0.0.1:8080', `127.0.0.1:${search.address().port}`)
    .replace('127.0.0.1:8081', `127.0.0.1:${exported.address().port}`));
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, SITE_DOMAIN: `http://127.0.0.1:${port}` };
  assert.equal(run('caddy', ['validate', '--config', config], { env }).code, 0);
  const caddy = spawn('caddy', ['run', '--config', config], { env, stdio: 'ignore' });
  const base = `http://127.0.0.1:${port}`;
  try {
    await until('Caddy', () => fetch(base).then(() => true, () => false));
    const found = await fetch(`${base}/search?text=caf%C3%A9`);
    assert.equal(await found.text(), 'search');
    assert.equal(found.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(await (await fetch(`${base}/export?limit=1`)).text(), 'export');
    assert.deepEqual(seen, ['search /search?text=caf%C3%A9', 'export /export?limit=1']);
    for (const path of ['/aggregate', '/counts', '/status', '/xrpc/app.bsky.feed.searchPosts']) {
      assert.equal(await (await fetch(base + path)).text(), 'search', path);
    }
    seen.length = 2;
    const page = await fetch(base);
    assert.equal(await page.text(), 'explorer');
    assert.match(page.headers.get('content-security-policy'), /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'/);
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    assert.match((await fetch(`${base}/assets/a.js`)).headers.get('cache-control'), /immutable/);
    for (const path of ['/health', '/prometheus', '/search/../health', '/searching']) {
      assert.equal((await fetch(base + path)).status, 404, path);
    }
    assert.equal(seen.length, 2);
  } finally {
    caddy.kill();
    search.close();
    exported.close();
  }
});

test('cloud-init takes what Terraform gives the server', needs('cloud-init'), () => {
  const template = readFileSync(join(deploy, '../terraform/modules/server/cloud-init.yaml.tftpl'), 'utf8');
  const rendered = template.replace(/\$\{indent\(6, settings\)\}/, 'SKYTROVE_STORAGE=s3://bucket/skytrove\n      AWS_REGION=fsn1')
    .replaceAll('${url}', 'https://example.org/a.tar.gz').replaceAll('${sha256}', '0'.repeat(64));
  assert.doesNotMatch(rendered, /\$\{/);
  const path = join(scratch(), 'user-data');
  writeFileSync(path, rendered);
  const done = run('cloud-init', ['schema', '--config-file', path]);
  assert.equal(done.code, 0, done.err);
  // It takes keys that it does not know.
  const keys = [...rendered.matchAll(/^([a-z_]+):/gm)].map((match) => match[1]);
  assert.deepEqual(keys, ['package_update', 'packages', 'write_files', 'runcmd']);
});

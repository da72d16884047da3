// Functions that sleep: a request through Caddy, with the configuration that a server gets, wakes them by their sockets.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { deploy, needs, scratch } from './tools.mjs';

const root = join(deploy, '..');
const jar = (name) => join(root, `functions/${name}/target/${name}.jar`);
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const children = [];

/** Why there is nothing to wake, or false. */
function missing() {
  const absent = ['search', 'export'].map(jar).find((path) => !existsSync(path));
  return absent ? `needs ${absent.slice(root.length + 1)}` : needs('systemd-socket-activate').skip || needs('caddy').skip;
}

async function freePort() {
  const socket = createServer();
  await new Promise((ready) => socket.listen(0, '127.0.0.1', ready));
  const { port } = socket.address();
  await new Promise((closed) => socket.close(closed));
  return port;
}

function start(command, args, env) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'ignore'] });
  children.push(child);
  return child;
}

/** A function that begins when somebody connects; until then there is only its socket. */
function sleeping(name, port, folder) {
  const settings = {
    SKYTROVE_STORAGE: `file://${folder}/lake`, SKYTROVE_CACHE_DIR: join(folder, `cache-${name}`), SKYTROVE_HTTP_TRUSTED_PROXIES: '127.0.0.1',
  };
  const passed = Object.entries(settings).flatMap(([key, value]) => ['--setenv', `${key}=${value}`]);
  return start('systemd-socket-activate', ['--listen', `127.0.0.1:${port}`, ...passed, java,
    '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow', '-XX:+UseSerialGC', '-Xmx256m', '-jar', jar(name)], {});
}

/** Whether somebody listens at a port of this machine; to connect would wake them. */
function isListening(port) {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readFileSync('/proc/net/tcp', 'utf8').split('\n').map((line) => line.trim().split(/\s+/)).some(
    ([, local, , state]) => local === address && state === '0A');
}

const program = (child) => readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim();

async function until(condition) {
  for (const deadline = Date.now() + 60_000; !(await Promise.resolve().then(condition).catch(() => false));) {
    assert.ok(Date.now() < deadline, 'it took more than a minute');
    await pause(50);
  }
}

after(() => children.forEach((child) => child.kill()));

test('a request through Caddy wakes the function that it is for, and no other', { skip: missing() }, async () => {
  const folder = scratch();
  mkdirSync(join(folder, 'lake'));
  const [search, exported, site, metrics] = await Promise.all(Array.from({ length: 4 }, freePort));
  const config = join(folder, 'Caddyfile');
  writeFileSync(config, readFileSync(join(deploy, 'caddy/Caddyfile'), 'utf8')
    .replace('unix//run/caddy/admin.sock', `unix/${folder}/admin.sock`)
    .replaceAll('127.0.0.1:2019', `127.0.0.1:${metrics}`)
    .replace('/opt/skytrove/current', folder)
    .replace('127.0.0.1:8080', `127.0.0.1:${search}`)
    .replace('127.0.0.1:8081', `127.0.0.1:${exported}`));
  const functions = [sleeping('search', search, folder), sleeping('export', exported, folder)];
  start('caddy', ['run', '--config', config], {
    HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, SITE_DOMAIN: `http://127.0.0.1:${site}`,
  });
  const base = `http://127.0.0.1:${site}`;
  await until(async () => (await fetch(`${base}/nothing`)).status === 404);
  await until(() => isListening(search) && isListening(exported));
  assert.deepEqual(functions.map(program), Array(2).fill('systemd-socket-'));

  const found = await fetch(`${base}/search?text=aurora`);
  assert.equal(found.status, 200);
  assert.deepEqual((await found.json()).results, []);
  assert.deepEqual(functions.map(program), ['java', 'systemd-socket-']);

  const saved = await fetch(`${base}/export?text=aurora`);
  assert.equal(saved.status, 200);
  assert.match(await saved.text(), /^uri,url,author_did,/);
  assert.deepEqual(functions.map(program), ['java', 'java']);
});

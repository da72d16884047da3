// ./skytrove on a machine that has no JDK 25: it fetches one, by its checksum, unless it must not.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy, run, scratch } from './tools.mjs';

/** An archive with something that looks like a JDK. */
function archive() {
  const folder = scratch();
  const bin = join(folder, 'jdk-25.0.9/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(folder, 'jdk-25.0.9/release'), 'JAVA_VERSION="25.0.9"\n');
  writeFileSync(join(bin, 'javac'), '#!/bin/sh\n');
  chmodSync(join(bin, 'javac'), 0o755);
  run('tar', ['-czf', join(folder, 'jdk.tar.gz'), '-C', folder, 'jdk-25.0.9']);
  return readFileSync(join(folder, 'jdk.tar.gz'));
}

/** Serves a catalogue in Adoptium's form, and the archive; the checksum is right or not. */
async function vendor(checksum) {
  const bytes = archive();
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const link = `http://127.0.0.1:${server.address().port}/jdk.tar.gz`;
    const entry = { binary: { architecture: 'x64', package: { checksum: checksum ?? createHash('sha256').update(bytes).digest('hex'), link } } };
    response.end(request.url.startsWith('/catalog') ? JSON.stringify([entry], null, 2) : bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, asked, catalog: `http://127.0.0.1:${server.address().port}/catalog?image_type=jdk` };
}

/** Runs a line of bash with the functions of ./skytrove, as if the system had no JDK. */
async function withFunctions(line, catalog) {
  const cache = scratch();
  const script = `source '${join(deploy, '../skytrove')}'; can_install() { return 1; }
    find_jdk() { is_jdk_25 "$jdk_cache" && printf '%s' "$jdk_cache"; }; ${line}`;
  const env = { ...process.env, XDG_CACHE_HOME: cache, SKYTROVE_JDK_CATALOG: catalog };
  const child = spawn('bash', ['-c', script], { env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => { out += chunk; });
  child.stderr.on('data', (chunk) => { err += chunk; });
  const code = await new Promise((ended) => child.on('close', ended));
  return { code, out, err, jdk: join(cache, 'skytrove/jdk') };
}

test('a JDK is fetched into the cache, and found there the next time', async () => {
  const { server, asked, catalog } = await vendor();
  const done = await withFunctions('need_jdk; need_jdk; printf %s "$JAVA_HOME"', catalog);
  server.close();
  assert.deepEqual([done.code, done.out], [0, done.jdk], done.err);
  assert.match(done.err, /fetching one into/);
  assert.equal(asked.length, 2);
  assert.match(asked[0], /architecture=(x64|aarch64)/);
});

test('an archive with another checksum is not used', async () => {
  const { server, catalog } = await vendor('0'.repeat(64));
  const done = await withFunctions('need_jdk', catalog);
  server.close();
  assert.equal(done.code, 2);
  assert.equal(existsSync(done.jdk), false);
});

test('with --no-install nothing is fetched', async () => {
  const { server, asked, catalog } = await vendor();
  const done = await withFunctions('main --no-install build', catalog);
  server.close();
  assert.equal(done.code, 2);
  assert.match(done.err, /JDK 25 is missing/);
  assert.deepEqual(asked, []);
});

test('no process gets the variable that only the command knows', async () => {
  const done = await withFunctions('env', 'http://127.0.0.1:1/');
  assert.doesNotMatch(done.out, /SKYTROVE_JDK_CATALOG/);
});

test('a run of the tests ends with one line of what was skipped since it began, and why', async () => {
  const folder = scratch();
  const reports = join(folder, 'lake/target/surefire-reports');
  mkdirSync(reports, { recursive: true });
  const report = (name, content) => writeFileSync(join(reports, `TEST-${name}.xml`), content);
  report('Old', '<skipped message="an earlier run"/>\n');
  report('NewA', `<skipped message="System property [a] is missing ==&gt; no &quot;client&quot; here"/>\n`.repeat(2));
  report('NewB', '<skipped type="T"><![CDATA[T: Assumption failed: no ../shared/s3\n\tat a.b(C.java:1)\n]]></skipped>\n');
  writeFileSync(join(folder, 'node'), 'ok 1 - a\nok 2 - b # SKIP no caddy here\n﹣ c (0.1ms) # SKIP no caddy here\n');
  mkdirSync(join(folder, 'target'));
  run('touch', ['-d', '1 minute ago', join(folder, 'target/tests-began')]);
  run('touch', ['-d', '1 hour ago', join(reports, 'TEST-Old.xml')]);
  const ended = () => withFunctions(`say_skipped '${folder}' '${folder}/node'`, '');
  const done = await ended();
  assert.equal(done.err, 'skytrove: skipped tests: no "client" here (2); no ../shared/s3 (1); no caddy here (2)\n');
  writeFileSync(join(folder, 'node'), '');
  run('touch', [join(folder, 'target/tests-began')]);
  assert.equal((await ended()).err, '');
});

test('a dist/ with more than it may have ends the build, and names what is large', async () => {
  const folder = scratch();
  mkdirSync(join(folder, 'bin'));
  run('truncate', ['-s', '1500000', join(folder, 'bin/search')]);
  run('truncate', ['-s', '300000', join(folder, 'LICENSE')]);
  const small = await withFunctions(`check_size '${folder}' 2; echo goes on`, '');
  assert.deepEqual([small.code, small.out], [0, 'goes on\n'], small.err);
  const large = await withFunctions(`check_size '${folder}' 1; echo goes on`, '');
  assert.deepEqual([large.code, large.out], [1, '']);
  assert.match(large.err, /may have 1 MB/);
  assert.match(large.err, /1500000 bin\/search/);
  assert.doesNotMatch(large.err, /LICENSE/);
});

test('dist/ is packed beside it, under the name of its version', async () => {
  const folder = scratch();
  for (const name of ['dist/bin', 'target']) mkdirSync(join(folder, name), { recursive: true });
  copyFileSync(join(deploy, '../skytrove'), join(folder, 'skytrove'));
  writeFileSync(join(folder, 'pom.xml'), '<project>\n  <version>1.2.3</version>\n</project>\n');
  writeFileSync(join(folder, 'dist/bin/search'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(folder, 'target/skytrove-1.2.2-linux-x86_64.tar.gz'), 'an earlier one');
  run('bash', ['-c', `source '${folder}/skytrove'; pack_dist`]);
  assert.deepEqual(readdirSync(join(folder, 'dist')), ['bin']);
  const [archive, ...others] = readdirSync(join(folder, 'target'));
  assert.match(archive, /^skytrove-1\.2\.3-linux-\w+\.tar\.gz$/);
  assert.deepEqual(others, []);
  const unpacked = scratch();
  run('tar', ['-xzf', join(folder, 'target', archive), '-C', unpacked, '--strip-components=1']);
  assert.equal(readFileSync(join(unpacked, 'bin/search'), 'utf8'), '#!/bin/sh\n');
});

test('a release has the binaries of these modules', async () => {
  const done = await withFunctions('native_folders');
  const folders = ['functions/export', 'functions/search', 'ingestor', 'jobs/runjob'];
  assert.deepEqual([done.code, done.out.trim().split('\n')], [0, folders], done.err);
});

// The scripts: their form, and what the small ones do.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy, files, needs, run, scratch } from './tools.mjs';

const bin = (name) => join(deploy, 'bin', name);

function credentials(content) {
  const folder = scratch();
  writeFileSync(join(folder, 'writer.env'), content);
  return { env: { PATH: process.env.PATH, CREDENTIALS_DIRECTORY: folder } };
}

/** A command that fails some times, and counts its runs in a file. */
function failing(times, code) {
  const folder = scratch();
  const command = join(folder, 'job');
  writeFileSync(command, `#!/bin/sh\nn=$(cat ${folder}/runs 2>/dev/null || echo 0); echo $((n + 1)) >${folder}/runs\n`
    + `[ "$n" -ge ${times} ] || exit ${code}\n`);
  chmodSync(command, 0o755);
  return { command, runs: () => Number(readFileSync(join(folder, 'runs'), 'utf8')) };
}

test('shellcheck finds nothing', needs('shellcheck'), () => {
  const scripts = [...files(join(deploy, 'bin')).map(bin), join(deploy, 'install.sh'), join(deploy, 'compose/every'), join(deploy, 'check/boot.sh'), join(deploy, '../skytrove'),
    ...files(join(deploy, 'slurm')).filter((name) => name.endsWith('.sbatch')).map((name) => join(deploy, 'slurm', name))];
  assert.equal(run('shellcheck', scripts).out, '');
});

test('credentials become variables, whatever characters they have', () => {
  const secret = `a b$c"d'e\\f=g#h`;
  const done = run(bin('with-credentials'), ['sh', '-c', 'printf %s "$SECRET"'], credentials(`# keys\n\nSECRET=${secret}\n`));
  assert.equal(done.out, secret);
  assert.equal(done.code, 0);
});

test('a credential that is not NAME=value is refused and not shown', () => {
  const done = run(bin('with-credentials'), ['true'], credentials('secret-without-name\n'));
  assert.equal(done.code, 2);
  assert.match(done.err, /writer\.env/);
  assert.doesNotMatch(done.err, /secret-without-name/);
});

test('a service that was passed no credentials does not start', () => {
  const done = run(bin('with-credentials'), ['true'], { env: { PATH: process.env.PATH, CREDENTIALS_DIRECTORY: scratch() } });
  assert.equal(done.code, 2);
  assert.match(done.err, /no credentials/);
});

test('a command that fails is tried again', () => {
  const job = failing(2, 1);
  const done = run(bin('retry'), ['2', job.command], { env: { PATH: process.env.PATH, RETRY_WAIT: '0' } });
  assert.deepEqual([done.code, job.runs()], [0, 3]);
});

test('the last exit code is kept, and no more is tried than was asked', () => {
  const job = failing(9, 1);
  const done = run(bin('retry'), ['1', job.command], { env: { PATH: process.env.PATH, RETRY_WAIT: '0' } });
  assert.deepEqual([done.code, job.runs()], [1, 2]);
});

for (const code of [2, 75]) {
  test(`exit code ${code} is not tried again`, () => {
    const job = failing(9, code);
    assert.equal(run(bin('retry'), ['5', job.command]).code, code);
    assert.equal(job.runs(), 1);
  });
}

test('a webhook is told, as JSON, whatever the log has in it', needs('curl'), async () => {
  const path = scratch();
  writeFileSync(join(path, 'journalctl'), `#!/bin/sh\nprintf 'a "quoted" \\\\ line\\nand\\ta tab \\033[31m\\n@everyone <!channel> <https://evil.example|here>\\n'\n`);
  chmodSync(join(path, 'journalctl'), 0o755);
  const received = [];
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (chunk) => received.push(chunk)).on('end', () => response.end());
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const env = { PATH: `${path}:${process.env.PATH}`, SITE_ALERT_WEBHOOK: `http://127.0.0.1:${server.address().port}/` };
  const code = await new Promise((ended) => spawn(bin('notify'), ['skytrove-flush.service'], { env }).on('exit', ended));
  server.close();
  assert.equal(code, 0);
  const { text } = JSON.parse(received.join(''));
  assert.match(text, /skytrove-flush\.service failed/);
  assert.match(text, /a "quoted" \\ line\nand\ta tab \[31m/);
  assert.match(text, /@\u200beveryone <\u200b!channel> <\u200bhttps:\/\/evil\.example\|here>/);
});

test('a mail has the whole log, whatever its lines are', () => {
  const path = scratch();
  for (const [name, script] of [['journalctl', `printf 'first\\n.\\nTo: nobody@example.com\\n'`], ['sendmail', `echo "$@" >${path}/told; cat >>${path}/told`]]) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  const env = { PATH: `${path}:${process.env.PATH}`, SITE_ALERT_EMAIL: 'admin@example.com' };
  assert.equal(run(bin('notify'), ['skytrove-flush.service'], { env }).code, 0);
  const [options, ...mail] = readFileSync(join(path, 'told'), 'utf8').split('\n');
  assert.equal(options, '-t -i');
  assert.equal(mail[0], 'To: admin@example.com');
  assert.match(mail[1], /^Subject: .*skytrove-flush\.service failed$/);
  assert.equal(mail.slice(mail.indexOf('')).join('\n'), '\nfirst\n.\nTo: nobody@example.com\n');
});

test('install.sh refuses to run where it cannot, and says why', () => {
  const done = run(join(deploy, 'install.sh'), []);
  assert.equal(done.code, 2);
  assert.match(done.err, /root|systemd|skytrove\.env/);
});

test('skytrove-admin tells how it is used', () => {
  assert.equal(run(bin('skytrove-admin'), ['--help']).code, 0);
  assert.equal(run(bin('skytrove-admin'), ['destroy']).code, 2);
  for (const program of [[], ['../bin/flush'], ['libduckdb_java.so'], ['nothing']]) {
    assert.equal(run(bin('skytrove-admin'), ['run', ...program]).code, process.getuid() === 0 ? 2 : 1, program.join());
  }
});

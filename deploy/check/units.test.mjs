// The units, for systemd's own tools: every line is understood, and services can do little beside their work.
import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { deploy, files, needs, run, scratch } from './tools.mjs';

const units = files(join(deploy, 'systemd')).filter((name) => !name.includes('/'));

/** The units in a folder of their own, whose programs exist. */
function installed() {
  const folder = scratch();
  const programs = join(folder, 'current');
  cpSync(join(deploy, 'systemd'), join(folder, 'units'), { recursive: true });
  for (const name of files(join(folder, 'units'))) {
    const path = join(folder, 'units', name);
    const text = readFileSync(path, 'utf8').replaceAll('/opt/skytrove/current', programs);
    writeFileSync(path, text);
    for (const [program] of text.matchAll(new RegExp(`${programs}/[^\\s]+`, 'g'))) {
      mkdirSync(dirname(program), { recursive: true });
      writeFileSync(program, '#!/bin/sh\n');
      chmodSync(program, 0o755);
    }
  }
  writeFileSync(join(folder, 'units', 'redis-server.service'), '[Service]\nExecStart=/bin/true\n');
  return join(folder, 'units');
}

test('systemd understands every line of every unit', needs('systemd-analyze'), () => {
  const folder = installed();
  const env = { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` };
  for (const unit of units) {
    const name = unit.replace('@.', '@example.');
    const done = run('systemd-analyze', ['--man=no', '--recursive-errors=yes', 'verify', name], { env, cwd: folder });
    // It ends with 0 also where it did not know a key.
    assert.equal(done.err.trim(), '', unit);
  }
});

test('a key that systemd does not know is noticed', needs('systemd-analyze'), () => {
  const folder = installed();
  writeFileSync(join(folder, 'skytrove-wrong.service'), '[Service]\nExecStart=/bin/true\nMemoryMaximum=1G\n');
  const env = { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` };
  assert.match(run('systemd-analyze', ['--man=no', 'verify', 'skytrove-wrong.service'], { env, cwd: folder }).err, /MemoryMaximum/);
});

test('the exposure of every service is at most 3', needs('systemd-analyze'), () => {
  const folder = installed();
  for (const unit of units.filter((name) => name.endsWith('.service') && !name.includes('@'))) {
    // Offline it reads no drop-in folder of a prefix, so the unit gets it written into it.
    const whole = join(folder, unit);
    writeFileSync(whole, readFileSync(whole, 'utf8') + readFileSync(join(folder, 'skytrove-.service.d/hardening.conf'), 'utf8'));
    const done = run('systemd-analyze', ['security', '--offline=true', '--threshold=30', whole]);
    assert.equal(done.code, 0, `${unit}: ${done.out.split('\n').filter((line) => line.includes('exposure')).join()}`);
  }
});

test('no unit and no setting holds a secret', () => {
  for (const name of files(join(deploy, 'systemd'))) {
    assert.doesNotMatch(readFileSync(join(deploy, 'systemd', name), 'utf8'), /SECRET|PASSWORD|redis:\/\//i, name);
  }
});

test('timers, crontab, SLURM scripts and the Prefect flow are those of schedules.json', needs('python3'), () => {
  assert.deepEqual(run('python3', [join(deploy, 'schedules.py'), '--check']), { code: 0, out: '', err: '' });
});

test('the Prefect flow is Python', needs('python3'), () => {
  const source = `compile(open(${JSON.stringify(join(deploy, 'prefect/flows.py'))}).read(), 'flows.py', 'exec')`;
  assert.equal(run('python3', ['-c', source]).err, '');
});

test('every time of the table is one that systemd knows', needs('systemd-analyze'), () => {
  for (const name of units.filter((unit) => unit.endsWith('.timer'))) {
    const [, calendar] = readFileSync(join(deploy, 'systemd', name), 'utf8').match(/^OnCalendar=(.*)$/m);
    assert.equal(run('systemd-analyze', ['calendar', calendar]).code, 0, name);
  }
});

test('the crontab and the timers agree on the flush', () => {
  assert.match(readFileSync(join(deploy, 'cron/crontab'), 'utf8'), /^\*\/5 \* \* \* \* .*skytrove\/bin\/flush$/m);
  assert.match(readFileSync(join(deploy, 'systemd/skytrove-flush.timer'), 'utf8'), /^OnCalendar=\*:0\/5$/m);
});

test('no service gets a setting that its process would refuse', () => {
  const known = readFileSync(join(deploy, '../docs/configuration.md'), 'utf8');
  const given = [...files(join(deploy, 'systemd')).map((name) => join(deploy, 'systemd', name)),
    join(deploy, '../terraform/modules/server/main.tf'), join(deploy, 'README.md'), join(deploy, 'install.sh')];
  for (const path of given) {
    for (const [name] of readFileSync(path, 'utf8').matchAll(/SKYTROVE_[A-Z_]+/g)) {
      assert.ok(known.includes(`\`${name}\``), `${path}: ${name}`);
    }
  }
});

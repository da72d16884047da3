// The alerts: Prometheus' own tool runs their tests, and each has a section of the runbook.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy, needs, run } from './tools.mjs';

const folder = join(deploy, 'prometheus');
const alerts = [...readFileSync(join(folder, 'alerts.yml'), 'utf8').matchAll(/^ +- alert: (\w+)$/gm)].map((match) => match[1]);

test('every alert fires when it should, and not otherwise', needs('promtool'), () => {
  const done = run('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd: folder });
  assert.equal(done.code, 0, done.out + done.err);
});

test('every alert has a test that it fires and one that it does not', () => {
  const tests = readFileSync(join(folder, 'alerts.test.yml'), 'utf8');
  for (const alert of alerts) {
    assert.match(tests, new RegExp(`alertname: ${alert}\\n +exp_alerts`), `${alert} fires`);
    assert.match(tests, new RegExp(`alertname: ${alert} }`), `${alert} is quiet`);
  }
});

test('Prometheus and Alertmanager take their configuration', needs('amtool'), () => {
  assert.equal(run('promtool', ['check', 'config', 'prometheus.yml'], { cwd: folder }).code, 0);
  assert.equal(run('amtool', ['check-config', 'alertmanager.yml'], { cwd: folder }).code, 0);
});

test('every alert has a section of the runbook, and every section an alert', () => {
  const runbook = readFileSync(join(deploy, '../docs/runbook.md'), 'utf8');
  assert.deepEqual([...runbook.matchAll(/^## (\w+)$/gm)].map((match) => match[1]), alerts);
  const rules = readFileSync(join(folder, 'alerts.yml'), 'utf8');
  for (const alert of alerts) assert.match(rules, new RegExp(`runbook: docs/runbook\\.md#${alert.toLowerCase()}\\n`));
});

test('every metric of the ingestor that an alert asks for is documented', () => {
  const documented = readFileSync(join(deploy, '../docs/operations/ingestor.md'), 'utf8');
  const rules = readFileSync(join(folder, 'alerts.yml'), 'utf8');
  for (const [metric] of rules.matchAll(/skytrove_ingestor_\w+/g)) assert.ok(documented.includes(metric), metric);
});

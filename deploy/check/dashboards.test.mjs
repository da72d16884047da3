// The dashboards: made from the table, understood by Prometheus, of metrics that there are, and with something in every
// panel when the system runs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import * as system from './system.mjs';
import { deploy, files, needs, run, scratch } from './tools.mjs';

const folder = join(deploy, 'grafana/dashboards');
const dashboards = files(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const queries = dashboards.flatMap((board) => board.panels.flatMap((panel) => panel.targets.map(({ expr }) => (
  { where: `${board.title} / ${panel.title}`, expression: expr.replaceAll('$__rate_interval', '5m') }))));

test('Grafana gets what panels.json says', needs('python3'), () => {
  assert.deepEqual(run('python3', [join(deploy, 'grafana/dashboards.py'), '--check']), { code: 0, out: '', err: '' });
});

test('panels lie beside each other, and their names are unique', () => {
  for (const { title, panels } of dashboards) {
    assert.equal(new Set(panels.map((panel) => panel.title)).size, panels.length, title);
    const cells = new Set();
    for (const { gridPos: { x, y, w, h } } of panels) {
      assert.ok(x + w <= 24, title);
      for (let i = x; i < x + w; i++) for (let j = y; j < y + h; j++) assert.ok(!cells.has(`${i},${j}`) && cells.add(`${i},${j}`), title);
    }
  }
});

test('all panels ask the data source that is provisioned', () => {
  const [, uid] = readFileSync(join(deploy, 'grafana/provisioning/datasources/skytrove.yaml'), 'utf8').match(/uid: (\S+)/);
  for (const { panels } of dashboards) for (const { datasource } of panels) assert.equal(datasource.uid, uid);
});

test('Prometheus understands every expression', needs('promtool'), () => {
  const path = join(scratch(), 'rules.yml');
  const rules = queries.map(({ expression }, index) => ({ record: `panel:${index}`, expr: expression }));
  writeFileSync(path, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
  const done = run('promtool', ['check', 'rules', path]);
  assert.equal(done.code, 0, done.out + done.err);
});

test('every metric of ours is documented', () => {
  const documented = files(join(deploy, '../docs')).filter((name) => name.startsWith('operations'))
    .map((name) => readFileSync(join(deploy, '../docs', name), 'utf8')).join('');
  for (const { where, expression } of queries) {
    for (const [metric] of expression.matchAll(/skytrove_\w+/g)) {
      assert.ok(documented.includes(`\`${metric.replace(/_bucket$/, '')}`), `${where}: ${metric}`);
    }
  }
});

// Starts nine processes, so only when asked for: LIVE=1 node --test deploy/check/dashboards.test.mjs
const live = process.env.LIVE ? system.missing() : 'set LIVE=1';

test('no panel is empty while the system runs', { skip: live, timeout: 900_000 }, async () => {
  const running = await system.start(30_000);
  try {
    await running.job('flush');
    await running.job('ttl');
    // Rates need several scrapes.
    await running.askNowAndThen();
    await pause(4_000);
    for (const { where, expression } of queries) {
      const series = await running.query(expression);
      assert.ok(series.length > 0 && series.every(({ value }) => value[1] !== 'NaN'), `${where}: ${JSON.stringify(series)}`);
    }
  } finally {
    await running.close();
  }
});

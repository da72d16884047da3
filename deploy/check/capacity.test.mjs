// The table of capacity: computed, quoted as it is, and the same as what Terraform chooses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy, needs, run } from './tools.mjs';

const capacity = (...args) => run(join(deploy, 'capacity.py'), args);
const rows = (done) => JSON.parse(done.out.trim().split('\n').at(-1)).rows;
const table = JSON.parse(readFileSync(join(deploy, 'capacity.json'), 'utf8'));
const prices = JSON.parse(readFileSync(join(deploy, '../terraform/modules/cost/prices.json'), 'utf8'));

test('the page for administrators quotes the table as it is', needs('python3'), () => {
  const printed = capacity().out.trim().split('\n').slice(0, -1).join('\n');
  const page = readFileSync(join(deploy, '../docs/operations.md'), 'utf8');
  assert.equal(page.match(/<!-- capacity: begin -->\n(.*?)\n<!-- capacity: end -->/s)[1].trim(), printed.trim());
});

test('8.1 million events a day cost at most 15 euros a month', needs('python3'), () => {
  assert.ok(rows(capacity())[0].monthly_eur.total <= 15);
});

test('a row is what its figures and prices give', needs('python3'), () => {
  const [row] = rows(capacity('10000000'));
  const bytes = table.measured.lake_bytes_per_event.value;
  const gb = 10e6 * 365 * bytes / 1e9;
  assert.equal(row.server, 'cx23');
  assert.equal(row.lake_gb_a_year, Math.round(gb));
  const total = prices.server_eur.cx23 + prices.ipv4_eur + 10 * prices.volume_eur_per_gb + prices.storage_base_eur
    + Math.max(0, gb - 1000) * prices.storage_eur_per_gb;
  assert.ok(Math.abs(row.monthly_eur.total - total) < 0.011, `${row.monthly_eur.total}, ${total}`);
});

test('what no server carries has none', needs('python3'), () => {
  assert.equal(rows(capacity('100000000000'))[0].server, null);
});

test('Terraform chooses the same servers and volumes', needs('python3'), () => {
  const main = readFileSync(join(deploy, '../terraform/main.tf'), 'utf8');
  const type = (size, architecture) => main.match(new RegExp(`${size} += \\{.*${architecture} = "(\\w+)"`))[1];
  for (const architecture of ['x86', 'arm']) {
    const [small, large] = rows(capacity('8100000', '50000000', '--architecture', architecture));
    assert.deepEqual([small.server, large.server], [type('small', architecture), type('large', architecture)]);
    assert.deepEqual([small.volume_gb, large.volume_gb], [10, 26]);
  }
  const [, limit] = main.match(/events_per_day <= (\d+)/);
  assert.equal(rows(capacity(limit))[0].server, 'cx23');
  const cost = readFileSync(join(deploy, '../terraform/modules/cost/main.tf'), 'utf8');
  assert.equal(Number(cost.match(/bytes_per_event = (\d+)/)[1]), table.measured.lake_bytes_per_event.value);
});

test('every figure has a date and a source, every server a price', () => {
  for (const [name, figure] of Object.entries(table.measured)) {
    assert.match(figure.date, /^20\d\d-\d\d-\d\d$/, name);
    assert.ok(figure.source.length > 10, name);
  }
  for (const server of Object.keys(table.servers)) assert.ok(prices.server_eur[server] > 0, server);
});

for (const args of [['many'], ['0'], ['--architecture', 'sparc'], ['--colour']]) {
  test(`${args.join(' ')} is refused`, needs('python3'), () => {
    const done = capacity(...args);
    assert.equal(done.code, 2);
    assert.match(done.err, /usage/);
  });
}

test('Prometheus gets what a server costs', needs('promtool'), () => {
  const done = capacity('--prometheus', '--server', 'cx23', '--volume-gb', '10', '--budget-gb', '900');
  assert.match(done.out, /^skytrove_site_monthly_euros\{component="server"\} 5\.49$/m);
  assert.match(done.out, /^skytrove_site_bucket_budget_bytes 900000000000$/m);
  assert.equal(run('promtool', ['check', 'metrics'], { input: done.out }).err.includes('error'), false);
});

test('a server type without a price leaves its cost out', needs('python3'), () => {
  const done = capacity('--prometheus', '--server', 'metal1');
  assert.equal(done.code, 0);
  assert.doesNotMatch(done.out, /component="server"/);
});

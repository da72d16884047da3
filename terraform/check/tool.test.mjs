// What the real terraform says where it is installed, as far as it needs no provider: the form of every file, the rules of
// the variables, the sizes, the cost, and the user data. Providers are for `terraform test` in the folder above.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from './hcl.mjs';

const skip = spawnSync('terraform', ['version'], { env: environment() }).status === 0 ? false : 'needs terraform';
let folder;

/** Without the settings of whoever runs the tests. */
function environment() {
  return { ...process.env, TF_CLI_CONFIG_FILE: devNull, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
}

function terraform(directory, ...args) {
  const done = spawnSync('terraform', [`-chdir=${directory}`, ...args], { encoding: 'utf8', env: environment() });
  return { code: done.status, said: done.stdout + done.stderr, out: done.stdout };
}

function initialised(name, files) {
  const directory = join(folder, name);
  mkdirSync(directory);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  cpSync(join(root, 'modules/cost'), join(directory, 'modules/cost'), { recursive: true });
  const done = terraform(directory, 'init', '-backend=false', '-input=false', '-no-color');
  assert.equal(done.code, 0, done.said);
  return directory;
}

const text = (path) => readFileSync(join(root, path), 'utf8');
/** The first block that begins so, up to the brace that closes it at the start of a line. */
const block = (of, begin) => of.slice(of.indexOf(begin)).match(/^[\s\S]*?\n}\n/)[0];

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'skytrove-terraform-'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('every file has the form that terraform fmt gives it', { skip }, () => {
  assert.deepEqual(terraform(root, 'fmt', '-check', '-recursive', '-diff'), { code: 0, said: '', out: '' });
});

test('the module without providers is valid', { skip }, () => {
  const directory = initialised('cost', { 'main.tf': '' });
  const done = terraform(join(directory, 'modules/cost'), 'validate', '-no-color');
  assert.equal(done.code, 0, done.said);
});

test('the variables refuse what they say, and terraform counts sizes and cost as documented', { skip }, () => {
  // The system without its resources: what is asked, and what is computed of it.
  const main = text('main.tf');
  const directory = initialised('system', {
    'variables.tf': text('variables.tf'),
    'main.tf': `${block(main, 'locals {')}${block(main, 'module "cost" {')}`,
    'outputs.tf': 'output "type" {\n  value = local.server_type\n}\noutput "cost" {\n  value = module.cost.monthly_eur\n}\n',
  });
  mkdirSync(join(directory, 'tests'));
  const system = text('tests/system.tftest.hcl');
  const refused = system.match(/^run "[\s\S]*?\n}\n/gm).filter((run) => run.includes('expect_failures'));
  assert.ok(refused.length >= 4, `only ${refused.length}`);
  const counted = (name, events, type, total) => `run "${name}" {
  variables {
    events_per_day = ${events}
  }
  assert {
    condition     = output.type == "${type}" && output.cost.total == "${total}"
    error_message = "\${output.type} and \${output.cost.total}"
  }
}
`;
  const [, small, large] = text('README.md').match(/cost €([\d.]+) a month[\s\S]*?50 million €([\d.]+)\./);
  assert.ok(Number(small) <= 15, small);
  writeFileSync(join(directory, 'tests/system.tftest.hcl'), [
    block(system, 'variables {'), ...refused, counted('small', 8100000, 'cx23', small), counted('large', 50000000, 'cx33', large),
  ].join('\n'));
  const done = terraform(directory, 'test', '-no-color');
  assert.equal(done.code, 0, done.said);
  assert.match(done.said, new RegExp(`${refused.length + 2} passed, 0 failed`));
});

test('the user data is what the template is meant to be', { skip }, () => {
  const settings = { SKYTROVE_STORAGE: 's3://bucket/skytrove', SITE_ALERT_EMAIL: '' };
  const directory = initialised('data', {
    'cloud-init.yaml.tftpl': text('modules/server/cloud-init.yaml.tftpl'),
    'main.tf': `locals {
  settings = ${JSON.stringify(settings)}
}
output "user_data" {
  value = templatefile("\${path.module}/cloud-init.yaml.tftpl", {
    settings = join("\\n", [for name, value in local.settings : "\${name}=\${value}"])
    url      = "https://example.org/a.tar.gz"
    sha256   = "${'0'.repeat(64)}"
  })
}
`,
  });
  const done = terraform(directory, 'apply', '-auto-approve', '-input=false', '-no-color');
  assert.equal(done.code, 0, done.said);
  const made = terraform(directory, 'output', '-raw', 'user_data').out;
  assert.match(made, /content: \|\n {6}SITE_ALERT_EMAIL=\n {6}SKYTROVE_STORAGE=s3:\/\/bucket\/skytrove\n/);
  assert.match(made, /--output "\$archive" 'https:\/\/example\.org\/a\.tar\.gz'\n/);
  assert.doesNotMatch(made, /\$\{|%\{/);
});

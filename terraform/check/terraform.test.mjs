// Holds every file to HCL's grammar, and every resource, argument and block to the providers' documented schemas, as
// far as that can be told without terraform itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { files, modules, read, root } from './hcl.mjs';

const META = ['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection', 'dynamic'];
const schemas = files('schemas/hcloud.json', 'hcloud.json', 'aws.json', 'terraform.json')
  .filter((path) => path.includes('/schemas/'))
  .map((path) => JSON.parse(readFileSync(path, 'utf8')));
const resources = Object.assign({}, ...schemas.map((schema) => schema.resources));
const providers = Object.fromEntries(schemas.map((schema) => [schema.provider.split('/').pop(), schema.config]));
const all = await modules();

/** What is wrong with a block, by its schema; dynamic blocks count as the blocks that they make. */
function faults(block, schema, where, meta = META) {
  const known = [...(schema.required ?? []), ...(schema.optional ?? []), ...Object.keys(schema.blocks ?? {}), ...meta];
  const names = Object.keys(block);
  const unknown = names.filter((name) => !known.includes(name)).map((name) => `${where}: no argument '${name}'`);
  const missing = (schema.required ?? []).filter((name) => !(name in block)).map((name) => `${where}: '${name}' is missing`);
  const inner = Object.entries(schema.blocks ?? {}).flatMap(([name, blockSchema]) => {
    const made = (block.dynamic?.[name] ?? []).flatMap((dynamic) => dynamic.content);
    return [...(block[name] ?? []), ...made].flatMap((b) => faults(b, blockSchema, `${where}.${name}`, ['dynamic']));
  });
  const dynamic = Object.keys(block.dynamic ?? {}).filter((name) => !(name in (schema.blocks ?? {})))
    .map((name) => `${where}: no block '${name}'`);
  return [...unknown, ...missing, ...inner, ...dynamic];
}

/** Names behind a prefix such as var. in the text of a module. */
function references(text, prefix) {
  const code = text.replace(/^\s*#.*$/gm, '');
  return new Set([...code.matchAll(new RegExp(`(?<![\\w.])${prefix}\\.([a-z0-9_]+)`, 'g'))].map((match) => match[1]));
}

test('every file is HCL', async () => {
  const paths = files('.tf', '.tftest.hcl', '.tfvars.example', '.hcl.example');
  assert.ok(paths.length > 15, `only ${paths.length} files`);
  for (const path of paths) await read(path);
});

test('a broken file is noticed', async () => {
  const { parse } = await import('@cdktf/hcl2json');
  await assert.rejects(parse('broken.tf', 'resource "a" {'));
});

test('every resource, argument and block is documented', () => {
  const found = [];
  for (const module of all) {
    for (const [type, named] of Object.entries(module.resource)) {
      for (const [name, [block]] of Object.entries(named)) {
        const where = `${module.path}: ${type}.${name}`;
        found.push(...(resources[type] ? faults(block, resources[type], where) : [`${where}: no such resource`]));
      }
    }
  }
  assert.deepEqual(found, []);
});

test('an argument that no provider documents is noticed', () => {
  const wrong = { name: 'x', ip_range: '10.0.0.0/8', colour: 'red' };
  assert.deepEqual(faults(wrong, resources.hcloud_network, 'x'), ["x: no argument 'colour'"]);
  assert.deepEqual(faults({ name: 'x' }, resources.hcloud_network, 'x'), ["x: 'ip_range' is missing"]);
  const rule = { dynamic: { rule: [{ content: [{ direction: 'in', protocol: 'tcp', prot: '80' }] }] } };
  assert.deepEqual(faults(rule, resources.hcloud_firewall, 'x'), ["x.rule: no argument 'prot'"]);
});

test('every provider argument is documented', () => {
  const found = all.flatMap((module) => Object.entries(module.provider)
    .flatMap(([name, [block]]) => faults(block, providers[name], `${module.path}: provider ${name}`, ['alias'])));
  assert.deepEqual(found, []);
});

test('every variable has a type and a description, and is used', () => {
  const found = all.flatMap((module) => {
    const used = references(module.text, 'var');
    const declared = Object.keys(module.variable);
    return [
      ...declared.filter((name) => !module.variable[name][0].type).map((name) => `${module.path}: ${name} has no type`),
      ...declared.filter((name) => !module.variable[name][0].description).map((name) => `${module.path}: ${name} has no description`),
      ...declared.filter((name) => !used.has(name)).map((name) => `${module.path}: ${name} is not used`),
      ...[...used].filter((name) => !declared.includes(name)).map((name) => `${module.path}: var.${name} is not declared`),
    ];
  });
  assert.deepEqual(found, []);
});

test('the variables of the system are validated and have an example', () => {
  const free = ['install_credentials', 'credentials_version', 's3_writer', 's3_reader', 's3_reader_access_key'];
  const system = all.find((module) => module.path === '.');
  const found = Object.entries(system.variable).filter(([name]) => !free.includes(name))
    .filter(([, [block]]) => !block.validation)
    .map(([name]) => name);
  assert.deepEqual(found, []);
});

test('modules get all variables that they need, and no others', () => {
  const found = [];
  for (const module of all) {
    for (const [name, [call]] of Object.entries(module.module)) {
      const target = all.find((other) => join(root, other.path) === join(root, module.path, call.source));
      assert.ok(target, `${module.path}: module ${name} has no folder ${call.source}`);
      const given = Object.keys(call).filter((key) => !['source', 'count', 'for_each', 'providers', 'depends_on'].includes(key));
      const needed = Object.entries(target.variable).filter(([, [block]]) => !('default' in block)).map(([key]) => key);
      found.push(...given.filter((key) => !(key in target.variable)).map((key) => `${module.path}: ${name} takes no ${key}`));
      found.push(...needed.filter((key) => !given.includes(key)).map((key) => `${module.path}: ${name} needs ${key}`));
      const outputs = [...module.text.matchAll(new RegExp(`module\\.${name}\\.([a-z0-9_]+)`, 'g'))].map((match) => match[1]);
      found.push(...outputs.filter((key) => !(key in target.output)).map((key) => `${module.path}: ${name} has no output ${key}`));
    }
  }
  assert.deepEqual(found, []);
});

test('every resource that is referred to exists', () => {
  const found = [];
  for (const module of all) {
    for (const type of Object.keys(resources)) {
      for (const name of references(module.text, type)) {
        if (!module.resource[type]?.[name]) found.push(`${module.path}: no ${type}.${name}`);
      }
    }
  }
  assert.deepEqual(found, []);
});

test('no secret is kept in state: secret variables are ephemeral and sensitive', () => {
  const found = all.flatMap((module) => Object.entries(module.variable)
    .filter(([, [block]]) => /secret_key|token/i.test(JSON.stringify(block.type) + block.description.replace(/not the secret one/, '')))
    .filter(([, [block]]) => !(block.ephemeral && block.sensitive))
    .map(([name]) => `${module.path}: ${name}`));
  assert.deepEqual(found, []);
});

test('tests set only variables that exist, and read only outputs that exist', async () => {
  const system = all.find((module) => module.path === '.');
  for (const path of files('.tftest.hcl')) {
    const tests = await read(path);
    const given = [tests.variables, ...Object.values(tests.run).map(([run]) => run.variables)].flat().filter(Boolean);
    for (const name of given.flatMap((block) => Object.keys(block))) assert.ok(name in system.variable, name);
    const text = readFileSync(path, 'utf8');
    for (const name of references(text, 'output')) assert.ok(name in system.output, name);
    for (const [name, [run]] of Object.entries(tests.run)) assert.ok(run.assert || run.expect_failures, name);
  }
});

test('examples name only variables that exist', async () => {
  for (const path of files('.tfvars.example')) {
    const environment = all.find((module) => path.includes(`/${module.path}/`));
    for (const name of Object.keys(await read(path))) assert.ok(name in environment.variable, name);
  }
});

test('prices are dated, and known for every server type that is chosen', () => {
  const prices = JSON.parse(readFileSync(join(root, 'modules/cost/prices.json'), 'utf8'));
  assert.match(prices.as_of, /^20\d\d-\d\d-\d\d$/);
  const main = readFileSync(join(root, 'main.tf'), 'utf8');
  for (const [, type] of main.matchAll(/= "(c[a-z]{1,2}\d\d)"/g)) assert.ok(prices.server_eur[type] > 0, type);
});

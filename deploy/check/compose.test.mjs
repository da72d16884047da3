// compose.yaml: what Docker Compose understands, and what its containers may do. rehearse-compose.mjs runs it without an engine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy, needs, run } from './tools.mjs';

const root = join(deploy, '..');

/** The file as Compose reads it, with variables of the environment. */
function config(env = {}) {
  const read = run('docker-compose', ['config'], { cwd: root, env: { ...process.env, ...env } });
  assert.equal(read.code, 0, read.err);
  const json = run('python3', ['-c', 'import json,sys,yaml; print(json.dumps(yaml.safe_load(sys.stdin)))'], { input: read.out });
  return JSON.parse(json.out);
}

test('containers share one network, and only the loopback address gets to it', needs('docker-compose'), () => {
  for (const [name, service] of Object.entries(config().services)) {
    if (name === 'net') {
      for (const port of service.ports) assert.match(typeof port === 'string' ? port : port.host_ip ?? `${port.published}`, /^127\.0\.0\.1/);
    } else {
      assert.equal(service.network_mode, 'service:net', name);
      assert.equal(service.ports, undefined, name);
    }
  }
});

test('no container may write to its root, gain rights, or is root', needs('docker-compose'), () => {
  for (const [name, service] of Object.entries(config().services)) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ['ALL'], name);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    if (name !== 'net') assert.match(service.user, /^[1-9]\d*:\d+$/, name);
    assert.match(service.image, /:[^:]+$/, name);
    assert.doesNotMatch(service.image, /:latest$/, name);
  }
});

test('every process that ships is there', needs('docker-compose'), () => {
  const shipped = run('sh', ['-c', `grep -l --include=pom.xml --exclude-dir=target -r '<native.skip>false<' . | sed 's#/pom.xml##; s#.*/##'`], { cwd: root });
  const jobs = JSON.parse(readFileSync(join(deploy, 'schedules.json'), 'utf8')).jobs.map((job) => (job.command ?? job.name).split(' ')[0]);
  const { services } = config();
  for (const name of jobs) assert.equal(services[name]?.build.args.PROCESS, name, name);
  // The jobs are one binary.
  for (const name of shipped.out.trim().split('\n').filter((each) => each !== 'runjob')) assert.equal(services[name]?.build.args.PROCESS, name, name);
});

test('events come from the simulator, or, with an empty variable, from the network', needs('docker-compose'), () => {
  assert.equal(config().services.ingestor.environment.SKYTROVE_JETSTREAM, 'ws://127.0.0.1:7071/subscribe');
  assert.equal(config({ SKYTROVE_JETSTREAM: '' }).services.ingestor.environment.SKYTROVE_JETSTREAM, '');
  assert.equal(config({ SKYTROVE_IMAGE: 'native' }).services.search.build.target, 'native');
});

test('processes get no setting that they would refuse', needs('docker-compose'), () => {
  const known = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
  for (const [name, service] of Object.entries(config().services)) {
    for (const variable of Object.keys(service.environment ?? {}).filter((text) => text.startsWith('SKYTROVE_'))) {
      assert.ok(known.includes(`\`${variable}\``), `${name}: ${variable}`);
    }
  }
});

test('images end as an unprivileged user', () => {
  for (const file of ['Dockerfile', 's3.Dockerfile']) {
    const lines = readFileSync(join(deploy, 'compose', file), 'utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      if (line.startsWith('ENTRYPOINT')) assert.equal(lines[index - 1], 'USER 65532:65532', file);
    }
  }
});

test('Alertmanager takes its configuration', needs('amtool'), () => {
  assert.equal(run('amtool', ['check-config', join(deploy, 'compose/alertmanager.yml')]).code, 0);
});

// Rehearses compose.yaml without a container engine; run by hand, as root, with the jars built:
//
//   debootstrap --variant=minbase bookworm /tmp/base
//   JAVA_HOME=… node deploy/check/rehearse-compose.mjs /tmp/base s3proxy-4.1.0-jar-with-dependencies.jar
//
// The Dockerfiles' steps are carried out in copies of that Debian, which stands in for the base images (with JAVA_HOME's
// JDK where they have Java). Each image then runs as compose.yaml says: in one network namespace with the others, with a
// read-only root, as its user, with its command and environment. redis-server, Caddy and Prometheus of this machine stand in
// for their images, with the same arguments. It ends with 0 if a search through Caddy finds what the simulator made and
// Prometheus has the metrics of all.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [base, s3proxy] = process.argv.slice(2);
const jdk = process.env.JAVA_HOME;
if (!base || !s3proxy || !jdk) throw new Error('usage: JAVA_HOME=… rehearse-compose.mjs DEBIAN_ROOT S3PROXY_JAR');

// In namespaces of its own from here on: mounts and network end with it.
if (!process.env.REHEARSAL_INSIDE) {
  const done = spawnSync('unshare', ['--mount', '--net', '--pid', '--fork', '--kill-child', process.execPath, ...process.argv.slice(1)],
    { stdio: 'inherit', env: { ...process.env, REHEARSAL_INSIDE: '1' } });
  process.exit(done.status ?? 1);
}

const work = mkdtempSync(join(tmpdir(), 'skytrove-rehearsal-'));
const children = [];

function must(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.status} ${done.stderr}${done.error ?? ''}`);
  return done.stdout;
}

/** A file's instructions by stage: { name: [[word, rest]] }. */
function stages(file) {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  const found = {};
  let current = [];
  for (const line of text.split('\n').filter(Boolean)) {
    const [, word, rest] = line.match(/^([A-Z]+)\s+(.*)$/);
    if (word === 'FROM') current = found[rest.match(/ AS (\S+)/)?.[1] ?? 'last'] = [[word, rest]];
    else current.push([word, rest]);
  }
  return found;
}

const built = new Map();

/** Carries out a stage; resolves to { folder, env, user, entrypoint }. */
async function build(file, stage, args) {
  const key = `${file} ${stage} ${args.PROCESS}`;
  if (built.has(key)) return built.get(key);
  const folder = join(work, `image-${built.size}`);
  const image = { folder, env: {}, user: '0:0', entrypoint: [] };
  for (const [word, rest] of stages(file)[stage]) {
    if (word === 'FROM') await from(image, file, rest, args);
    else if (word === 'ENV') image.env = { ...image.env, ...Object.fromEntries([rest.split('=')]) };
    else if (word === 'USER') image.user = rest;
    else if (word === 'ENTRYPOINT') image.entrypoint = JSON.parse(rest);
    else if (word === 'RUN') must('chroot', [folder, '/bin/sh', '-c', rest], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...args } });
    else if (word === 'COPY') await copy(image, file, rest, args);
    else if (word !== 'ARG' && word !== 'WORKDIR') throw new Error(`cannot rehearse ${word}`);
  }
  built.set(key, image);
  return image;
}

async function from(image, file, rest, args) {
  const before = rest.split(' ')[0];
  if (stages(file)[before]) {
    // The stage before stands for the sources and what Maven makes of them: this checkout, as it is built.
    if (before !== 'jars') throw new Error(`cannot rehearse FROM ${before}`);
    must('cp', ['-a', base, image.folder]);
    mkdirSync(join(image.folder, 'src'));
    must('mount', ['--bind', root, join(image.folder, 'src')]);
    return;
  }
  must('cp', ['-a', base, image.folder]);
  if (before.includes('JRE')) {
    mkdirSync(join(image.folder, 'opt/java/openjdk'), { recursive: true });
    must('mount', ['--bind', jdk, join(image.folder, 'opt/java/openjdk')]);
    image.env.PATH = '/opt/java/openjdk/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  }
}

async function copy(image, file, rest, args) {
  const options = rest.match(/--\S+/g) ?? [];
  const [source, target] = rest.replaceAll(/--\S+\s+/g, '').split(' ');
  const option = (name) => options.find((text) => text.startsWith(`--${name}=`))?.split('=')[1];
  const stage = option('from');
  if (stage === 'jar') return jar(image, target);
  const folder = stage ? (await build(file, stage, args)).folder : root;
  mkdirSync(dirname(join(image.folder, target)), { recursive: true });
  cpSync(join(folder, source), join(image.folder, target), { recursive: true });
  if (option('chown')) must('chown', ['-R', option('chown'), join(image.folder, target)]);
}

/** What Maven fetches in the stage `jar` is given to this script instead. */
async function jar(image, target) {
  const [, checksum] = readFileSync(join(root, 'deploy/compose/s3.Dockerfile'), 'utf8').match(/echo "(\w{64}) /);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(s3proxy)) hash.update(chunk);
  const found = hash.digest('hex');
  if (found !== checksum) throw new Error(`${s3proxy} has the checksum ${found}, the Dockerfile expects ${checksum}`);
  mkdirSync(dirname(join(image.folder, target)), { recursive: true });
  cpSync(s3proxy, join(image.folder, target));
}

/** Starts a service of compose.yaml in its image. */
async function start(name, service) {
  const image = await build(service.build.dockerfile, service.build.target ?? 'last', service.build.args ?? {});
  for (const volume of service.volumes ?? []) {
    const [source, target] = volume.split(':');
    const folder = join(work, 'volumes', source);
    // A named volume begins with what the image has there.
    if (!existsSync(folder)) {
      mkdirSync(dirname(folder), { recursive: true });
      must('cp', ['-a', join(image.folder, target), folder]);
    }
    must('mount', ['--bind', folder, join(image.folder, target)]);
  }
  for (const entry of service.tmpfs ?? []) {
    const [target, options = ''] = entry.split(':');
    must('mount', ['-t', 'tmpfs', '-o', ['noexec', 'nosuid', 'nodev', 'mode=1777', options].filter(Boolean).join(), 'tmpfs', join(image.folder, target)]);
  }
  must('mount', ['-t', 'proc', 'proc', join(image.folder, 'proc')]);
  must('mount', ['--bind', '/dev', join(image.folder, 'dev')]);
  must('mount', ['--rbind', image.folder, image.folder]);
  must('mount', ['-o', 'remount,bind,ro', image.folder]);
  const readOnly = spawnSync('chroot', [image.folder, '/bin/sh', '-c', 'echo >/probe 2>/dev/null']).status !== 0;
  if (service.read_only && !readOnly) throw new Error(`the root of ${name} can be written`);
  const command = [...(service.entrypoint ?? image.entrypoint), ...(service.command ?? [])];
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...image.env, ...service.environment };
  return run(name, 'chroot', [`--userspec=${service.user}`, image.folder, '/usr/bin/env', ...command], env);
}

function run(name, command, args, env = { PATH: process.env.PATH, HOME: work }) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { child.log = (child.log + chunk).slice(-4000); });
  child.on('exit', (code) => { if (!child.ending) console.error(`${name} ended with ${code}:\n${child.log}`); });
  children.push(child);
  return child;
}

async function until(what, condition) {
  for (let tries = 0; tries < 240; tries++) {
    const answer = await Promise.resolve().then(condition).catch(() => false);
    if (answer) return answer;
    await pause(500);
  }
  throw new Error(`${what} took longer than two minutes`);
}

const asked = async (url) => (await fetch(url)).json();

async function rehearse() {
  must('mount', ['--make-rprivate', '/']);
  must('mount', ['-t', 'proc', 'proc', '/proc']);
  must('ip', ['link', 'set', 'lo', 'up']);
  const { services } = JSON.parse(must('python3', ['-c', 'import json,sys,yaml; print(json.dumps(yaml.safe_load(sys.stdin)))'],
    { input: must('docker-compose', ['config'], { cwd: root }) }));
  mkdirSync(join(work, 'redis'));
  mkdirSync(join(work, 'prometheus'));
  const [, , ...redis] = services.redis.command;
  run('redis', 'redis-server', [join(root, 'deploy/redis/skytrove.conf'), ...redis.slice(0, -1), join(work, 'redis')]);
  await start('s3', services.s3);
  await start('simulator', services.simulator);
  // As `restart: unless-stopped` does, but in order: each waits for what it needs.
  await until('the S3 server', () => fetch('http://127.0.0.1:9000/').then(() => true));
  await until('the simulator', () => asked('http://127.0.0.1:7071/stats'));
  for (const name of ['ingestor', 'flush', 'compact', 'ttl', 'search', 'export']) await start(name, services[name]);
  writeFileSync(join(work, 'Caddyfile'), readFileSync(join(root, 'deploy/caddy/Caddyfile'), 'utf8').replace('/run/caddy', work));
  run('caddy', 'caddy', ['run', '--config', join(work, 'Caddyfile')], { PATH: process.env.PATH, HOME: work, ...services.caddy.environment });
  run('node-exporter', 'prometheus-node-exporter', services['node-exporter'].command.map((text) => text.replace('/metrics', join(work, 'volumes/metrics'))));
  run('prometheus', 'prometheus', services.prometheus.command.slice(0, 1).map((text) => text.replace('/etc/skytrove', join(root, 'deploy/prometheus')))
    .concat(`--storage.tsdb.path=${work}/prometheus`));
  const found = await until('a search that finds something', async () => {
    const answer = await asked('http://127.0.0.1:8000/search?limit=3');
    return answer.results.length === 3 && answer;
  });
  const exported = await fetch('http://127.0.0.1:8000/export?limit=3');
  const csv = await exported.text();
  if (exported.status !== 200) throw new Error(`export: ${exported.status} ${csv}`);
  const up = await until('all metrics', async () => {
    const { data } = await asked('http://127.0.0.1:9090/api/v1/query?query=sum(up)%20%2B%20count(skytrove_job_last_exit_code%20%3D%3D%200)');
    return data.result[0]?.value[1] === '6' && data.result[0].value[1];
  });
  const users = [...new Set(must('ps', ['-eo', 'uid,comm']).split('\n').filter((line) => line.includes('java')).map((line) => line.trim().split(' ')[0]))];
  console.log(JSON.stringify({ found: found.results.length, exported_characters: csv.length, targets_and_jobs: up, users }));
}

let code = 0;
try {
  await rehearse();
} catch (error) {
  console.error(error.stack);
  for (const child of children) console.error(child.spawnargs.slice(0, 4).join(' '), child.log.slice(-1500));
  code = 1;
} finally {
  for (const child of children) { child.ending = true; child.kill('SIGKILL'); }
  await pause(500);
  // Deepest first; what is mounted must not be deleted with the folder.
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1]).filter((path) => path?.startsWith(work));
  for (const path of mounts.reverse()) spawnSync('umount', ['-l', path]);
  if (!readFileSync('/proc/self/mounts', 'utf8').includes(work)) rmSync(work, { recursive: true, force: true });
  process.exit(code);
}

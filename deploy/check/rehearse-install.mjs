// Rehearses a server's life: installed by cloud-init, upgraded, lost, rebuilt. Run by hand, as root, with the simulator's jar
// built and the archive of `./skytrove build --native`:
//
//   debootstrap --variant=minbase bookworm /tmp/base
//   JAVA_HOME=… node deploy/check/rehearse-install.mjs /tmp/base target/skytrove-VERSION-linux-ARCH.tar.gz S3_SERVER
//
// S3_SERVER is a program that runs an S3 server for tests: `S3_SERVER start FOLDER PORT` starts one on the loopback address and
// prints S3_ENDPOINT=…, S3_ACCESS_KEY=…, S3_SECRET_KEY=… and S3_REGION=…, `S3_SERVER wipe FOLDER` ends it.
//
// The server is a copy of that Debian in which systemd is process 1, in namespaces of its own, with terraform's user data for
// cloud-init and a loop device as its volume. Its network has nothing but the loopback address: packages are fetched before.
// It takes ten to twenty minutes, and ends with 0 if every step went as documented; the last line is one JSON object with how
// long each took, in seconds. Where the machine cannot, it says why in one line and ends with 0, too. Not shown: certificates of
// a real authority, HTTP/3, mail, Grafana, and how long a provider takes to make a server and to send packages.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Server } from './server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const simulator = join(root, 'simulator/target/simulator.jar');
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const [base, archive, s3server] = process.argv.slice(2);
// More than the rehearsal takes; at the end the rest comes at once.
const events = 400_000;
const rate = 250;
const begin = new Date(Date.now() - 720_000).toISOString();
const work = process.env.REHEARSAL_WORK ?? mkdtempSync(join(tmpdir(), 'skytrove-rehearsal-'));
const image = join(work, 'image');
const times = {};
const told = [];

/** Why the rehearsal cannot be on this machine, or nothing. */
function missing() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return 'it needs root on Linux';
  const tool = ['unshare', 'nsenter', 'losetup', 'mkfs.ext4', 'chroot'].find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
  if (tool) return `it needs ${tool}`;
  if (spawnSync('unshare', ['--mount', '--pid', '--fork', '--cgroup', 'true']).status !== 0) return 'this machine gives no namespaces';
  return [base, archive, s3server, simulator].find((path) => !existsSync(path)) && 'it needs a Debian, the archive, an S3 server and simulator.jar';
}

function must(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.status} ${done.stdout}${done.stderr}${done.error ?? ''}`);
  return done.stdout;
}

function check(what, condition, found = '') {
  if (!condition) throw new Error(`not so: ${what} ${found}`);
  console.error(`  ok: ${what}`);
}

/** Carries out a step, and keeps how long it took. */
async function step(name, action) {
  console.error(`${name} …`);
  const start = performance.now();
  const result = await action();
  times[name] = Number(((performance.now() - start) / 1000).toFixed(1));
  return result;
}

async function until(what, condition, seconds = 120) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await Promise.resolve().then(condition).catch(() => undefined);
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`${what} took longer than ${seconds} s`);
    await pause(250);
  }
}

// --- Before there is no network ------------------------------------------------------------------------------------

/** What a provider's image has, and, not installed, the packages that install.sh asks for. */
function makeImage() {
  const script = readFileSync(join(root, 'deploy/install.sh'), 'utf8');
  const asked = [...script.matchAll(/^ {2}apt-get install .*--no-install-recommends (.*?) >/gm)].flatMap((match) => match[1].split(' '))
    .filter((name) => name !== 'grafana');
  // What cloud-init installs by itself, with what is recommended.
  const named = [...template().matchAll(/^ {2}- ([a-z-]+)$/gm)].map((match) => match[1]);
  must('cp', ['-a', '--reflink=auto', base, image]);
  copyFileSync('/etc/resolv.conf', join(image, 'etc/resolv.conf'));
  const steps = `mount -t proc proc '${image}/proc' && mount --rbind /dev '${image}/dev' && export DEBIAN_FRONTEND=noninteractive
    printf '#!/bin/sh\\nexit 101\\n' >'${image}/usr/sbin/policy-rc.d' && chmod 755 '${image}/usr/sbin/policy-rc.d'
    chroot '${image}' apt-get update -qq
    chroot '${image}' apt-get install -y -qq --no-install-recommends systemd-sysv dbus cloud-init iproute2 e2fsprogs procps openssh-server
    chroot '${image}' apt-get install -y -qq --no-install-recommends --download-only ${asked.join(' ')}
    chroot '${image}' apt-get install -y -qq --download-only ${named.join(' ')}
    rm '${image}/usr/sbin/policy-rc.d'`;
  must('unshare', ['--mount', 'sh', '-euc', steps]);
  writeFileSync(join(image, 'etc/machine-id'), '');
}

// --- Releases ------------------------------------------------------------------------------------------------------

/** The archive with a change: another release. */
function changedRelease(name, change) {
  const folder = join(work, name);
  mkdirSync(folder);
  must('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  change(folder);
  must('sh', ['-c', 'find . -type f ! -name SHA256SUMS -printf "%P\\n" | sort | xargs sha256sum >SHA256SUMS'], { cwd: folder });
  must('tar', ['--use-compress-program', 'gzip -1', '-cf', join(work, `${name}.tar.gz`), '-C', work, name]);
  rmSync(folder, { recursive: true });
}

/** Passes its check of itself, and then does not run. */
function breakIngestor(folder) {
  const bin = join(folder, 'bin');
  must('mv', [join(bin, 'ingestor'), join(bin, 'ingestor.so')]);
  writeFileSync(join(bin, 'ingestor'), '#!/bin/sh\n[ "$1" = --selfcheck ] || exit 1\n', { mode: 0o755 });
}

async function sha256(path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function release(name) {
  return { url: `http://127.0.0.1:8099/${name}.tar.gz`, sha256: await sha256(join(work, `${name}.tar.gz`)) };
}

// --- What is outside of the server ---------------------------------------------------------------------------------

function startS3() {
  const printed = must(s3server, ['start', join(work, 's3'), '7480']);
  const values = Object.fromEntries(printed.trim().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const request = ['--aws-sigv4', `aws:amz:${values.S3_REGION}:s3`, '--user', `${values.S3_ACCESS_KEY}:${values.S3_SECRET_KEY}`, '--header', 'x-amz-content-sha256: UNSIGNED-PAYLOAD', '--fail', '--silent', '--show-error'];
  const make = (bucket) => must('curl', [...request, '--request', 'PUT', `${values.S3_ENDPOINT}/${bucket}`]);
  make('rehearsal');
  return { ...values, make, keys: () => must('curl', [...request, `${values.S3_ENDPOINT}/rehearsal?list-type=2`]).match(/<Key>[^<]+/g) ?? [] };
}

async function startSimulator(...options) {
  const child = spawn(java, ['-XX:+UseSerialGC', '-Xmx256m', '-jar', simulator, '--events', `${events}`, '--start', begin, '--port', '7071', ...options],
    { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((ready, failed) => { child.stdout.once('data', ready); child.once('exit', failed); });
  return child;
}

const asked = async (url) => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
const postsFound = async () => (await asked('http://127.0.0.1/search?limit=1&count=true')).meta.total;

const template = () => readFileSync(join(root, 'terraform/modules/server/cloud-init.yaml.tftpl'), 'utf8');

/** What terraform gives the server, for this network. */
function userData(s3, { url, sha256: checksum }, volume) {
  const settings = ['SKYTROVE_STORAGE=s3://rehearsal/skytrove', `AWS_ENDPOINT_URL_S3=${s3.S3_ENDPOINT}`, `AWS_REGION=${s3.S3_REGION}`,
    'SKYTROVE_JETSTREAM=ws://127.0.0.1:7071/subscribe', 'SITE_DOMAIN=http://:80', 'SITE_ALERT_WEBHOOK=http://127.0.0.1:8099/told', 'SITE_SERVER_TYPE=cx23', ...(volume ? [`SITE_VOLUME=${volume}`, 'SITE_VOLUME_GB=1'] : [])];
  return template()
    .replace('${indent(6, settings)}', settings.join('\n      ')).replace('${url}', url).replace('${sha256}', checksum);
}

/** A server as cloud-init and the administrator's keys make it; resolves when it runs. */
async function install(name, s3, wanted, volume) {
  const server = new Server(join(work, name), image);
  const start = performance.now();
  await server.boot(userData(s3, wanted, volume), volume ? [volume] : []);
  const done = await server.run('cloud-init status --wait --long', { timeout: 600_000 });
  const booted = server.bootSeconds();
  check('cloud-init is done', done.code === 0 && done.out.includes('status: done'), done.out + server.read('/var/log/cloud-init-output.log'));
  const keys = `${s3.S3_ACCESS_KEY}\n${s3.S3_SECRET_KEY}\n`;
  await server.must('skytrove-admin credentials', { input: keys + keys });
  console.error(`  ${((performance.now() - start) / 1000).toFixed(1)} s from power on, ${await booted} s of them until cloud-init ran its commands`);
  return server;
}

async function flushed(server) {
  await server.must('systemctl start skytrove-flush.service');
  return postsFound();
}

const ingested = async (server) => Number((await server.redis('hget firehose:metadata count.ingested')).trim());
const running = async (server) => (await server.must('readlink /opt/skytrove/current')).trim();

// --- The rehearsal -------------------------------------------------------------------------------------------------

async function firstInstallation(server, s3) {
  await until('events in Redis', async () => await ingested(server) > 2_000);
  check('search sleeps until somebody asks', (await server.run('systemctl is-active skytrove-search.service')).out.trim() === 'inactive');
  await server.must('systemctl start skytrove-flush.service');
  check('a flush brought files to the bucket', s3.keys().some((key) => /lake\/.*\.parquet/.test(key)));
  check('a search through Caddy finds posts', await postsFound() > 0);
  check('which woke the function', (await server.run('systemctl is-active skytrove-search.service')).out.trim() === 'active');
  const csv = await (await fetch('http://127.0.0.1/export?limit=3')).text();
  check('an export through Caddy has three posts', csv.startsWith('uri,') && csv.trim().split('\n').length >= 4, csv);
  for (const job of ['compact', 'compact-rewrite', 'snapshot', 'ttl', 'feeds', 'watch']) await server.must(`systemctl start skytrove-${job}.service`);
  check('every job of the timers ran', true);
  const timers = (await server.must('systemctl list-timers --all --no-legend "skytrove-*"')).trim().split('\n');
  check('every timer is active', timers.length === readdirSync(join(root, 'deploy/systemd')).filter((name) => name.endsWith('.timer')).length, timers.join('\n'));
  const failed = await server.must('systemctl list-units --failed --no-legend --plain');
  check('no unit has failed', failed.trim() === '', failed);
  await until('Prometheus sees everything', async () => (await asked('http://127.0.0.1:9090/api/v1/query?query=sum(up)')).data.result[0].value[1] === '3', 60);
  const secrets = await server.run(`journalctl --no-pager | grep -c -F -e '${s3.S3_SECRET_KEY}' -e "$(sed 's#.*:\\(.*\\)@.*#\\1#' /etc/skytrove/credentials/redis.env)"`);
  check('no log has a key or the password', secrets.out.trim() === '0', secrets.out);
  const limit = await server.must('p=/sys/fs/cgroup; cat $p/memory/system.slice/skytrove-ingestor.service/memory.limit_in_bytes $p/system.slice/skytrove-ingestor.service/memory.max 2>/dev/null; true');
  check('the ingestor may take as much memory as its unit says', limit.trim() === String(256 << 20), limit);
}

async function upgrade(server, wanted) {
  const before = await ingested(server);
  await server.must(`skytrove-admin upgrade ${wanted.url} ${wanted.sha256}`, { timeout: 300_000 });
  await until('events after the upgrade', async () => await ingested(server) > before);
  return running(server);
}

async function refusals(server, good, broken) {
  const before = await running(server);
  const wrong = await server.run(`skytrove-admin upgrade ${good.url} ${'0'.repeat(64)}`);
  check('an archive with another checksum is refused', wrong.code === 1 && /checksum/.test(wrong.err), wrong.err);
  const failed = await step('a failed upgrade, back by itself', () => server.run(`skytrove-admin upgrade ${broken.url} ${broken.sha256}`, { timeout: 300_000 }));
  check('an upgrade that fails says so', failed.code === 1 && /going back/.test(failed.err), failed.err);
  check('and is gone back from', await running(server) === before);
  const count = await ingested(server);
  await until('events after going back', async () => await ingested(server) > count);
}

async function rollback(server, first, second) {
  await server.must('skytrove-admin rollback', { timeout: 120_000 });
  check('a rollback brings the release before', await running(server) === first);
  await server.must('skytrove-admin rollback', { timeout: 120_000 });
  check('and another one the newer', await running(server) === second);
}

/** Loses the server in the midst of everything and makes a new one; resolves to it. */
async function lose(server, name, s3, wanted, volume) {
  const known = await flushed(server);
  await server.destroy();
  const next = await step(`a server rebuilt ${volume ? 'with its volume' : 'from the bucket alone'}`, async () => {
    const made = await install(name, s3, wanted, volume);
    await until('the ingestor', () => asked('http://127.0.0.1:9464/health/readiness'), 300);
    await until('a search', async () => await postsFound() >= known, 300);
    return made;
  });
  check('what was there is found', await postsFound() >= known);
  return next;
}

/** The second ingestor takes over, and an upgrade lets events flow while either restarts. */
async function standby(server) {
  await server.must('systemctl enable --now skytrove-standby.service');
  await until('the standby waits', async () => (await (await fetch('http://127.0.0.1:9465/health/readiness')).text()).includes('standby'));
  await server.must('systemctl stop skytrove-ingestor.service');
  await until('the standby reads', () => asked('http://127.0.0.1:9465/health/readiness'), 30);
  await goesOn(server, 'the standby took over');
  await server.must('systemctl start skytrove-ingestor.service');
  await until('the first one waits', async () => (await (await fetch('http://127.0.0.1:9464/health/readiness')).text()).includes('standby'));
}

// --- What docs/operations.md and docs/runbook.md tell an administrator to type -------------------------------------

async function goesOn(server, what) {
  const before = await ingested(server);
  await until(`events after ${what}`, async () => await ingested(server) > before, 120);
  await flushed(server);
}

/** A bigger server: the same again, which gives Redis half of what memory there is. */
async function bigger(server) {
  await server.must('skytrove-admin redis config set maxmemory 100mb');
  await server.must('/opt/skytrove/current/deploy/install.sh', { timeout: 300_000 });
  const memory = (await server.must('skytrove-admin redis config get maxmemory')).trim().split('\n')[1];
  const half = Number((await server.must('awk \'/^MemTotal:/ { print int($2 / 2) }\' /proc/meminfo')).trim()) * 1024;
  check('Redis has half of the memory', Number(memory) === half, memory);
  await goesOn(server, 'installing again');
}

async function loseRedis(server) {
  await server.must('systemctl stop redis-server.service');
  await server.must('rm -rf /var/lib/redis/appendonlydir');
  await server.must('systemctl start redis-server.service');
  await goesOn(server, 'the loss of Redis');
}

async function backUp(server, s3) {
  s3.make('backup');
  await server.must('skytrove-admin run snapshot && skytrove-admin run snapshot copy s3://backup/skytrove');
}

/** Another bucket, with what the copy has; the rest comes from Jetstream. */
async function loseBucket(server, s3) {
  s3.make('elsewhere');
  await server.must("systemctl stop 'skytrove-*.timer' 'skytrove-*.service'");
  await server.must("sed -i 's#^SKYTROVE_STORAGE=.*#SKYTROVE_STORAGE=s3://elsewhere/skytrove#' /etc/skytrove/skytrove.env");
  await server.must('skytrove-admin redis flushall');
  await server.must('skytrove-admin run snapshot restore s3://backup/skytrove');
  await server.must('skytrove-admin run snapshot verify');
  await server.must('skytrove-admin start');
  await goesOn(server, 'the restoration');
}

/** An entry that no flush can read, removed as the runbook says; a plan has it already. */
async function foreignEntry(server) {
  const queue = 'firehose:likes:queue';
  await server.must('systemctl stop skytrove-flush.timer');
  await until('events for a plan', async () => Number(await server.redis(`xlen ${queue}`)) > 1);
  const id = (await server.must(`skytrove-admin redis xadd ${queue} '*' hello world`)).trim();
  const failed = await server.run('skytrove-admin run flush');
  check('a flush names the entry', failed.code === 1 && failed.err.includes(`entry ${id} of ${queue}`), failed.err);
  await server.must(`skytrove-admin redis xrange ${queue} ${id} ${id} >/root/entry.txt`);
  await server.must(`skytrove-admin redis xdel ${queue} ${id}`);
  await server.must('skytrove-admin redis hincrby firehose:metadata flushed.likes.count 1');
  check('a plan has it', (await server.must('skytrove-admin redis hexists firehose:metadata plan.batch')).trim() === '1');
  await server.must('skytrove-admin redis hset firehose:metadata plan.attempts 4');
  await server.must('systemctl start skytrove-flush.service');
  await server.must('systemctl start skytrove-flush.timer');
  await goesOn(server, 'the foreign entry');
}

async function lookAround(server) {
  const day = new Date().toISOString().slice(0, 10);
  for (const line of [`run flush coverage --from ${day}`, 'run ingestor peek malformed --newest', 'run ttl --dry-run', 'run snapshot verify', 'redis info persistence', 'status']) {
    await server.must(`skytrove-admin ${line}`);
  }
  check('the commands of the runbook work as they stand there', true);
  await server.must('systemctl start skytrove-notify@skytrove-flush.service.service');
  check('a webhook is told of a failure, with the log', told.some((text) => text.includes('skytrove-flush.service failed') && text.includes('batch')), told.join());
}

/** Everything that the network had is in the lake, once. */
async function everything(server) {
  await until('the last event', async () => (await asked('http://127.0.0.1:7071/stats')).furthest >= events, 900);
  const rows = await until('all rows', async () => {
    await server.must('systemctl start skytrove-flush.service');
    await server.must('systemctl start skytrove-snapshot.service');
    const [, count] = (await server.must('journalctl -u skytrove-snapshot.service --no-pager -o cat')).match(/.*"snapshot":.*"rows":(\d+)/s);
    return Number(count) >= events && Number(count);
  });
  check(`all ${events} events are in the lake, each once`, rows === events, `${rows}`);
}

async function rehearse() {
  must('mount', ['--make-rprivate', '/']);
  must('ip', ['link', 'set', 'lo', 'up']);
  const s3 = startS3();
  const files = createServer((request, response) => {
    if (request.url === '/told') request.setEncoding('utf8').on('data', (text) => told.push(text)).on('end', () => response.end());
    else createReadStream(join(work, request.url.slice(1))).on('error', () => response.writeHead(404).end()).pipe(response);
  });
  files.listen(8099, '127.0.0.1');
  copyFileSync(archive, join(work, 'first.tar.gz'));
  changedRelease('second', (folder) => writeFileSync(join(folder, 'RELEASE'), 'second\n'));
  changedRelease('broken', breakIngestor);
  const [first, second, broken] = await Promise.all(['first', 'second', 'broken'].map(release));
  must('truncate', ['-s', '1G', join(work, 'volume')]);
  const volume = must('losetup', ['--find', '--show', join(work, 'volume')]).trim();
  let network = await startSimulator('--rate', `${rate}`);
  let server;
  try {
    server = await step('a server installed by cloud-init', () => install('server-1', s3, first, volume));
    const before = await running(server);
    await step('every process at work', () => firstInstallation(server, s3));
    const after = await step('an upgrade', () => upgrade(server, second));
    check('another release runs', after !== before, after);
    await refusals(server, first, broken);
    await step('a standby', () => standby(server));
    await step('two rollbacks, with a standby', () => rollback(server, before, after));
    await step('what the runbook says', () => lookAround(server));
    await step('a foreign entry in a queue', () => foreignEntry(server));
    await step('a bigger server', () => bigger(server));
    await step('Redis lost', () => loseRedis(server));
    server = await lose(server, 'server-2', s3, first, volume);
    server = await lose(server, 'server-3', s3, first, undefined);
    await step('a copy of the lake', () => backUp(server, s3));
    await step('the bucket lost, restored elsewhere', () => loseBucket(server, s3));
    network.kill('SIGKILL');
    network = await startSimulator();
    await step('the rest of the events', () => everything(server));
  } catch (error) {
    if (server) console.error((await server.run('systemctl --failed --no-pager; journalctl --no-pager -o short-monotonic -n 150')).out);
    throw error;
  } finally {
    await server?.destroy();
    network.kill('SIGKILL');
    files.close();
    spawnSync(s3server, ['wipe', join(work, 's3')]);
  }
}

if (process.argv.length !== 5) {
  console.error('usage: JAVA_HOME=… rehearse-install.mjs DEBIAN_ROOT ARCHIVE S3_SERVER');
  process.exit(2);
}
const reason = missing();
if (reason) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
let code = 0;
if (process.env.REHEARSAL_WORK) {
  await rehearse().catch((error) => { console.error(error.stack); code = 1; });
  if (code === 0) console.log(JSON.stringify({ seconds: times }));
  process.exit(code);
}
try {
  await step('an image with what a provider gives', makeImage);
  // Without a network from here on; mounts end with it.
  code = spawnSync('unshare', ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', process.execPath, ...process.argv.slice(1)],
    { stdio: 'inherit', env: { ...process.env, REHEARSAL_WORK: work } }).status ?? 1;
} finally {
  const volume = spawnSync('losetup', ['--noheadings', '--output', 'NAME', '--associated', join(work, 'volume')], { encoding: 'utf8' }).stdout.trim();
  if (volume) spawnSync('losetup', ['--detach', volume]);
  rmSync(work, { recursive: true, force: true });
}
process.exit(code);

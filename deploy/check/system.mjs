// The whole system on this machine, as far as a test can have it: Redis, a simulated network, the processes as jars, Caddy
// in front of the functions, node_exporter and Prometheus, each with the configuration that a server gets but for ports,
// paths and how often Prometheus asks.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { deploy, run, scratch } from './tools.mjs';

const root = join(deploy, '..');
const jars = {
  simulator: 'simulator', ingestor: 'ingestor', flush: 'jobs/flush', ttl: 'jobs/ttl', search: 'functions/search', export: 'functions/export',
};
const tools = ['redis-server', 'caddy', 'prometheus', 'prometheus-node-exporter'];
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';

/** Why the system cannot run here, or false. */
export function missing() {
  const jar = Object.entries(jars).find(([name, folder]) => !existsSync(jarPath(name, folder)));
  if (jar) return `needs ${jar[1]}/target/${jar[0]}.jar`;
  const tool = tools.find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
  return tool ? `needs ${tool}` : false;
}

function jarPath(name, folder = jars[name]) {
  return join(root, folder, 'target', `${name}.jar`);
}

async function freePort() {
  const socket = createServer();
  await new Promise((ready) => socket.listen(0, '127.0.0.1', ready));
  const { port } = socket.address();
  await new Promise((closed) => socket.close(closed));
  return port;
}

async function until(what, condition, seconds = 240) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await Promise.resolve().then(condition).catch(() => undefined);
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`${what} took longer than ${seconds} s`);
    await pause(100);
  }
}

/** Starts everything; resolves when all of it answers. `close` ends it. */
export async function start(events) {
  const system = new System(scratch());
  try {
    await system.start(events);
    return system;
  } catch (error) {
    await system.close();
    throw error;
  }
}

class System {
  #children = [];

  constructor(folder) {
    this.folder = folder;
  }

  async start(events) {
    for (const name of ['redis', 'lake', 'metrics', 'cache', 'prometheus']) mkdirSync(join(this.folder, name));
    const names = ['redis', 'ingestor', 'search', 'export', 'caddy', 'caddyMetrics', 'node', 'prometheus'];
    this.ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()])));
    this.#spawn('redis-server', ['--port', `${this.ports.redis}`, '--dir', join(this.folder, 'redis'), '--appendonly', 'yes',
      '--maxmemory', '1gb', '--maxmemory-policy', 'noeviction', '--bind', '127.0.0.1']);
    const simulator = this.#java('simulator', ['--events', `${events}`, '--rate', `${Math.ceil(events / 60)}`]);
    const { url } = JSON.parse(await firstLine(simulator));
    await this.#start('ingestor', { SKYTROVE_JETSTREAM: url, SKYTROVE_MANAGEMENT_PORT: this.ports.ingestor });
    await Promise.all(['search', 'export'].map((name) => this.#start(name, { SKYTROVE_HTTP_PORT: this.ports[name], SKYTROVE_CACHE_DIR: join(this.folder, 'cache') })));
    this.#startCaddy();
    this.#spawn('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${this.ports.node}`, '--collector.textfile.directory', join(this.folder, 'metrics')]);
    this.#writeSite();
    this.#startPrometheus();
    await until('Caddy', () => fetch(`http://127.0.0.1:${this.ports.caddy}/`));
    await until('Prometheus', async () => (await this.query('sum(up) == 3')).length > 0);
  }

  /** Runs a job to its end. */
  async job(name) {
    const child = this.#java(name, []);
    const code = await new Promise((ended) => child.on('exit', ended));
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${child.log.join('')}`);
  }

  /** Asks a function through Caddy; resolves to the status. */
  async ask(path) {
    const answer = await fetch(`http://127.0.0.1:${this.ports.caddy}${path}`);
    await answer.arrayBuffer();
    return answer.status;
  }

  /** Some searches and exports, one of them a wrong one, over some scrapes. */
  async askNowAndThen() {
    for (const [path, status] of [['/search?text=a&limit=3', 200], ['/export?text=a&limit=3', 200], ['/search?limit=99999', 400], ['/search?limit=1', 200]]) {
      const answer = await this.ask(path);
      if (answer !== status) throw new Error(`${path} was answered with ${answer}`);
      await pause(1_000);
    }
  }

  /** What Prometheus answers to an expression: a list of series. */
  async query(expression) {
    const url = `http://127.0.0.1:${this.ports.prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const answer = await (await fetch(url)).json();
    if (answer.status !== 'success') throw new Error(`${expression}: ${answer.error}`);
    return answer.data.result;
  }

  async close() {
    for (const child of this.#children.reverse()) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill();
        await Promise.race([new Promise((ended) => child.on('exit', ended)), pause(10_000).then(() => child.kill('SIGKILL'))]);
      }
    }
  }

  #environment() {
    return {
      PATH: process.env.PATH, HOME: this.folder, SKYTROVE_STORAGE: `file://${this.folder}/lake`,
      SKYTROVE_REDIS: `redis://127.0.0.1:${this.ports.redis}`, SKYTROVE_METRICS_DIR: join(this.folder, 'metrics'),
    };
  }

  #java(name, args, env = {}) {
    return this.#spawn(java, ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx384m', '-jar', jarPath(name), ...args], { ...this.#environment(), ...env });
  }

  async #start(name, env) {
    await firstLine(this.#java(name, [], env));
  }

  #startCaddy() {
    const config = join(this.folder, 'Caddyfile');
    writeFileSync(config, readFileSync(join(deploy, 'caddy/Caddyfile'), 'utf8')
      .replace('unix//run/caddy/admin.sock', `unix/${this.folder}/caddy.sock`)
      .replaceAll('127.0.0.1:2019', `127.0.0.1:${this.ports.caddyMetrics}`)
      .replace('127.0.0.1:8080', `127.0.0.1:${this.ports.search}`)
      .replace('127.0.0.1:8081', `127.0.0.1:${this.ports.export}`));
    this.#spawn('caddy', ['run', '--config', config],
      { PATH: process.env.PATH, HOME: this.folder, SITE_DOMAIN: `http://127.0.0.1:${this.ports.caddy}` });
  }

  /** What install.sh writes once, and what node_exporter would say of systemd, which does not run here. */
  #writeSite() {
    const prices = run('python3', [join(deploy, 'capacity.py'), '--prometheus', '--server', 'cx23', '--volume-gb', '10', '--budget-gb', '900']);
    if (prices.code !== 0) throw new Error(prices.err);
    writeFileSync(join(this.folder, 'metrics/skytrove_site.prom'), prices.out);
    writeFileSync(join(this.folder, 'metrics/systemd.prom'),
      ['search', 'export'].map((name) => `node_systemd_unit_state{name="skytrove-${name}.service",state="active"} 1\n`).join(''));
  }

  #startPrometheus() {
    const config = join(this.folder, 'prometheus.yml');
    writeFileSync(config, readFileSync(join(deploy, 'prometheus/prometheus.yml'), 'utf8')
      .replaceAll('15s', '1s')
      .replace('alerts.yml', join(deploy, 'prometheus/alerts.yml'))
      .replace('127.0.0.1:9464', `127.0.0.1:${this.ports.ingestor}`)
      .replaceAll('127.0.0.1:2019', `127.0.0.1:${this.ports.caddyMetrics}`)
      .replace('127.0.0.1:9100', `127.0.0.1:${this.ports.node}`));
    this.#spawn('prometheus', [`--config.file=${config}`, `--storage.tsdb.path=${this.folder}/prometheus`, `--web.listen-address=127.0.0.1:${this.ports.prometheus}`]);
  }

  #spawn(command, args, env = { PATH: process.env.PATH, HOME: this.folder }) {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.log = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => { child.log.push(`${chunk}`); if (child.log.length > 200) child.log.shift(); });
    }
    this.#children.push(child);
    return child;
  }
}

/** The first line on a process' standard output. */
function firstLine(child) {
  return new Promise((found, failed) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) found(text.slice(0, text.indexOf('\n')));
    });
    child.on('error', failed);
    child.on('exit', (code) => failed(new Error(`${child.spawnargs.join(' ')} ended with ${code}: ${child.log.join('')}`)));
  });
}

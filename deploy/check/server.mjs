// A server of the rehearsal: a system of its own with systemd as process 1, in the network of whoever starts it.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const boot = join(dirname(fileURLToPath(import.meta.url)), 'boot.sh');
const limit = 120_000;

export class Server {
  #process;
  #init;

  /** A machine that is switched off: a copy of an image in a folder that is made. */
  constructor(folder, image) {
    this.folder = folder;
    const done = spawnSync('cp', ['-a', '--reflink=auto', image, folder]);
    if (done.status !== 0) throw new Error(`${done.stderr}`);
    writeFileSync(join(folder, 'etc/hostname'), 'skytrove\n');
  }

  /** Switches it on with user data for cloud-init, and block devices; resolves when systemd answers. */
  async boot(userData, devices = []) {
    const seed = join(this.folder, 'var/lib/cloud/seed/nocloud');
    mkdirSync(seed, { recursive: true });
    writeFileSync(join(seed, 'user-data'), userData);
    writeFileSync(join(seed, 'meta-data'), 'instance-id: rehearsal\n');
    // The network is there already, and nothing but the loopback address.
    writeFileSync(join(this.folder, 'etc/cloud/cloud.cfg.d/99-rehearsal.cfg'), 'network: { config: disabled }\ndatasource_list: [NoCloud]\nlocale: C.UTF-8\n');
    const log = openSync(`${this.folder}.log`, 'a');
    this.#process = spawn(boot, [this.folder, ...devices], { stdio: ['ignore', log, log] });
    await this.#until('systemd', async () => {
      this.#init ??= this.#child();
      return this.#init && (await this.run('systemctl is-system-running')).out.trim().length > 0;
    });
  }

  /** Of the process that makes the namespaces, the one child is process 1 in them. */
  #child() {
    const children = readFileSync(`/proc/${this.#process.pid}/task/${this.#process.pid}/children`, 'utf8').trim();
    if (!children) return undefined;
    return readFileSync(`/proc/${children}/comm`, 'utf8').trim() === 'systemd' ? children : undefined;
  }

  /** Runs a line of shell as root on it: { code, out, err }. */
  run(line, { input = '', timeout = limit } = {}) {
    const args = ['--target', this.#init, '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--root', '--wd',
      '/usr/bin/env', '-i', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root', 'sh', '-c', line];
    return new Promise((resolve, reject) => {
      const child = spawn('nsenter', args, { timeout, killSignal: 'SIGKILL' });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk) => { out += chunk; });
      child.stderr.on('data', (chunk) => { err += chunk; });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
      child.stdin.on('error', () => {}).end(input);
    });
  }

  /** The same; resolves to the output of a line that succeeds. */
  async must(line, options) {
    const done = await this.run(line, options);
    if (done.code !== 0) throw new Error(`${line}: ${done.code}\n${done.out}${done.err}`);
    return done.out;
  }

  /** Asks its Redis, with the password that it made for itself. */
  redis(command) {
    return this.must(`REDISCLI_AUTH=$(sed 's#.*redis://:\\(.*\\)@.*#\\1#' /etc/skytrove/credentials/redis.env) redis-cli ${command}`);
  }

  read(path) {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** How long it took from the start until cloud-init ran the commands of its user data. */
  async bootSeconds() {
    return (await this.must('systemctl show -P InactiveExitTimestampMonotonic cloud-final.service; systemctl show -P UserspaceTimestampMonotonic'))
      .trim().split('\n').map(Number).reduce((later, earlier) => ((later - earlier) / 1e6).toFixed(1));
  }

  /** Switches it off without a word, and scraps it. */
  async destroy() {
    if (this.#init) process.kill(Number(this.#init), 'SIGKILL');
    await this.#until('its end', () => this.#process.exitCode !== null || this.#process.signalCode !== null);
    await this.#until('the end of its processes', () => !this.#remains());
    rmSync(this.folder, { recursive: true, force: true });
  }

  // Those that are dead and not waited for have no command line.
  #remains() {
    return readdirSync('/proc').some((pid) => {
      try {
        return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes('/skytrove-rehearsal')
          && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
      } catch {
        return false;
      }
    });
  }

  async #until(what, condition) {
    const deadline = Date.now() + limit;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error(`${what} took longer than ${limit / 1000} s`);
      await pause(100);
    }
  }
}

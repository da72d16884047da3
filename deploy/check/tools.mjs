// What the tests share: where things are, running a command, and the tools that a machine may lack.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const deploy = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command to its end: { code, out, err }. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000, ...options });
  if (done.error) throw done.error;
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** An option of a test that skips it, by name, where a tool is missing. */
export function needs(tool) {
  const found = spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
  return { skip: found ? false : `needs ${tool}` };
}

/** A new directory; the system clears it away. */
export function scratch() {
  return mkdtempSync(join(tmpdir(), 'skytrove-deploy-'));
}

/** Files below a folder, with their paths from it. */
export function files(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile()).sort();
}

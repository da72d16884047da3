// Reads Terraform files with a real HCL parser. A block is a JSON object; blocks of a kind are an array.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@cdktf/hcl2json';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** All files below the root with one of these endings, as paths. */
export function files(...endings) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.includes('node_modules') && !path.includes('.terraform'))
    .sort();
}

/** A file as JSON; throws what the parser says of a file that is no HCL. */
export async function read(path) {
  return parse(relative(root, path), readFileSync(path, 'utf8'));
}

/** The blocks of all .tf files of a folder, merged: { resource: { type: { name: [block] } }, variable: ... }. */
export async function module(folder) {
  const merged = { path: relative(root, folder) || '.', text: '', resource: {}, variable: {}, output: {}, module: {}, provider: {} };
  for (const path of files('.tf').filter((path) => dirname(path) === folder)) {
    const blocks = await read(path);
    merged.text += readFileSync(path, 'utf8');
    for (const kind of ['variable', 'output', 'module', 'provider']) Object.assign(merged[kind], blocks[kind] ?? {});
    for (const [type, named] of Object.entries(blocks.resource ?? {})) {
      merged.resource[type] = { ...merged.resource[type], ...named };
    }
  }
  return merged;
}

/** All folders that hold .tf files. */
export async function modules() {
  const folders = [...new Set(files('.tf').map((path) => dirname(path)))];
  return Promise.all(folders.map(module));
}

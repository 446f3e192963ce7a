/** go.mod, go.work and go.sum (go.dev/ref/mod). */
import { fileName, folderOf } from '../../path-parts.ts';
import type { Lock } from './lock.ts';
import {
  inFolder,
  type ManifestReading,
  manifest,
  type Requirement,
  requirement,
  type Setting,
} from './manifest.ts';

/** go.mod, and go.work, which has no module of its own. */
export function readGoMod(path: string, text: string): ManifestReading {
  const requirements: Requirement[] = [];
  const settings: Record<string, Setting> = {};
  let name: string | null = null;
  let nameLine = 1;
  let block: string | null = null;
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.replace(/\/\/.*$/, '').trim();
    if (line === '') continue;
    if (/^(<<<<<<<|=======|>>>>>>>)/.test(line)) {
      const reason = `line ${at + 1} is a conflict marker`;
      return { state: 'broken', reason, line: at + 1 };
    }
    if (block !== null && line === ')') {
      block = null;
      continue;
    }
    const open = /^(\w+)\s*\($/.exec(line);
    if (open) {
      block = open[1] ?? null;
      continue;
    }
    const [verb = '', ...rest] = block === null ? line.split(/\s+/) : [block, ...line.split(/\s+/)];
    if (verb === 'module') {
      name = rest[0] ?? null;
      nameLine = at + 1;
    } else if (verb === 'go' || verb === 'toolchain') {
      settings[verb] = { value: rest[0] ?? '', line: at + 1 };
    } else if (verb === 'require' || verb === 'exclude') {
      const [module = '', version = null] = rest;
      requirements.push(requirement({ name: module, section: verb, range: version, line: at + 1 }));
    } else if (verb === 'replace' || verb === 'use') {
      const [name = '', target = name] = [rest[0], verb === 'use' ? rest[0] : rest.at(-1)];
      const range = verb === 'use' ? null : rest.slice(1).join(' ');
      const local = /^\.\.?(\/|$)/.test(target) ? inFolder(folderOf(path), target) : null;
      const from = local === null ? 'registry' : 'path';
      requirements.push(
        requirement({ name, section: verb, range, from, path: local, line: at + 1 }),
      );
    }
  }
  if (name === null && fileName(path) === 'go.mod')
    return { state: 'broken', reason: 'it has no module line', line: 1 };
  return manifest('go', { name, requirements, settings, lines: { name: nameLine } });
}

export function readGoSum(text: string): Lock {
  const packages = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [module, version] = line.split(' ');
    if (!module || !version) continue;
    const versions = packages.get(module) ?? [];
    packages.set(module, [...versions, version.replace(/\/go\.mod$/, '')]);
  }
  return { packages, problems: [], strays: [], asked: null, owners: null };
}

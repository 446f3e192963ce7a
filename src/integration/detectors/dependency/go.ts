/** go.mod and go.sum (go.dev/ref/mod). */
import type { Lock } from './lock.ts';
import {
  type ManifestReading,
  manifest,
  type Requirement,
  requirement,
  type Setting,
} from './manifest.ts';

export function readGoMod(text: string): ManifestReading {
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
    } else if (verb === 'require' || verb === 'replace' || verb === 'exclude') {
      const [module = '', version] = verb === 'replace' ? [rest[0], rest.slice(1).join(' ')] : rest;
      requirements.push(
        requirement({ name: module, section: verb, range: version ?? null, line: at + 1 }),
      );
    }
  }
  if (name === null) return { state: 'broken', reason: 'it has no module line', line: 1 };
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

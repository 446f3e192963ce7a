/** go.mod, go.work and go.sum (go.dev/ref/mod). */
import { fileName, folderOf } from '../../path-parts.ts';
import type { Lock } from './lock.ts';
import {
  inFolder,
  type ManifestReading,
  manifest,
  type Named,
  type Requirement,
  requirement,
  type Setting,
} from './manifest.ts';

/** go.mod, and go.work, which has no module of its own. */
export function readGoMod(path: string, text: string): ManifestReading {
  const requirements: Requirement[] = [];
  const settings: Record<string, Setting> = {};
  const offers: Named[] = [];
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
    } else if (verb === 'tool') {
      offers.push(...goTools([rest[0] ?? ''], at + 1));
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
  return manifest('go', { name, requirements, settings, offers, lines: { name: nameLine } });
}

/** Tools that `go tool` runs by the last part of their package's path, major versions aside (go.dev/doc/modules/managing-dependencies). */
function goTools(packages: readonly string[], line: number): Named[] {
  return packages.flatMap((path) => {
    const name = path
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1);
    return name ? [{ key: `tool go ${name}`, what: `the tool ${name}`, line }] : [];
  });
}

/** Packages of tools that a go.mod names, with their lines (1-based). */
export function toolPackages(text: string): { name: string; line: number }[] {
  let inBlock = false;
  return text.split(/\r?\n/).flatMap((whole, at) => {
    const line = whole.replace(/\/\/.*$/, '').trim();
    if (/^tool\s*\($/.test(line)) inBlock = true;
    else if (line === ')') inBlock = false;
    else {
      const name = inBlock ? line : /^tool\s+(\S+)$/.exec(line)?.[1];
      if (name) return [{ name, line: at + 1 }];
    }
    return [];
  });
}

/** Tools that lines for `go generate` run: `//go:generate go tool stringer -type=Pill`. */
export function generatedWith(text: string): Named[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    const run = /^\/\/go:generate\s+(?:\S+=\S*\s+)*go\s+tool\s+(\S+)/.exec(line)?.[1];
    return run === undefined ? [] : goTools([run], at + 1);
  });
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

/** go.mod and go.sum (go.dev/ref/mod). */
import type { Lock } from './lock.ts';
import { type ManifestReading, type Requirement, requirement } from './manifest.ts';

export function readGoMod(text: string): ManifestReading {
  const requirements: Requirement[] = [];
  const settings: Record<string, string> = {};
  let name: string | null = null;
  let block: string | null = null;
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.replace(/\/\/.*$/, '').trim();
    if (line === '') continue;
    if (/^(<<<<<<<|=======|>>>>>>>)/.test(line)) {
      return { state: 'broken', reason: `line ${at + 1} is a conflict marker` };
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
    if (verb === 'module') name = rest[0] ?? null;
    else if (verb === 'go' || verb === 'toolchain') settings[verb] = rest[0] ?? '';
    else if (verb === 'require' || verb === 'replace') {
      const [module = '', version] = verb === 'require' ? rest : [rest[0], rest.slice(1).join(' ')];
      requirements.push(
        requirement({ name: module, section: verb, range: version ?? null, line: at + 1 }),
      );
    }
  }
  if (name === null) return { state: 'broken', reason: 'it has no module line' };
  const manifest = { name, requirements, shared: [], members: null, settings };
  return { state: 'read', manifest: { ecosystem: 'go', ...manifest } };
}

export function readGoSum(text: string): Lock {
  const packages = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [module, version] = line.split(' ');
    if (!module || !version) continue;
    const versions = packages.get(module) ?? [];
    packages.set(module, [...versions, version.replace(/\/go\.mod$/, '')]);
  }
  return { packages, problems: [], asked: null, owners: null };
}

/**
 * Completes package-lock.json: `npm run lock`.
 *
 * npm writes only those platform packages into the lock that the registry in use knows. A registry that
 * mirrors only some platforms therefore leaves a lock with which `npm ci` fails ("Missing: … from lock file")
 * and that serves no other system. This adds an entry for every optional dependency that has none, at the
 * exact version its parent asks for, and takes out download addresses, so that the lock names no registry.
 * Added entries carry no integrity hash, because nobody here has seen those files; npm fills it in where a
 * registry has them.
 */
import { readFileSync, writeFileSync } from 'node:fs';

export interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockedPackage>;
}

/** A platform package that a locked package may need and the lock does not know. */
export interface MissingPackage {
  parent: string;
  name: string;
  spec: string;
}

/** Words in package names → npm's names for the operating system and the processor. */
const OS: Record<string, string> = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win: 'win32',
  win32: 'win32',
  windows: 'win32',
};
const CPU: Record<string, string> = {
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
};
/** Only whole words: the packages for 32-bit ARM (`gnueabihf`) declare no libc upstream. */
const LIBC: Record<string, string> = { glibc: 'glibc', gnu: 'glibc', musl: 'musl' };

/** Where the lock records what `name` means for the package at `path`, or null: npm's look-up, outwards. */
function locate(lock: Lock, path: string, name: string): string | null {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[candidate]) return candidate;
    if (at === '') return null;
  }
}

function isExact(spec: string): boolean {
  return /^\d+\.\d+\.\d+/.test(spec);
}

/** Every optional dependency of every locked package that has no entry at the version asked for. */
export function missingPackages(lock: Lock): MissingPackage[] {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, spec]) => {
      const found = locate(lock, parent, name);
      const version = found === null ? undefined : lock.packages[found]?.version;
      const fits = found !== null && (!isExact(spec) || version === spec);
      return fits ? [] : [{ parent, name, spec }];
    }),
  );
}

/**
 * The platform that a package name tells of. Names without an operating system or processor are refused:
 * an entry without them would be installed everywhere.
 *
 * @throws Error that names the package and says where to teach the name
 */
export function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/);
  const pick = (table: Record<string, string>) =>
    [...new Set(words.map((word) => table[word]))].filter((word) => word !== undefined);
  const [os, cpu, libc] = [pick(OS), pick(CPU), pick(LIBC)];
  if (cpu.length !== 1 || os.length > 1 || (os.length === 0 && cpu[0] !== 'wasm32')) {
    throw new Error(
      `The name ${name} does not tell one operating system and one processor. Teach scripts/complete-lock.ts the word it uses, or add the entry to package-lock.json by hand.`,
    );
  }
  return {
    cpu,
    ...(os.length > 0 ? { os } : {}),
    ...(libc.length > 0 && os[0] === 'linux' ? { libc } : {}),
  };
}

/** A lock with an entry for every optional dependency and without download addresses. */
export function completeLock(lock: Lock): { lock: Lock; added: string[] } {
  const packages: Record<string, LockedPackage> = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    const { resolved, ...rest } = entry;
    packages[path] = entry.link && resolved !== undefined ? { resolved, ...rest } : rest;
  }
  const added: string[] = [];
  for (const { parent, name, spec } of missingPackages(lock)) {
    const top = `node_modules/${name}`;
    const path = packages[top] ? `${parent}/node_modules/${name}` : top;
    const version = spec.replace(/^[\^~]/, '');
    const { cpu, libc, os } = platformOf(name);
    packages[path] = {
      version,
      ...(cpu ? { cpu } : {}),
      ...(lock.packages[parent]?.dev ? { dev: true } : {}),
      ...(lock.packages[parent]?.devOptional ? { devOptional: true } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      ...(os ? { os } : {}),
    };
    added.push(`${name}@${version}`);
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  const before = readFileSync(file, 'utf8');
  const { lock, added } = completeLock(JSON.parse(before) as Lock);
  const after = `${JSON.stringify(lock, null, 2)}\n`;
  if (after !== before) writeFileSync(file, after);
  process.stdout.write(
    added.length === 0
      ? 'package-lock.json was complete already.\n'
      : `package-lock.json now also names ${added.length} platform packages:\n${added.map((name) => `  ${name}\n`).join('')}`,
  );
}

/** Which files the detector reads, and how. */

import { fileName, folderOf } from '../../path-parts.ts';
import { readBunLock } from './bun-lock.ts';
import { readCargoLock, readCargoToml } from './cargo.ts';
import { readGoMod, readGoSum } from './go.ts';
import { readCatalogue } from './gradle.ts';
import { readPom } from './jvm.ts';
import type { Lock } from './lock.ts';
import type { Ecosystem, ManifestReading } from './manifest.ts';
import { readPackageJson, readPnpmWorkspace, readYarnRc } from './npm.ts';
import { readPackageLock, readPnpmLock, readYarnLock } from './npm-locks.ts';
import { readPyproject, readRequirements } from './python.ts';
import { readPythonLock } from './python-lock.ts';

type ReadManifest = (path: string, text: string) => ManifestReading;

const textOnly =
  (read: (text: string) => ManifestReading): ReadManifest =>
  (_, text) =>
    read(text);

const MANIFESTS: Readonly<Record<string, ReadManifest>> = {
  'Cargo.toml': readCargoToml,
  'package.json': textOnly(readPackageJson),
  'pnpm-workspace.yaml': textOnly(readPnpmWorkspace),
  '.yarnrc.yml': textOnly(readYarnRc),
  'go.mod': readGoMod,
  'go.work': readGoMod,
  'pyproject.toml': textOnly(readPyproject),
  'pom.xml': textOnly(readPom),
};

interface LockFile {
  ecosystem: Ecosystem;
  /** Manifests that it follows, in its folder and below. */
  manifests: readonly string[];
  read: (text: string) => Lock;
  /** What brings it in order again. */
  repair: string;
}

const LOCKS: Readonly<Record<string, LockFile>> = {
  'Cargo.lock': {
    ecosystem: 'cargo',
    manifests: ['Cargo.toml'],
    read: readCargoLock,
    repair: 'cargo update --workspace',
  },
  'package-lock.json': {
    ecosystem: 'npm',
    manifests: ['package.json'],
    read: readPackageLock,
    repair: 'npm install --package-lock-only',
  },
  'npm-shrinkwrap.json': {
    ecosystem: 'npm',
    manifests: ['package.json'],
    read: readPackageLock,
    repair: 'npm install --package-lock-only',
  },
  'pnpm-lock.yaml': {
    ecosystem: 'npm',
    manifests: ['package.json'],
    read: readPnpmLock,
    repair: 'pnpm install --lockfile-only',
  },
  'yarn.lock': {
    ecosystem: 'npm',
    manifests: ['package.json'],
    read: readYarnLock,
    repair: 'yarn install',
  },
  'bun.lock': {
    ecosystem: 'npm',
    manifests: ['package.json'],
    read: readBunLock,
    repair: 'bun install --lockfile-only',
  },
  'go.sum': { ecosystem: 'go', manifests: ['go.mod'], read: readGoSum, repair: 'go mod tidy' },
  'poetry.lock': {
    ecosystem: 'python',
    manifests: ['pyproject.toml'],
    read: readPythonLock,
    repair: 'poetry lock',
  },
  'uv.lock': {
    ecosystem: 'python',
    manifests: ['pyproject.toml'],
    read: readPythonLock,
    repair: 'uv lock',
  },
};

/**
 * What people call the lists that pip takes: `requirements.txt`, `dev-requirements.in`, `requirements-py3.11.txt`,
 * `upper-constraints.txt`, anything in a folder of requirements. Pip takes any name; what a file holds is looked at, too.
 */
const LIST = /^(?:[\w.-]*[-_.])?(?:requirements?|constraints?)(?:\d*|[-_.][\w.-]+)\.(?:txt|in)$/;
const LIST_BY_FOLDER = /(^|\/)(?:requirements|reqs)\/(?:[\w.-]+\/)*[\w.-]+\.(?:txt|in)$/;

export function manifestReader(path: string): ReadManifest | null {
  const name = fileName(path);
  if (Object.hasOwn(MANIFESTS, name)) return MANIFESTS[name] ?? null;
  if (LIST.test(name) || LIST_BY_FOLDER.test(path)) return readRequirements;
  return name.endsWith('.versions.toml') ? readCatalogue : null;
}

export function lockFile(path: string): LockFile | null {
  const name = fileName(path);
  return Object.hasOwn(LOCKS, name) ? (LOCKS[name] ?? null) : null;
}

/** Configuration whose keys may stand there twice after a merge. */
export function isStructured(path: string): boolean {
  return /\.(ya?ml|jsonc?|toml)$/.test(path) && lockFile(path) === null;
}

/** Manifests and lock files that may rule what stands at a path, from its folder up to the root. */
export function rulingFiles(path: string): string[] {
  const names = [
    ...Object.keys(MANIFESTS),
    ...Object.keys(LOCKS),
    'requirements.txt',
    'gradle/libs.versions.toml',
  ];
  const found: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    found.push(...names.map((name) => (folder === '' ? name : `${folder}/${name}`)));
    if (folder === '') return found;
  }
}

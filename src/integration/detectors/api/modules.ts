/** Whether an import means a file, as far as the words of both tell. */
import type { Language } from '../../../symbols.ts';
import { fileName, folderOf } from '../../path-parts.ts';

export type Meant = 'yes' | 'maybe' | 'no';

/**
 * @param importer path of the file with the import; `target` path of the file that may be meant
 * @param packageName as the file that may be meant names its package (Go)
 */
export function means(
  language: Language,
  { from, original }: { from: string; original: string },
  importer: string,
  target: string,
  packageName?: string,
): Meant {
  switch (language) {
    case 'typescript':
    case 'javascript':
      return scriptMeans(from, importer, target);
    case 'python':
      return pythonMeans(from, original, importer, target);
    case 'rust':
      return rustMeans(from, importer, target);
    case 'go':
      return goMeans(from, target, packageName);
    case 'java': {
      const file = withoutEnding(target);
      // `a.b.Outer.Inner` stands in the file of Outer.
      const path = from.replaceAll('.', '/').replace(/(\/[A-Z]\w*)\/[A-Z][\w/]*$/, '$1');
      return endsWithPath(file, `${path}/${original}`) || endsWithPath(file, path)
        ? 'yes'
        : original === '*' && endsWithPath(folderOf(target), path)
          ? 'yes'
          : 'no';
    }
  }
}

/** Where modules have the names of repositories: a host, an owner and a name. */
const FORGE = /^(github\.com|gitlab\.com|bitbucket\.org)\//;

/** What stands before the folder of a package is the name of its module. See `go help modules`. */
function goMeans(from: string, target: string, packageName: string | undefined): Meant {
  const folder = folderOf(target);
  // The package at the root of a module is mostly called like it.
  if (folder === '')
    return packageName !== undefined &&
      from.includes('.') &&
      fileName(from.replace(/\/v\d+$/, '')) === packageName
      ? 'yes'
      : 'no';
  if (!from.endsWith(`/${folder}`)) return 'no';
  const module = from.slice(0, -folder.length - 1);
  return FORGE.test(module) && module.split('/').length < 3 ? 'no' : 'yes';
}

/** Whether the files share what needs no import (Go, Java). */
export function inOnePackage(language: Language, one: string, other: string): boolean {
  if (folderOf(one) === folderOf(other)) return true;
  // Tests of a package stand in a tree of their own: `src/main/java/a/B.java`, `src/test/java/a/BTest.java`.
  const [own, its] = [one, other].map((path) => JAVA_TREE.exec(path)?.[1]);
  return language === 'java' && own !== undefined && own === its;
}

const JAVA_TREE = /(?:^|\/)src\/[\w-]+\/java\/(.+)\/[^/]+$/;

function withoutEnding(path: string): string {
  return path.replace(/(\.d)?\.\w+$/, '');
}

/** Whether `path` is `end`, or ends with it at a slash. */
function endsWithPath(path: string, end: string): boolean {
  return end !== '' && (path === end || path.endsWith(`/${end}`));
}

function joined(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** What Node brings itself. */
const NODE_MODULE =
  /^(node:.*|(assert|buffer|child_process|cluster|console|crypto|dgram|dns|events|fs|https?|http2|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|repl|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(\/promises)?)$/;

function scriptMeans(from: string, importer: string, target: string): Meant {
  // The file's own, under another name.
  if (from === '') return importer === target ? 'yes' : 'no';
  const file = withoutEnding(target).replace(/\/index$/, '');
  const isPath = /^\.{1,2}(\/|$)/.test(from);
  if (!isPath && NODE_MODULE.test(from)) return 'no';
  const bare = withoutScriptEnding(isPath ? joined(folderOf(importer), from) : from);
  if (isPath) return bare.replace(/\/index$/, '') === file ? 'yes' : barrel(bare, file);
  // `@/x`, `#src/x`, `~/x`, `ext:crate/x`: what is behind the alias is a path from somewhere.
  const path = bare.replace(/^([@~#]\/|[#~]\w*\/|\w+:)/, '').replace(/\/index$/, '');
  const behind = path.split('/').slice(1).join('/');
  if (endsWithPath(file, path) || endsWithPath(file, behind)) return 'yes';
  // A package of the same repository has its name among the folders, and may hand on what stands below.
  const name = path.split('/')[bare.startsWith('@') && !bare.startsWith('@/') ? 1 : 0] ?? '';
  return file.split('/').includes(name) ? 'maybe' : 'no';
}

/** What imports name: `a/b` of `a/b.ts`, `a/b/index.js`, `a/b/__init__.py`. */
export const moduleOf = (path: string): string =>
  withoutEnding(path).replace(/\/(index|__init__)$/, '');

/** How a file ends that an import may mean for certain: one of `endsOf` that import. */
export function endOf(target: string): string {
  return fileName(moduleOf(target));
}

/** @see endOf; of TypeScript, JavaScript and Python */
export function endsOf(
  language: Language,
  { from, original }: { from: string; original: string },
  importer: string,
): string[] {
  if (language === 'python') return [...new Set([fileName(pythonPath(from, importer)), original])];
  const path = /^\.{1,2}(\/|$)/.test(from) ? joined(folderOf(importer), from) : from;
  return [fileName(withoutScriptEnding(from === '' ? importer : path).replace(/\/index$/, ''))];
}

export const SCRIPT_ENDINGS = ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs'];

/** Paths that a relative import of TypeScript or JavaScript may mean; none where it is not relative. */
export function scriptPaths(from: string, importer: string): string[] {
  if (!/^\.{1,2}(\/|$)/.test(from)) return [];
  const bare = withoutScriptEnding(joined(folderOf(importer), from));
  return [bare, `${bare}/index`].flatMap((one) => SCRIPT_ENDINGS.map((end) => `${one}.${end}`));
}

const withoutScriptEnding = (path: string) => path.replace(/\.(d\.)?[mc]?[jt]sx?$/, '');

/** A folder's index may hand on what stands in its files. */
function barrel(path: string, file: string): Meant {
  const near = folderOf(file);
  const isIndex = /(^|\/)(index|mod)$/.test(path) && near === folderOf(path);
  return near === path || isIndex ? 'maybe' : 'no';
}

function pythonMeans(from: string, original: string, importer: string, target: string): Meant {
  const file = withoutEnding(target).replace(/\/__init__$/, '');
  const dots = dotsOf(from);
  const path = pythonPath(from, importer);
  const matches = (one: string) => (dots === 0 ? endsWithPath(file, one) : file === one);
  if (matches(path) || (original !== '*' && matches(`${path}/${original}`))) return 'yes';
  // A package may hand on what stands in its modules.
  const folder = folderOf(file);
  return folder !== '' && (dots === 0 ? endsWithPath(folder, path) : folder === path)
    ? 'maybe'
    : 'no';
}

const dotsOf = (from: string) => /^\.*/.exec(from)?.[0].length ?? 0;

/** `..lib.text` as a path: relative to the importer, or to who knows what. */
function pythonPath(from: string, importer: string): string {
  const dots = dotsOf(from);
  const name = from.slice(dots).replaceAll('.', '/');
  const above = Array.from({ length: Math.max(0, dots - 1) }, () => '..').join('/');
  return dots === 0 ? name : joined(joined(folderOf(importer), above), name);
}

const RUST_STANDARD = new Set(['std', 'core', 'alloc', 'proc_macro']);

function rustMeans(from: string, importer: string, target: string): Meant {
  const parts = from.split('::').filter((part) => part !== '');
  const first = parts[0] ?? '';
  if (RUST_STANDARD.has(first)) return 'no';
  const own = parts.filter((part) => !/^(crate|self|super|r#\w+)$/.test(part));
  const modules = modulesOf(target);
  if (first === 'crate' && crateOf(importer) !== crateOf(target)) return 'no';
  if (own.length === 0)
    return first === 'self' || first === 'super' || first === 'crate' ? 'maybe' : 'no';
  const whole = modules.join('_');
  const path = own.join('_').replaceAll('-', '_');
  // From the root of the crate every module is named.
  const isRooted = first === 'crate' && /(^|\/)src\//.test(target);
  if (isRooted) {
    const below = modulesOf(target.replace(/^(.*\/)?src\//, '')).join('_');
    if (below === path) return 'yes';
  } else if (whole === path || whole.endsWith(`_${path}`)) return 'yes';
  const named = byCrateName(own, target);
  if (named !== 'no') return named;
  // `use a::Type;` where Type stands in a module below that hands it on.
  return own.every((part) => `_${whole}_`.includes(`_${part}_`)) ? 'maybe' : 'no';
}

/** `crates/event-log/src/store/mod.rs` → event_log, store. */
function modulesOf(path: string): string[] {
  return path
    .replace(/\.rs$/, '')
    .split('/')
    .filter((part) => !/^(src|lib|mod|main|crates|tests)$/.test(part))
    .map((part) => part.replaceAll('-', '_'));
}

/** A crate is often named after its folder with something before it: `river_kernel` in `crates/kernel`. */
function byCrateName([crate = '', ...rest]: readonly string[], target: string): Meant {
  const folder = crateOf(target).split('/').at(-1)?.replaceAll('-', '_') ?? '';
  if (folder === '' || !crate.endsWith(`_${folder}`)) return 'no';
  const within = modulesOf(target.slice(crateOf(target).length + 1));
  // A shorter path may name what a module further down hands on.
  if (!rest.every((part, at) => part === within[at])) return 'no';
  const isRoot = /(^|\/)src\/lib\.rs$/.test(target);
  return rest.length === within.length && (rest.length > 0 || isRoot) ? 'yes' : 'maybe';
}

/** The file that a definition would stand in, if each module within its file (Rust) had one of its own. */
export function fileOf({ path, container }: { path: string; container: string }): string {
  if (container === '' || !path.endsWith('.rs')) return path;
  const all = container.split('/');
  const end = all.findIndex((part) => !/^[a-z_]\w*$/.test(part));
  const modules = end === -1 ? all : all.slice(0, end);
  return modules.length === 0 ? path : `${path.slice(0, -3)}/${modules.join('/')}.rs`;
}

export function crateOf(path: string): string {
  // The crate at the root of a repository has no folder of its own.
  if (/^(src|tests|benches|examples)\//.test(path)) return '';
  const at = path.search(/\/(src|tests|benches|examples)\//);
  return at === -1 ? folderOf(path) : path.slice(0, at);
}

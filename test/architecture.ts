/**
 * The import rules of ARCHITECTURE.md, as a program: it takes the tree as texts by path and answers every
 * place where the tree breaks one, in words that say what to do.
 */
import { posix } from 'node:path';
import { COMPUTED, type Import, readSource, type Source } from './source.ts';

/** Source texts by path from the root of the repository, with forward slashes. */
export type Tree = Readonly<Record<string, string>>;

export interface Violation {
  file: string;
  message: string;
}

/** A file longer than this is refused, unless it is a test, since tables are long; from `LONG` on it is listed. */
const TOO_LONG = 400;
const LONG = 250;

/** Features: each decides one thing and knows nothing of the others. */
const FEATURES = ['approvals', 'integration', 'plan', 'progress'];
/** In src/plan, these are the features that check and import plan files; the rest is common ground for all. */
const PLAN_CHECK = /^src\/plan\/((run|check|render|import)[^/]*\.ts|import\/.*)$/;
/** Decisions that belong to no feature. */
const SHARED =
  /^src\/(ports|effects|jobs|markdown|commands|configuration|schedule|calendar|days|symbols|hunks|joined-lines|colliding-lines|unseen-characters|recent|line-alignment|head-renames|turns|moved-target|tree-modes|contract-signature|spelled-signature|measurements)(\.ts$|[-/])/;
/** The only files of a feature that may ask the world something, through the ports handed to them. */
const REACHES_PORTS =
  /^(run(-[a-z-]+)?|gather(-[a-z-]+)?|backfill|answer-[a-z-]+|override|queue|forecast|train|begin|read)\.ts$/;
/** What the world is in src/ports.ts; all other types there are plain data. */
const CAPABILITIES = new Set([
  'Deps',
  'Forge',
  'Git',
  'Ledger',
  'Log',
  'ReadChecks',
  'ArtifactForge',
  '*',
]);
/** Packages that compute and do nothing else. A new one is added here, with thought. */
const PURE_PACKAGES =
  /^(zod|temporal-polyfill|js-yaml|smol-toml|fast-xml-parser|semver|@renovatebot\/pep440|picomatch|fastest-levenshtein|diff|(mdast|micromark|hast|unist)([a-z-]*))(\/|$)/;
/** Words that say nothing about what a file is for. */
const EMPTY_NAMES = /(^|[-_.])(manager|helper|util|service|common|misc)s?([-_.]|$)/i;

type Layer = 'root' | 'adapter' | 'feature' | 'shared' | 'shell' | 'outside';

/** The room a file stands in. `shell` is what turns the wheels: app, queue, run-job, web. */
export function layerOf(file: string): Layer {
  if (!file.startsWith('src/')) return 'outside';
  if (/^src\/(main\.ts$|server[./]|cli(\.ts$|[-/]))/.test(file)) return 'root';
  if (file.startsWith('src/adapters/')) return 'adapter';
  if (featureOf(file) !== null) return 'feature';
  return SHARED.test(file) ? 'shared' : 'shell';
}

function featureOf(file: string): string | null {
  return FEATURES.find((feature) => file.startsWith(`src/${feature}/`)) ?? null;
}

interface Edge extends Import {
  from: string;
  /** Path in the tree, or null for a package or a built-in module. */
  to: string | null;
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const alias = /^#(src|demo)\/(.*)$/.exec(specifier);
  return alias ? `${alias[1]}/${alias[2]}` : null;
}

/** Every rule that the tree breaks, in the order of its paths. */
export function violations(tree: Tree): Violation[] {
  const files = Object.keys(tree).sort();
  const found: Violation[] = [];
  const edges: Edge[] = [];
  for (const file of files) {
    const say = (message: string) => found.push({ file, message });
    const code = tree[file] ?? '';
    const source = readSource(code);
    const own = source.imports.map((each) => ({
      ...each,
      from: file,
      to: resolve(file, each.specifier),
    }));
    edges.push(...own);
    checkShape(file, code, say);
    checkPurity(file, source, say);
    checkHandlers(file, source, say);
    for (const edge of own) checkEdge(edge, tree, say);
  }
  return [...found, ...cycles(files, edges)];
}

/** Files long enough to think about splitting, longest first. */
export function longFiles(tree: Tree): { file: string; lines: number }[] {
  return Object.entries(tree)
    .map(([file, code]) => ({ file, lines: linesOf(code) }))
    .filter(({ lines }) => lines > LONG)
    .sort((a, b) => b.lines - a.lines);
}

type Say = (message: string) => void;

function linesOf(code: string): number {
  return code.split('\n').length - (code.endsWith('\n') ? 1 : 0);
}

function checkShape(file: string, code: string, say: Say): void {
  const empty = file.split('/').find((part) => EMPTY_NAMES.test(part.replace(/\.ts$/, '')));
  if (empty !== undefined) say(`is named ${empty}: name the file after what it decides or holds`);
  const lines = linesOf(code);
  if (lines > TOO_LONG && !file.endsWith('.test.ts'))
    say(`has ${lines} lines, more than ${TOO_LONG}: split it by reason to change`);
}

function checkPurity(file: string, source: Source, say: Say): void {
  const layer = layerOf(file);
  if (layer !== 'feature' && layer !== 'shared') return;
  for (const what of new Set(source.worldly)) {
    say(
      `is a decision and uses ${what}: take the value as an argument, or ask for it through a port`,
    );
  }
}

/** Names of GitHub's events as Probot writes them. */
const EVENT = /^(pull_request|push|issue|check_run|check_suite|installation|repository)/;

function checkHandlers(file: string, source: Source, say: Say): void {
  if (!file.startsWith('src/') || /^src\/app[./]/.test(file)) return;
  for (const { object, event } of source.handlers) {
    if (EVENT.test(event) || ['app', 'probot', 'webhooks'].includes(object))
      say(`registers the webhook ${event}: only src/app turns webhooks into jobs`);
  }
}

function checkEdge(edge: Edge, tree: Tree, say: Say): void {
  const { from, kind, specifier, to } = edge;
  const layer = layerOf(from);
  const decides = layer === 'feature' || layer === 'shared';
  if (to === null) {
    if (specifier === COMPUTED && layer !== 'outside')
      say('imports a computed path, which cannot be checked: write it out');
    else if (decides && !PURE_PACKAGES.test(specifier))
      say(`is a decision and imports ${specifier}: move that to an adapter behind a port`);
    return;
  }
  if (tree[to] === undefined && to.endsWith('.ts')) say(`imports ${to}, which does not exist`);
  if (layer === 'outside') return;
  if (to.startsWith('demo/')) {
    if (!/^src\/cli[./]/.test(from) || kind !== 'lazy')
      say(
        `imports ${to}: only the command line may load the demo, and only with import() when asked`,
      );
    return;
  }
  if (!to.startsWith('src/') && to.endsWith('.ts'))
    say(`imports ${to}, which is not part of the program`);
  checkCapabilities(edge, say);
  checkFeatures(edge, say);
  if (kind !== 'type') checkDirection(edge, say);
}

/** Most decisions get values; only a named few are handed the world to ask. */
function checkCapabilities({ from, names, to }: Edge, say: Say): void {
  if (to !== 'src/ports.ts' || featureOf(from) === null) return;
  if (REACHES_PORTS.test(posix.basename(from))) return;
  const taken = names.filter((name) => CAPABILITIES.has(name));
  if (taken.length > 0)
    say(`takes ${taken.join(', ')} from src/ports.ts: let run.ts ask and hand over plain data`);
}

function checkFeatures({ from, to }: Edge, say: Say): void {
  const [a, b] = [featureOf(from), featureOf(to ?? '')];
  if (a === null || b === null || to === null) return;
  const planCheck = PLAN_CHECK.test(to);
  if (a !== b && (b !== 'plan' || planCheck))
    say(`imports ${to}: features never import each other; share through src/ports.ts or src/plan`);
  if (a === 'plan' && b === 'plan' && planCheck && !PLAN_CHECK.test(from))
    say(
      `imports ${to}: what all features share must not know the features that check and import plan files`,
    );
}

/** Which rooms a room may use at run time. Types may be taken from anywhere. */
const MAY_USE: Record<Layer, readonly Layer[]> = {
  root: ['root', 'adapter', 'feature', 'shared', 'shell'],
  shell: ['shell', 'feature', 'shared'],
  adapter: ['adapter', 'shared'],
  feature: ['feature', 'shared'],
  shared: ['shared'],
  outside: [],
};

function checkDirection({ from, to }: Edge, say: Say): void {
  if (to === null || !to.startsWith('src/')) return;
  const [layer, other] = [layerOf(from), layerOf(to)];
  if (MAY_USE[layer].includes(other)) return;
  const reason: Record<Layer, string> = {
    root: 'only a composition root may use another',
    shell: 'this belongs to the shell, which calls inwards; pass it in',
    adapter: 'only a composition root may pick adapters; take a port instead',
    feature: 'adapters and what is shared never know a feature; take only its types',
    shared: '',
    outside: '',
  };
  say(`imports ${to}: ${reason[other]}`);
}

/** Each circle of run-time imports once, named from its first file in the alphabet. */
function cycles(files: readonly string[], edges: readonly Edge[]): Violation[] {
  const next = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { from, kind, to } of edges)
    if (kind === 'static' && to !== null && next.has(to)) next.get(from)?.push(to);
  const found = new Map<string, Violation>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      const file = [...circle].sort()[0] ?? '';
      const turned = [
        ...circle.slice(circle.indexOf(file)),
        ...circle.slice(0, circle.indexOf(file)),
      ];
      const message = `imports itself in a circle: ${[...turned, file].join(' → ')}`;
      found.set(message, { file, message });
      return;
    }
    if (done.has(file)) return;
    for (const each of next.get(file) ?? []) visit(each, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return [...found.values()];
}

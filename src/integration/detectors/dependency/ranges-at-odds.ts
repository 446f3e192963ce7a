/** Where two heads ask for one package in ranges, or at revisions, that cannot both be had. */
import { fileName, folderOf } from '../../path-parts.ts';
import { type AskedIn, bothAsk, spot } from './at-odds.ts';
import type { DependencyDigest } from './digest.ts';
import { rulingFiles } from './files.ts';
import { isForced, OVERRIDES } from './forced.ts';
import type { Requirement } from './manifest.ts';
import { compatible, excludesEachOther } from './ranges.ts';
import type { Asked, Bond, Spot, Suspicion } from './rules.ts';
import { workspaceRoots } from './workspaces.ts';

/** Both ask for one package, in ranges that have nothing in common; where nothing binds them, said once of each. */
export function ranges(a: DependencyDigest, b: DependencyDigest): Suspicion[] {
  const told = new Set<string>();
  return bothAsk(a, b).flatMap(([one, other]): Suspicion[] => {
    const [mine, its] = [one.requirement, other.requirement];
    const { ecosystem } = one.manifest;
    const name = mine.name;
    const revisions = revisionsAtOdds(mine, its);
    const [from, to] = revisions ?? [mine.range, its.range];
    if (from === null || to === null || !meet(mine, its)) return [];
    const here: Asked = { ...spot('a', one.manifest.path, mine), range: from };
    const there: Asked = { ...spot('b', other.manifest.path, its), range: to };
    const together = here.path === there.path;
    if (revisions) return both();
    if (ecosystem === 'python' && !together && isSpecial(here.path) && isSpecial(there.path))
      return [];
    if (ecosystem === 'go') {
      const excluded = [mine, its].some(({ section }) => section === 'exclude');
      if (!excluded) return compatible('go', from, to) === false ? both() : [];
      return together && mine.section !== its.section && from === to ? both() : [];
    }
    const apart = compatible(ecosystem, from, to) === false;
    const forcing = together && mine.section !== its.section && from !== to;
    // npm refuses whatever is written otherwise, all others what cannot be met.
    if (forcing && isForced(mine) && (apart || mine.section === OVERRIDES))
      return [{ kind: 'overridden', name, ecosystem, forced: here, direct: there }];
    if (forcing && isForced(its) && (apart || its.section === OVERRIDES))
      return [{ kind: 'overridden', name, ecosystem, forced: there, direct: here }];
    return apart && !(forcing && (isForced(mine) || isForced(its))) ? both() : [];

    function both(): Suspicion[] {
      const bond = bondOf(one, other);
      if (bond === 'none' && told.has(name)) return [];
      told.add(name);
      // Of one entry git decides, unless both stand there afterwards.
      const entry = together && mine.section === its.section;
      const found = { kind: 'ranges' as const, name, ecosystem, one: here, other: there };
      return [{ ...found, bond, entry, needs: neededFor(bond, entry, here, there) }];
    }
  });
}

/** Revisions of one git repository, where they are two. */
function revisionsAtOdds(one: Requirement, other: Requirement): [string, string] | null {
  const [mine, its] = [one.revision, other.revision];
  return mine && its && mine.url === its.url && mine.at !== its.at ? [mine.at, its.at] : null;
}

/** How far both have to agree. */
function bondOf(one: AskedIn, other: AskedIn): Bond {
  const { ecosystem, path } = one.manifest;
  const [mine, its] = [one.requirement, other.requirement];
  if (ecosystem === 'cargo')
    return excludesEachOther('cargo', mine.range ?? '', its.range ?? '') ? 'workspace' : 'none';
  if (path === other.manifest.path) return choiceBetween(mine, its) ? 'choice' : 'manifest';
  const paths = [path, other.manifest.path];
  if (
    ecosystem === 'python' &&
    new Set(paths.map(environmentOf)).size === 1 &&
    !paths.some(isSpecial)
  )
    return 'environment';
  return [mine, its].some(({ section }) => section === 'peerDependencies') ? 'peer' : 'none';
}

/** Files that tell whether it matters. */
function neededFor(bond: Bond, entry: boolean, here: Spot, there: Spot): string[] {
  if (entry) return [here.path];
  if (bond === 'workspace') return [...workspaceRoots(here.path), ...workspaceRoots(there.path)];
  return bond === 'choice' ? locksOfAll(here.path) : [];
}

/** Locks of Python that hold all extras and groups of a project together, in the folders above a manifest. */
function locksOfAll(path: string): string[] {
  return rulingFiles(path).filter((one) => ['uv.lock', 'poetry.lock'].includes(fileName(one)));
}

/** Whether they stand in two extras or groups, of which somebody may install one. */
function choiceBetween(one: Requirement, other: Requirement): boolean {
  const isChoice = /^(optional-dependencies|dependency-groups)\./;
  return (
    one.section !== other.section && [one, other].every(({ section }) => isChoice.test(section))
  );
}

/**
 * Whether two requirements can hold at once: not where each holds under another condition, and not of two packages of
 * which one goes by the other's name.
 */
function meet(one: Requirement, other: Requirement): boolean {
  const apart = one.condition !== null && other.condition !== null;
  const sources = [one, other].some(({ section }) => section === 'replace');
  const isSame = packageOf(one) === packageOf(other);
  return !(apart && one.condition !== other.condition) && !sources && isSame;
}

const packageOf = ({ name, range }: Requirement) => /^npm:(.+)@/.exec(range ?? '')?.[1] ?? name;

/** Files side by side, and a folder of requirements beside them, make one environment. */
function environmentOf(path: string): string {
  return folderOf(path).replace(/(^|\/)(requirements|reqs)$/, '');
}

/** Words of lists of requirements that are used together; any other names what one is for (`py38`, `cpu`). */
const TOGETHER = new Set(
  'requirements requirement reqs constraints base common main core prod production run runtime dev develop development test tests testing docs doc lint ci build pyproject'.split(
    ' ',
  ),
);

/** Whether a list of requirements is for something of its own, beside which another one may be taken. */
function isSpecial(path: string): boolean {
  return fileName(path)
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .split(/[-_.]/)
    .some((word) => !TOGETHER.has(word));
}

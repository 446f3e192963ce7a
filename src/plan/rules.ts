/** What must hold between the parts of a plan: names exist once, references lead somewhere, no cycles. Pure. */
import { cycles } from './cycles.ts';
import { dotted, type Issue, type Path, quote } from './issue.ts';
import { fold, nearest } from './names.ts';
import type { Outline, OutlinedWorkstream, Said } from './outline.ts';
import type { Places } from './places.ts';
import { delegationIssues, roleIssues } from './rules-roles.ts';

/** Every rule over an outline; `places` gives the lines that messages name. */
export function ruleIssues(plan: Outline, places: Places): Issue[] {
  const line = (path: Path) => places.lineColumn(places.offset(path, 'key')).line;
  return [
    ...duplicates(plan, line),
    ...branches(plan, line),
    ...blockEntries(plan, line),
    ...unknownDependencies(plan),
    ...cycles(plan),
    ...mentions(plan),
    ...roleIssues(plan),
    ...delegationIssues(plan),
  ];
}

type LineOf = (path: Path) => number;

const error = (path: Path, message: string, at: Issue['at'] = 'value'): Issue => ({
  level: 'error',
  path,
  at,
  message,
});

/** Names, aliases and numbers share one space, since people use any of them. */
function duplicates({ workstreams, external }: Outline, line: LineOf): Issue[] {
  const issues: Issue[] = [];
  const owners = new Map<string, { name: string; path: Path }>();
  const claim = (written: string, name: string, path: Path, at: Issue['at']) => {
    const other = owners.get(fold(written));
    if (!other) owners.set(fold(written), { name, path });
    else if (other.name !== name) {
      const already = `already names ${quote(other.name)} (line ${line(other.path)})`;
      issues.push(
        error(path, `${quote(written)} ${already}. Give ${quote(name)} another one.`, at),
      );
    }
  };
  for (const { name, path } of workstreams) claim(name, name, path, 'key');
  for (const { name, aliases } of workstreams) {
    for (const alias of aliases) claim(alias.text, name, alias.path, 'value');
  }
  for (const { name, number, path } of workstreams) {
    if (number !== null) claim(String(number), name, [...path, 'number'], 'value');
  }
  for (const { text, path } of external) {
    const other = owners.get(fold(text));
    if (!other) continue;
    const reason = `${quote(text)} is a workstream here (line ${line(other.path)})`;
    issues.push(error(path, `${reason}, so it is not external. Remove it from external.`, 'key'));
  }
  return issues;
}

function branches({ workstreams, target }: Outline, line: LineOf): Issue[] {
  const owners = new Map<string, OutlinedWorkstream>();
  return workstreams.flatMap((workstream) => {
    const { name, branch } = workstream;
    const path = [...workstream.path, 'branch'];
    if (branch === null) return [];
    if (branch === target) {
      const reason = `${quote(branch)} is the target that all workstreams run into`;
      return [error(path, `${reason}. Give ${quote(name)} a branch of its own.`)];
    }
    const other = owners.get(branch);
    if (!other) {
      owners.set(branch, workstream);
      return [];
    }
    const reason = `${quote(branch)} is the branch of ${quote(other.name)} too (line ${line([...other.path, 'branch'])})`;
    return [error(path, `${reason}. Give each workstream a branch of its own.`)];
  });
}

/** Blocks such as `dependencies:` must name workstreams, once each, and agree with what those say. */
function blockEntries({ entries, names, workstreams }: Outline, line: LineOf): Issue[] {
  const seen = new Map<string, Path>();
  const unknown = new Set<string>();
  return entries.flatMap(({ written, says, list, path }): Issue[] => {
    const name = names.find(written.text);
    if (name === null) {
      if (unknown.has(dotted(written.path))) return [];
      unknown.add(dotted(written.path));
      return [
        error(written.path, unknownWorkstream(written.text, names.nearest(written.text)), 'key'),
      ];
    }
    const key = `${says} ${name}`;
    const before = seen.get(key);
    seen.set(key, before ?? path);
    if (before) {
      const reason = `says ${says} of ${quote(name)} again, after line ${line(before)}`;
      return [error(path, `${dotted(path)} ${reason}. Keep one of them.`, 'key')];
    }
    const own = workstreams.find((workstream) => workstream.name === name);
    const said = own?.[says];
    if (!own || !said || sameTexts(said, list)) return [];
    const place = dotted([...own.path, says]);
    const reason = `${dotted(path)} says something else than ${place} (line ${line([...own.path, says])})`;
    return [error(path, `${reason}. Keep one of them, or make them the same.`, 'key')];
  });
}

function sameTexts(a: readonly Said[], b: readonly Said[]): boolean {
  const texts = (list: readonly Said[]) =>
    [...new Set(list.map(({ text }) => text))].sort().join('\n');
  return texts(a) === texts(b);
}

function unknownDependencies(plan: Outline): Issue[] {
  const external = new Set(plan.external.map(({ text }) => fold(text)));
  const candidates = plan.external.map(({ text }) => text);
  const lists = [
    ...plan.workstreams.map(({ depends_on }) => depends_on ?? []),
    ...plan.entries.filter(({ says }) => says === 'depends_on').map(({ list }) => list),
  ];
  return lists.flat().flatMap(({ text, path }) => {
    if (plan.names.find(text) !== null || external.has(fold(text))) return [];
    const near = plan.names.nearest(text) ?? nearest(text, candidates);
    const ask = near === null ? '' : `Did you mean ${quote(near)}? `;
    const declare = `${near === null ? 'Declare' : 'Otherwise declare'} it at the top level, as external: { ${name(text)}: { done: false } }.`;
    return [
      error(path, `${quote(text)} is neither a workstream nor under external. ${ask}${declare}`),
    ];
  });
}

function name(text: string): string {
  return /^[\w./-]{1,100}$/.test(text) ? text : 'name';
}

/** A near miss is a mistake; a name unlike any other may be one that is still to come. */
function mentions({ mentions: said, names }: Outline): Issue[] {
  return said.flatMap(({ text, path }) => {
    if (names.find(text) !== null) return [];
    const near = names.nearest(text);
    const issue = error(
      path,
      unknownWorkstream(text, near),
      path[0] === 'standups' ? 'key' : 'value',
    );
    return [{ ...issue, level: near === null ? 'warning' : 'error' }];
  });
}

function unknownWorkstream(text: string, near: string | null): string {
  const next =
    near === null ? 'Add it under workstreams, or remove it here.' : `Did you mean ${quote(near)}?`;
  return `${quote(text)} is not a workstream of this plan. ${next}`;
}

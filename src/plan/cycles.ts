/** Cycles in `depends_on`: workstreams that wait for each other for ever. Pure. */
import { dotted, type Issue, quote } from './issue.ts';
import type { Outline, Said } from './outline.ts';

const MAX_SHOWN = 12;

/** One error for each cycle found, at the dependency that closes it. */
export function cycles(plan: Outline): Issue[] {
  const needs = new Map<string, { name: string; said: Said }[]>();
  const add = (name: string, list: readonly Said[]) => {
    const known = needs.get(name) ?? [];
    for (const said of list) {
      const needed = plan.names.find(said.text);
      if (needed !== null && !known.some((need) => need.name === needed))
        known.push({ name: needed, said });
    }
    needs.set(name, known);
  };
  for (const { name, depends_on } of plan.workstreams) add(name, depends_on ?? []);
  for (const { written, says, list } of plan.entries) {
    const name = plan.names.find(written.text);
    if (says === 'depends_on' && name !== null) add(name, list);
  }

  const issues: Issue[] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    // Depth first with a stack of our own: a chain may be thousands long.
    const path: { name: string; next: number }[] = done.has(start)
      ? []
      : [{ name: start, next: 0 }];
    const onPath = new Map([[start, 0]]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const need = needs.get(top.name)?.[top.next];
      top.next += 1;
      if (!need) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
      } else if (onPath.has(need.name)) {
        const around = path.slice(onPath.get(need.name)).map(({ name }) => name);
        issues.push(cycle([...around, need.name], need.said));
      } else if (!done.has(need.name)) {
        onPath.set(need.name, path.length);
        path.push({ name: need.name, next: 0 });
      }
    }
  }
  return issues;
}

function cycle(names: readonly string[], said: Said): Issue {
  const shown =
    names.length > MAX_SHOWN ? [...names.slice(0, MAX_SHOWN - 1), '…', ...names.slice(-1)] : names;
  const chain = shown.map((name) => (name === '…' ? name : dotted([name]))).join(' → ');
  const message =
    names.length === 2
      ? `${quote(names[0] ?? '')} depends on itself. Remove it here.`
      : `These workstreams wait for each other: ${chain}. Remove one of these dependencies.`;
  return { level: 'error', path: said.path, message };
}

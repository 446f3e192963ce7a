/** Who: the approval matrix, the people behind roles, the order in which agents start. Pure. */
import { Person } from '../words.ts';
import type { Block, Section } from './document.ts';
import { type Draft, PROSE, say } from './draft.ts';
import { addApprovals, nameOf, peopleIn, sayNoLogins, setAside } from './fields.ts';
import type { Meanings } from './names.ts';
import { pairsOf } from './pairs.ts';
import { bareValue, enumerated, labelled, quoted } from './phrases.ts';
import { columnOf, passOver } from './tables.ts';

/** Which roles must approve what each workstream brings. */
export function readApprovals(block: Block, draft: Draft, names: Meanings): boolean {
  const rows = matrixOf(block, draft).filter(({ values }) => values.length > 0);
  if (!rows.some(({ key }) => names.find(key))) return false;
  for (const { key, values, line } of rows) {
    const found = names.find(key);
    const own = draft.workstreams.find(({ name }) => name === found?.name);
    if (!own) {
      const message = `${quoted([key])} in the approval matrix is no workstream of this document, so its row was left out. Write the name of the workstream.`;
      say(draft, 'gap', 'not-a-workstream', line, message);
      continue;
    }
    noteAlias(draft, own.name, key, line);
    addApprovals(draft, own, values, line);
  }
  return true;
}

function matrixOf(block: Block, draft: Draft): { key: string; values: string[]; line: number }[] {
  if (block.kind !== 'table') return pairsOf(block);
  const columns = block.head.map(columnOf);
  const [key, roles] = [columns.indexOf('workstream'), columns.indexOf('approvals')];
  if (roles < 0) return pairsOf(block);
  passOver(draft, block, [Math.max(0, key), roles]);
  return block.rows.map(({ cells, line }) => ({
    key: bareValue(cells[Math.max(0, key)] ?? ''),
    values: enumerated(cells[roles] ?? ''),
    line,
  }));
}

/** A name that is written like an identifier becomes an alias, so that people can go on using it. */
export function noteAlias(draft: Draft, name: string, written: string, line: number): void {
  const own = draft.workstreams.find((one) => one.name === name);
  const fold = (text: string) => text.toLowerCase().replaceAll('_', '-');
  if (!own || [name, ...own.aliases].some((one) => fold(one) === fold(written))) return;
  if (nameOf(written) !== written) return;
  own.aliases.push(written);
  const message = `${quoted([written])} and ${quoted([name])} are two names of one workstream; the first became an alias. Use one of them.`;
  say(draft, 'contradiction', 'two-names', line, message);
}

/** Roles with their people. */
export function readRoles(block: Block, draft: Draft): boolean {
  const rows = pairsOf(block).flatMap(({ key, text, values, line }) => {
    const role = nameOf(key);
    const isPerson = (person: string) => Person.safeParse(person).success;
    const people =
      block.kind === 'code'
        ? values.filter(isPerson)
        : peopleIn(text === '' ? values.join(' ') : text);
    if (role === '' || people.length === 0) return [];
    const others = block.kind === 'code' ? values.filter((one) => !isPerson(one)) : values;
    if (block.kind !== 'code') setAside(draft, text, line);
    sayNoLogins(draft, role, others, line);
    return [{ role, people, line }];
  });
  for (const { role, people, line } of rows) {
    const before = draft.roles.get(role)?.people ?? [];
    draft.roles.set(role, { people: [...new Set([...before, ...people])], line });
  }
  return rows.length > 0;
}

/** `**Storage Advancement Agent** - READY` below the heading of a wave. */
export function readSpawn(block: Block, section: Section, draft: Draft, names: Meanings): boolean {
  if (block.kind !== 'list') return false;
  const agents = block.items.flatMap(({ text, line }) => {
    const field = labelled(text);
    const written = field?.label ?? bareValue(text);
    const whole = names.find(written);
    const found = whole ?? names.begins(written);
    if (found && !whole) draft.passedOver.push({ line, to: line, why: PROSE });
    if (found) return [{ name: found.name, status: field?.rest || null, line }];
    const message = `${quoted([written])} is to be started but belongs to no workstream of this document, so it was left out. Write the name of the workstream.`;
    say(draft, 'gap', 'not-a-workstream', line, message);
    return [];
  });
  if (agents.length === 0) return false;
  draft.spawn.push({ wave: section.title, line: section.line, agents });
  for (const { name, status, line } of agents) {
    const own = draft.workstreams.find((one) => one.name === name);
    if (own && status !== null && status.length <= 60)
      own.statusesElsewhere.push({ text: status, line });
  }
  return true;
}

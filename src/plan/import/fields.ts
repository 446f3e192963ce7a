/** One statement about one workstream, such as `Status: ACTIVE` or the cell of a table. Pure. */
import { Glob, Name, Person } from '../words.ts';
import { type Draft, type DraftWorkstream, type Said, say } from './draft.ts';
import { bareValue, enumerated, quoted, slug } from './phrases.ts';
import type { Column } from './tables.ts';

/** Takes a statement into the draft; false where it cannot be understood as one. */
export function readField(draft: Draft, own: DraftWorkstream, column: Column, said: Said): boolean {
  const { text, line } = said;
  const value = bareValue(text);
  if (/^(?:-|–|—|n\/?a|none|tbd|\?)?$/i.test(value)) return true;
  switch (column) {
    case 'branch':
      return own.branch !== null && text.includes(own.branch);
    case 'number':
      if (!/^#?\d{1,4}$/.test(value)) return false;
      own.number ??= Number(value.replace('#', ''));
      return true;
    case 'agent':
      own.agent ??= value;
      return true;
    case 'status':
      own.statuses.push({ text: value, line });
      return true;
    case 'priority':
      return readPriority(draft, own, { text: value, line });
    case 'depends':
      for (const { name, optional } of dependencyNames(text))
        own.depends.push({ text: name, optional, line });
      return true;
    case 'enables':
      own.enables.push(...enumerated(text).map((name) => ({ text: name, line })));
      return true;
    case 'approvals':
      own.approvals.push(...enumerated(text).map((name) => ({ text: name, line })));
      return true;
    case 'aliases':
      own.aliases.push(...enumerated(text).filter((name) => Name.safeParse(name).success));
      return true;
    case 'paths':
      return readPaths(own, text);
    case 'owners':
      return readOwners(draft, own, said);
    case 'objectives':
      own.objectives.push(said);
      return true;
    case 'tasks':
      own.tasks.push({ ...said, done: false, optional: false });
      return true;
    default:
      return false;
  }
}

/** Names of dependencies in a text, each with whether it is called optional. */
export function dependencyNames(text: string): { name: string; optional: boolean }[] {
  return enumerated(text).map((written) => ({
    name: bareValue(written.replace(/\s*[([][^)\]]*[)\]]\s*/g, ' ').trim()),
    optional: /[([].*\boptional\b.*[)\]]/i.test(written),
  }));
}

function readPriority(draft: Draft, own: DraftWorkstream, said: Said): boolean {
  const known = /^(high|medium|low)\b/i.exec(said.text)?.[1]?.toLowerCase();
  if (known !== undefined) {
    own.priority ??= { text: known, line: said.line };
    return true;
  }
  const words = `The priority ${quoted([said.text])} is none of high, medium and low, so it was left out.`;
  say(draft, 'gap', 'priority', said.line, `${words} Write one of them.`);
  return true;
}

function readPaths(own: DraftWorkstream, text: string): boolean {
  const globs = enumerated(text).filter((path) => !/\s/.test(path) && Glob.safeParse(path).success);
  own.paths.push(...globs);
  return globs.length > 0;
}

/** People are taken by their logins only: `@alice`, or `alice` in backticks. */
function readOwners(draft: Draft, own: DraftWorkstream, { text, line }: Said): boolean {
  const people = peopleIn(text);
  own.owners.push(...people);
  if (people.length > 0) return true;
  const message = `The owner ${quoted([text])} is no login and no team. Write @login or @org/team.`;
  say(draft, 'gap', 'owner-without-login', line, message);
  return true;
}

/** Logins and teams in a text: `@alice`, `@acme/qa`. */
export function peopleIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w/`.])`?(@[A-Za-z0-9][\w-]{0,60}(?:\/[\w.-]{1,100})?)/g)]
    .map(([, person = '']) => person.replace(/[.]+$/, ''))
    .filter((person) => Person.safeParse(person).success)
    .map((person) => (person.includes('/') ? person : person.slice(1)));
}

/** A role or milestone by a name that the plan accepts; empty where none can be made of it. */
export function nameOf(text: string): string {
  const value = bareValue(text);
  return Name.safeParse(value).success ? value : slug(value);
}

/** One statement about one workstream, such as `Status: ACTIVE` or the cell of a table. Pure. */
import { Glob, Name, Person } from '../words.ts';
import type { Item } from './document.ts';
import { type Draft, type DraftWorkstream, PROSE, type Said, say } from './draft.ts';
import { bareValue, enumerated, labelled, quoted, slug } from './phrases.ts';
import { itemPoints } from './points.ts';
import { type Column, columnOf } from './tables.ts';

/** Takes a statement into the draft; false where it cannot be understood as one. */
export function readField(draft: Draft, own: DraftWorkstream, column: Column, said: Said): boolean {
  const taken = /^(?:-|–|—|n\/?a|none|tbd|\?)?$/i.test(bareValue(said.text))
    ? true
    : readValue(draft, own, column, said);
  if (taken) draft.heard.add(said.line);
  return taken;
}

/** The same for an item of a list: `Status: active`, or `Tasks:` with the tasks below it. */
export function readItem(draft: Draft, own: DraftWorkstream, item: Item): boolean {
  const { label, rest } = labelled(item.text) ?? { label: item.text, rest: '' };
  const column = columnOf(label);
  if (column === null) return false;
  if (rest !== '') return readField(draft, own, column, { text: rest, line: item.line });
  if (column === 'tasks') own.tasks.push(...item.items.flatMap(itemPoints));
  else for (const { text, line } of item.items) readField(draft, own, column, { text, line });
  draft.heard.add(item.line);
  return item.items.length > 0;
}

function readValue(draft: Draft, own: DraftWorkstream, column: Column, said: Said): boolean {
  const { text, line } = said;
  const value = bareValue(text);
  switch (column) {
    case 'branch': {
      const same = own.branch !== null && text.includes(own.branch);
      if (
        same &&
        /[\p{L}\p{N}]{2}/u.test(
          text.replace(own.branch ?? '', '').replace(/origin\/|refs\/heads\//, ''),
        )
      )
        draft.passedOver.push({ line, to: line, why: PROSE });
      if (!same && own.branch !== null)
        sayTwo(draft, own, 'branch', own.branch, { text: value, line });
      return same || own.branch !== null;
    }
    case 'number': {
      if (!/^#?\d{1,4}$/.test(value)) return false;
      const number = Number(value.replace('#', ''));
      own.number ??= number;
      if (own.number !== number) sayTwo(draft, own, 'number', `${own.number}`, said);
      return true;
    }
    case 'agent':
      own.agent ??= value;
      if (own.agent !== value) sayTwo(draft, own, 'agent', own.agent, said);
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
      addApprovals(draft, own, enumerated(text), line);
      return true;
    case 'aliases':
      return partly(draft, own, 'aliases', said, (name) => Name.safeParse(name).success);
    case 'paths':
      return partly(
        draft,
        own,
        'paths',
        said,
        (path) => !/\s/.test(path) && Glob.safeParse(path).success,
      );
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

/** A second value for what a workstream has one of. */
function sayTwo(
  draft: Draft,
  own: DraftWorkstream,
  what: string,
  taken: string,
  { text, line }: Said,
): void {
  const message = `${quoted([own.name])} has the ${what} ${quoted([text])} here, but ${quoted([taken])} was taken before. Say it in one place.`;
  say(draft, 'contradiction', 'two-values', line, message);
}

/** Takes those of the enumerated texts that fit, and says which do not. */
function partly(
  draft: Draft,
  own: DraftWorkstream,
  key: 'aliases' | 'paths',
  { text, line }: Said,
  fits: (text: string) => boolean,
): boolean {
  const all = enumerated(text);
  const good = all.filter(fits);
  const bad = all.filter((one) => !fits(one));
  own[key].push(...good);
  if (good.length > 0 && bad.length > 0) {
    const form = key === 'aliases' ? 'a name' : 'a path or glob';
    const message = `${quoted(bad)} in the ${key} of ${quoted([own.name])} cannot be read as ${form}, so it was left out. Write it without spaces.`;
    say(draft, 'gap', 'not-understood', line, message);
  }
  return good.length > 0;
}

/** Roles that must approve; people and sentences are no roles. */
export function addApprovals(
  draft: Draft,
  own: DraftWorkstream,
  names: readonly string[],
  line: number,
): void {
  draft.heard.add(line);
  for (const text of names) {
    if (text.startsWith('@')) {
      const message = `${quoted([text])} is to approve ${quoted([own.name])}, but approvals in a plan are roles, so it was left out. Put it into a role under roles, and name that role here.`;
      say(draft, 'gap', 'person-for-role', line, message);
    } else own.approvals.push({ text, line });
  }
}

/** People are taken by their logins only: `@alice`, `@acme/qa`. */
function readOwners(draft: Draft, own: DraftWorkstream, { text, line }: Said): boolean {
  own.owners.push(...peopleIn(text));
  setAside(draft, text, line);
  sayNoLogins(draft, 'owner', enumerated(text), line);
  return true;
}

/** Keeps what is said about people beside their names. */
export function setAside(draft: Draft, text: string, line: number): void {
  const isMore = enumerated(text).some(
    (part) => peopleIn(part).length > 0 && /\p{L}{2}/u.test(part.replace(/@[\w./-]+/g, ' ')),
  );
  if (isMore) draft.passedOver.push({ line, to: line, why: PROSE });
}

/** Says which of some people were named without a login, and so left out. */
export function sayNoLogins(
  draft: Draft,
  what: string,
  texts: readonly string[],
  line: number,
): void {
  for (const text of texts.filter((one) => peopleIn(one).length === 0)) {
    const message = `The ${what} ${quoted([text])} is no login and no team. Write @login or @org/team.`;
    say(draft, 'gap', 'person-without-login', line, message);
  }
}

/** Logins and teams in a text; what goes on in letters that no login has is none. */
export function peopleIn(text: string): string[] {
  const written =
    /(?<![\p{L}\p{N}_/`.])`?(@[A-Za-z0-9][\w-]{0,60}(?:\/[\w.-]{1,100})?)(?![\p{L}\p{N}_/-]|\.[\p{L}\p{N}])/gu;
  return [...text.matchAll(written)]
    .map(([, person = '']) => person.replace(/[.]+$/, ''))
    .filter((person) => Person.safeParse(person).success)
    .map((person) => (person.includes('/') ? person : person.slice(1)));
}

/** A role or milestone by a name that the plan accepts; empty where none can be made of it. */
export function nameOf(text: string): string {
  const value = bareValue(text);
  return Name.safeParse(value).success ? value : slug(value);
}

/** From what was read to what goes together: names resolved, references declared, contradictions said. Pure. */
import { fold } from '../names.ts';
import { isDone } from '../standing.ts';
import { type Draft, type DraftWorkstream, type Said, say } from './draft.ts';
import { nameOf } from './fields.ts';
import { meanings } from './names.ts';
import { noteAlias } from './people.ts';
import { quoted } from './phrases.ts';

/** Makes a draft consistent; what cannot stand in a plan is taken out with a finding. */
export function settle(draft: Draft): void {
  const { workstreams } = draft;
  uniqueNumbers(draft);
  uniqueBranches(draft);
  resolveDependencies(draft);
  breakCircles(draft);
  for (const own of workstreams) {
    own.enables = uniqueNames(draft, own.enables, `what ${quoted([own.name])} enables`);
    own.approvals = uniqueNames(draft, own.approvals, `a role that approves ${quoted([own.name])}`);
    for (const { text, line } of own.approvals) {
      if (!draft.roles.has(text)) draft.roles.set(text, { people: [], line });
    }
  }
  uniqueAliases(draft);
  sayNumbering(draft);
  sayStatuses(draft);
  sayMilestones(draft);
}

/** Longer texts are sentences, and a name made of one would be an invention. */
const MOST_WORDS = 6;

/** Whether a text says something instead of naming it. */
function isSentence(text: string): boolean {
  return (
    text.split(/\s+/).length > MOST_WORDS ||
    /→|->|=>|\b(?:depends?|needs?|requires?|waits?|blocked|until|must|should|is|are)\b/i.test(text)
  );
}

function uniqueNames(draft: Draft, said: readonly Said[], what: string): Said[] {
  const found = new Map<string, Said>();
  for (const { text, line } of said) {
    const name = isSentence(text) ? '' : nameOf(text);
    if (name === '') {
      const message = `${quoted([text])} is no name of ${what}, so it was left out. Write a name: letters, digits, - and _.`;
      say(draft, 'gap', 'not-understood', line, message);
    } else if (!found.has(name)) found.set(name, { text: name, line });
  }
  return [...found.values()];
}

function uniqueNumbers(draft: Draft): void {
  const owners = new Map<number, DraftWorkstream>();
  for (const own of draft.workstreams) {
    if (own.number === null) continue;
    const other = owners.get(own.number);
    if (own.number < 1) own.number = null;
    else if (!other) owners.set(own.number, own);
    else {
      const reason = `${quoted([own.name])} has the number ${own.number}, which is the number of ${quoted([other.name])} too (line ${other.line})`;
      say(
        draft,
        'contradiction',
        'two-of-one-number',
        own.line,
        `${reason}. It was left without one; give it another.`,
      );
      own.number = null;
    }
  }
}

function uniqueBranches(draft: Draft): void {
  const owners = new Map<string, DraftWorkstream>();
  for (const own of draft.workstreams) {
    if (own.branch === null) {
      const message = `${quoted([own.name])} has no branch in the document, so nothing shows which commits are its. Add branch, or paths under also.`;
      say(draft, 'gap', 'no-branch', own.line, message);
      continue;
    }
    const other = owners.get(own.branch);
    const target = own.branch === draft.target;
    if (!other && !target) owners.set(own.branch, own);
    else {
      const reason = target
        ? `${quoted([own.branch])} is the target that all workstreams run into`
        : `${quoted([own.branch])} is the branch of ${quoted([other?.name ?? ''])} too (line ${other?.line})`;
      say(
        draft,
        'contradiction',
        'two-of-one-branch',
        own.line,
        `${reason}. ${quoted([own.name])} was left without a branch; give it one of its own.`,
      );
      own.branch = null;
    }
  }
}

/** Every dependency is a workstream, or something outside that is declared. */
function resolveDependencies(draft: Draft): void {
  const names = meanings(draft.workstreams);
  const waiting = new Map<string, { own: string; line: number }[]>();
  for (const own of draft.workstreams) {
    const needs = new Map<string, DraftWorkstream['depends'][number]>();
    for (const need of own.depends) {
      const found = names.find(need.text);
      const meant = found?.how === 'words' && nameOf(need.text) === need.text ? null : found;
      const name = meant?.name ?? nameOf(need.text);
      if (name === '' || (!meant && isSentence(need.text))) {
        say(
          draft,
          'gap',
          'not-understood',
          need.line,
          `${quoted([need.text])} is no name of something that ${quoted([own.name])} depends on, so it was left out. Write a name.`,
        );
        continue;
      }
      if (name === own.name) {
        say(
          draft,
          'contradiction',
          'circle',
          need.line,
          `${quoted([own.name])} depends on itself here; that was left out. Correct it.`,
        );
        continue;
      }
      if (meant) noteAlias(draft, meant.name, need.text, need.line);
      if (!needs.has(name)) needs.set(name, { ...need, text: name });
      if (!meant)
        waiting.set(name, [...(waiting.get(name) ?? []), { own: own.name, line: need.line }]);
    }
    own.depends = [...needs.values()];
  }
  const byFold = new Map<string, string>();
  for (const [name, uses] of waiting) {
    const known = byFold.get(fold(name));
    if (known !== undefined) {
      for (const own of draft.workstreams) {
        own.depends = own.depends.map((need) =>
          need.text === name ? { ...need, text: known } : need,
        );
      }
      continue;
    }
    byFold.set(fold(name), name);
    draft.external.set(
      name,
      uses.map((use) => ({ text: use.own, line: use.line })),
    );
  }
}

/** Leaves out the dependency that closes a circle. */
function breakCircles(draft: Draft): void {
  const byName = new Map(draft.workstreams.map((own) => [own.name, own]));
  const done = new Set<string>();
  const visit = (own: DraftWorkstream, path: readonly string[]): void => {
    if (done.has(own.name)) return;
    const here = [...path, own.name];
    own.depends = own.depends.filter((need) => {
      const at = here.indexOf(need.text);
      if (at < 0) return true;
      const circle = [...here.slice(at), need.text].join(' → ');
      say(
        draft,
        'contradiction',
        'circle',
        need.line,
        `These wait for each other: ${circle}. The last of these dependencies was left out; decide which one holds.`,
      );
      return false;
    });
    for (const need of own.depends) {
      const next = byName.get(need.text);
      if (next) visit(next, here);
    }
    done.add(own.name);
  };
  for (const own of draft.workstreams) visit(own, []);
}

function uniqueAliases(draft: Draft): void {
  const taken = new Set(
    draft.workstreams.flatMap(({ name, number }) => [
      fold(name),
      ...(number === null ? [] : [`${number}`]),
    ]),
  );
  for (const own of draft.workstreams) {
    own.aliases = own.aliases.filter((alias) => {
      if (taken.has(fold(alias))) {
        if (fold(alias) !== fold(own.name)) sayTaken(draft, own, alias);
        return false;
      }
      taken.add(fold(alias));
      return true;
    });
  }
  for (const name of [...draft.external.keys()])
    if (taken.has(fold(name))) draft.external.delete(name);
}

function sayTaken(draft: Draft, own: DraftWorkstream, alias: string): void {
  const message = `${quoted([own.name])} has the other name ${quoted([alias])}, which is taken, so it was left out. Give it another.`;
  say(draft, 'contradiction', 'two-of-one-name', own.line, message);
}

function sayNumbering(draft: Draft): void {
  const numbers = draft.workstreams.flatMap(({ number }) => number ?? []);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  if (numbers.length === 0 || most > 10_000) return;
  const missing: string[] = [];
  for (let number = 1; number < most && missing.length < 10; number += 1) {
    if (!numbers.includes(number)) missing.push(`${number}`);
  }
  if (missing.length === 0) return;
  const line = draft.workstreams.find(({ number }) => number === least)?.line ?? 1;
  const [only] = draft.external.size === 1 && missing.length === 1 ? draft.external.keys() : [];
  const guess =
    only === undefined ? '' : ` It may be what the dependencies call ${quoted([only])}.`;
  const which = missing.length === 1 ? `number ${missing[0]}` : `numbers ${missing.join(', ')}`;
  say(
    draft,
    'note',
    'numbering',
    line,
    `${numbers.length === 1 ? `The one workstream with a number has ${most}` : `The workstreams are numbered ${least} to ${most}`}, and ${which} ${missing.length === 1 ? 'stands' : 'stand'} nowhere in this document.${guess} If it is finished, nothing is to do; else add it.`,
  );
}

/** States that a status names, in the words of the plan. */
function statesIn(status: string): string[] {
  return status
    .toLowerCase()
    .split(/\s*(?:→|->|=>|\/|,| then )\s*/)
    .map((word) => word.replace(/[^\p{L} -]+/gu, '').trim())
    .filter((word) => word !== '');
}

function sayStatuses(draft: Draft): void {
  for (const own of draft.workstreams) {
    own.statuses.push(...own.statusesElsewhere);
    const [first, ...more] = own.statuses;
    if (!first) continue;
    const states = statesIn(first.text);
    if (/→|->|=>/.test(first.text)) {
      say(
        draft,
        'contradiction',
        'status',
        first.line,
        `The status of ${quoted([own.name])} is a change, ${quoted([first.text])}, and no state; it was kept as it is. Write the state of now.`,
      );
    }
    for (const other of more) {
      const same = statesIn(other.text).some((state) => states.includes(state));
      if (same) continue;
      say(
        draft,
        'contradiction',
        'two-statuses',
        other.line,
        `${quoted([own.name])} is ${quoted([other.text])} here but ${quoted([first.text])} on line ${first.line}, which was taken. Use one vocabulary, and say it in one place.`,
      );
    }
    sayTooEarly(draft, own, first);
  }
}

/** Started although something that must be done first is not. */
function sayTooEarly(draft: Draft, own: DraftWorkstream, status: Said): void {
  const states = statesIn(status.text);
  if (!/^(?:active|in progress|started|running|ongoing|under way)/.test(states.at(-1) ?? ''))
    return;
  const open = own.depends.flatMap(({ text, optional }) => {
    const other = draft.workstreams.find(({ name }) => name === text);
    return other && !optional && !isDone(other.statuses[0]?.text) ? [other] : [];
  });
  if (open.length === 0) return;
  const which = open.map(
    ({ name, statuses: [first] }) => `${quoted([name])} (${first ? first.text : 'no status'})`,
  );
  const isSaid = open.every(({ statuses }) => statuses.length > 0);
  const are = isSaid
    ? `which ${open.length === 1 ? 'is' : 'are'} not done`
    : 'and nothing says that this is done';
  say(
    draft,
    'contradiction',
    'active-before-dependency',
    status.line,
    `${quoted([own.name])} is called ${quoted([status.text])} although it depends on ${which.join(' and ')}, ${are}. Wait, or make the dependency optional.`,
  );
}

function sayMilestones(draft: Draft): void {
  const names = meanings(draft.workstreams);
  const free = draft.workstreams.flatMap(({ enables }) =>
    enables.filter(({ text }) => names.find(text)?.how !== 'name' && !draft.external.has(text)),
  );
  const [first] = free;
  if (!first) return;
  const all = [...new Set(free.map(({ text }) => text))];
  const shown = all.length > 12 ? [...all.slice(0, 11), `${all.length - 11} more`] : all;
  say(
    draft,
    'note',
    'milestones',
    first.line,
    `${shown.join(', ')} are enabled but are no workstreams; they were taken as milestones. Nothing is to do.`,
  );
}

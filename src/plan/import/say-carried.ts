/** Says what of the plan that is there was kept, replaced or lost. Pure. */
import { PLAN_PATH } from '../parse.ts';
import { type Draft, say } from './draft.ts';
import { type Ledger, named } from './ledger.ts';

const MOST = 40;

/** Adds to the findings what an import does to the plan that is there, whose text is `before`. */
export function sayCarried(draft: Draft, ledger: Ledger, before: string, after: string): void {
  const kept = [...new Set(ledger.kept)];
  if (kept.length > 0) {
    const message = `Kept from ${PLAN_PATH}, because the document does not say it: ${shortened(kept).join('; ')}. Nothing is to do.`;
    say(draft, 'note', 'kept', 1, message);
  }
  for (const { path, was, now } of ledger.replaced) {
    const message = `${path} is ${named(was)} in ${PLAN_PATH} and ${named(now)} here, which was taken. Correct the document if the plan is right.`;
    say(draft, 'contradiction', 'replaced', lineOf(draft, path), message);
  }
  for (const { what, why } of ledger.lost) {
    const message = `${PLAN_PATH} has ${what}, which is not kept: ${why}. Put it into the document, or back into the plan, if it still holds.`;
    say(draft, 'contradiction', 'not-kept', lineOf(draft, what), message);
  }
  const comments = lostComments(before, after);
  if (comments.length > 0) {
    const shown = comments.map(
      ({ text, line }) => `line ${line}: ${JSON.stringify(text.slice(0, 80))}`,
    );
    const message = `Comments of ${PLAN_PATH} that are not kept: ${shortened(shown).join('; ')}. Copy those that you want.`;
    say(draft, 'contradiction', 'comments-not-kept', 1, message);
  }
}

function shortened(texts: readonly string[]): string[] {
  return texts.length > MOST
    ? [...texts.slice(0, MOST - 1), `${texts.length - MOST + 1} more`]
    : [...texts];
}

/** The line of the document on which the workstream of a path begins, else the first. */
function lineOf({ workstreams }: Draft, path: string): number {
  const own = workstreams.find(({ name }) => path.includes(`workstreams.${name}.`));
  return own?.line ?? 1;
}

/** Where the comments begin that an import writes below the plan. */
const FOOTER = /^# (?:What was not taken over|Where the sections of the document went):/m;
/** Comments that an import writes beside keys. */
const BY_IMPORT =
  /^(?:lines? \d|The plan of .* as "weir plan import" understood it|Lines in comments are lines of that|Who fills each role|All detectors are on|Add globs of |Add checks: )/;

/** Contracts that wait for their files, as an import writes them. */
const UNFINISHED = /^# contracts: complete these.*\n(?:# {3}.*\n?)*/gm;

/** What people wrote as comments into a plan and would not find again. */
function lostComments(before: string, after: string): { text: string; line: number }[] {
  const end = FOOTER.exec(before)?.index ?? before.length;
  const still = new Set(commentsIn(after).map(({ text }) => text));
  const written = before.slice(0, end).replace(UNFINISHED, (part) => part.replace(/[^\n]/g, ''));
  return commentsIn(written).filter(
    ({ text }) => text.trim() !== '' && !BY_IMPORT.test(text) && !still.has(text),
  );
}

function commentsIn(yaml: string): { text: string; line: number }[] {
  return yaml.split(/\r\n?|\n/).flatMap((row, at) => {
    const [, text] =
      /^(?:[^"'#]|"[^"]*"|'[^']*')*?(?:^|\s)#\s?(.*)$/.exec(row.slice(0, 1000)) ?? [];
    return text === undefined ? [] : [{ text: text.trimEnd(), line: at + 1 }];
  });
}

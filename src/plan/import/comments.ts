/** The whole file: the plan, what was not taken over, and where each section of the document went. Pure. */

import { listWords } from '../../markdown.ts';
import type { PlanDocument } from './document.ts';
import { DETAILS, type Draft, type Leftover, PROSE, SAID, say } from './draft.ts';
import { quoted } from './phrases.ts';
import { type Comments, commentLine, LATER, yamlText } from './yaml-text.ts';

/** Bytes that the plan file may have, with a little left for what stands around. */
const MOST_BYTES = 64 * 1024 - 500;
/** Bytes: what is not understood must not take the room of what is. */
const MOST_COMMENT = 20_000;
const MOST_LINES = 60;

/** The text of the plan file. Says in the findings what was not taken over. */
export function withComments(
  document: PlanDocument,
  draft: Draft,
  plan: Record<string, unknown>,
  comments: Comments,
  name: string,
): string {
  const head = [
    commentLine(`The plan of ${name}, as "weir plan import" understood it.`),
    commentLine(
      'Lines in comments are lines of that document. Check this file with "weir plan check".',
    ),
  ];
  const left = joined(draft.leftovers);
  for (const one of left) sayLeft(draft, document, one);
  sayProse(draft, left);
  const text = yamlText(plan, comments).trimEnd();
  const later = comments.at([LATER]).above;
  const free = () => Math.min(MOST_COMMENT, Math.max(0, room));
  let room = MOST_BYTES - bytes([...head, text, ...later]);
  const kept = leftoverLines(document, left, free());
  room -= bytes(kept);
  const index = indexLines(document, draft, left, free());
  return [
    ...head,
    text,
    ...(later.length > 0 ? ['', ...later] : []),
    ...(kept.length > 0 ? ['', commentLine('What was not taken over:'), ...kept] : []),
    ...(index.length > 0
      ? ['', commentLine('Where the sections of the document went:'), ...index]
      : []),
    '',
  ].join('\n');
}

function bytes(lines: readonly string[]): number {
  return new TextEncoder().encode(lines.join('\n')).length + 1;
}

/** Neighbouring lines of one section with one reason become one. */
function joined(leftovers: readonly Leftover[]): Leftover[] {
  const all: Leftover[] = [];
  for (const one of leftovers.toSorted((a, b) => a.line - b.line)) {
    const last = all.at(-1);
    if (last && last.why === one.why && last.title === one.title && one.line <= last.to + 2) {
      last.to = Math.max(last.to, one.to);
    } else all.push({ ...one });
  }
  return all;
}

function sayLeft(draft: Draft, { lines }: PlanDocument, { line, to, why, title }: Leftover): void {
  if (isQuiet(why) || why === SAID) return;
  const first = (lines[line - 1] ?? '').trim().slice(0, 60);
  const where = title === '' ? '' : ` under ${quoted([title])}`;
  const until = to > line ? ` (lines ${line}-${to})` : '';
  const message = `What begins with ${quoted([first])}${where}${until} was not taken over: ${why}. It stands as a comment at the end of the file; move what matters to a key.`;
  say(draft, 'gap', 'not-understood', line, message);
}

function isQuiet(why: string): boolean {
  return why === PROSE || why === DETAILS;
}

/** One note for all prose: it is no mistake, but it is not in the plan. */
function sayProse(draft: Draft, leftovers: readonly Leftover[]): void {
  const quiet = leftovers.filter(({ why }) => isQuiet(why));
  const [first] = quiet;
  if (!first) return;
  const ranges = quiet.map(({ line, to }) => (line === to ? `${line}` : `${line}-${to}`));
  const shown =
    ranges.length > 30 ? [...ranges.slice(0, 29), `${ranges.length - 29} more`] : ranges;
  const only = quiet.length === 1 && first.line === first.to;
  const [are, they] = only
    ? [`Line ${shown[0]} is`, 'it stands']
    : [`Lines ${listWords(shown)} are`, 'they stand'];
  const message = `${are} prose or details that the plan has no key for; ${they} as comments at the end of the file. Nothing is to do unless something there must hold.`;
  say(draft, 'note', 'prose', first.line, message);
}

function leftoverLines(
  { lines }: PlanDocument,
  leftovers: readonly Leftover[],
  most: number,
): string[] {
  const out: string[] = [];
  let size = 0;
  for (const { line, to, why } of leftovers) {
    const where = line === to ? `line ${line}` : `lines ${line}-${to}`;
    const rows = lines.slice(line - 1, to).filter((row) => row.trim() !== '');
    const shown = rows.slice(0, MOST_LINES).map((row) => commentLine(`  ${row.slice(0, 160)}`));
    const more =
      rows.length > MOST_LINES
        ? [commentLine(`  … and ${rows.length - MOST_LINES} more lines`)]
        : [];
    const block = [commentLine(`${where} (${why})`), ...shown, ...more];
    size += bytes(block);
    if (size > most) {
      out.push(commentLine(`… and more from line ${line} on, for which there is no room here`));
      break;
    }
    out.push(...block);
  }
  return out;
}

/** One line for each heading. */
function indexLines(
  { sections }: PlanDocument,
  draft: Draft,
  leftovers: readonly Leftover[],
  most: number,
): string[] {
  const out: string[] = [];
  let size = 0;
  for (const section of sections) {
    if (section.level === 0) continue;
    const places = [...(draft.places.get(section.line) ?? [])];
    const left = leftovers.some(({ line }) => line >= section.line && line <= section.to);
    const empty = section.blocks.length === 0 ? 'its parts follow' : 'nothing was taken over';
    const went = places.length > 0 ? places.join(', ') : left ? 'not taken over, see above' : empty;
    const row = commentLine(
      `  line ${section.line}, ${quoted([section.title.slice(0, 80)])}: ${went}`,
    );
    size += bytes([row]);
    if (size > most) {
      out.push(commentLine(`  … and more headings from line ${section.line} on`));
      break;
    }
    out.push(row);
  }
  return out;
}

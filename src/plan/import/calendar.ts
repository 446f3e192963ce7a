/** Days and times: the weekly integration schedule, reviews, standups. Pure. */
import type { Block } from './document.ts';
import { type Draft, PROSE, say } from './draft.ts';
import type { Meanings } from './names.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { bareValue, dayIn, enumerated, quoted, timeIn } from './phrases.ts';
import { columnOf } from './tables.ts';

/** What integration is called in a schedule, besides the workstreams that are integrated. */
const ACTIVITY =
  /\b(?:integrations?|tests?|testing|validations?|checks?|merges?|window|day|run|baseline|execution|branch|workstreams?)\b/gi;

/** Which workstreams are integrated on which day. */
export function readSchedule(block: Block, draft: Draft, names: Meanings): boolean {
  const pairs = dated(block, draft);
  if (!pairs.some(({ day }) => day !== null)) return false;
  for (const { day, text, values, line } of pairs) {
    if (day === null) {
      if (text !== '') withoutDay(draft, text, line);
      continue;
    }
    const said = text === '' ? values.join(', ') : text;
    const workstreams = everything(said) ? ['all'] : namedIn(said, draft, names, day, line);
    draft.schedule.push({ day, workstreams, text: said, line });
  }
  return true;
}

function everything(text: string): boolean {
  return /^(?:all|everything|full)\b/i.test(text);
}

function namedIn(text: string, draft: Draft, names: Meanings, day: string, line: number): string[] {
  const whole = names.find(text);
  if (whole) return [whole.name];
  const found = enumerated(text.replace(/\s+[-–—(].*$/, '')).map((part) => ({
    part,
    meant: names.begins(part),
  }));
  const unknown = found
    .filter(({ meant }) => meant === null)
    .map(({ part }) => part.replace(ACTIVITY, ' ').replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
  if (unknown.length > 0) {
    const are = unknown.length === 1 ? 'is no workstream' : 'are no workstreams';
    const reason = `${quoted(unknown)}, scheduled for ${capital(day)}, ${are} of this document`;
    const next =
      'It was left out of the schedule. Add it under workstreams, or say which one owns it.';
    say(draft, 'gap', 'not-a-workstream', line, `${reason}. ${next}`);
  }
  return [...new Set(found.flatMap(({ meant }) => (meant ? [meant.name] : [])))];
}

/** What is looked at together on which day. */
export function readReviews(block: Block, draft: Draft): boolean {
  const pairs = dated(block, draft);
  if (!pairs.some(({ day }) => day !== null)) return false;
  for (const { day, key, text, values, line } of pairs) {
    if (day === null) withoutDay(draft, text === '' ? key : text, line);
    else if (text !== '' || values.length > 0)
      draft.reviews.push({ day, text: text === '' ? values.join('; ') : text, line });
  }
  return true;
}

function withoutDay(draft: Draft, text: string, line: number): void {
  draft.undated.push({ text, line });
  const message = `${quoted([text])} is weekly but has no day, so it was left out. Give it a day under reviews, or do it on the day of the report.`;
  say(draft, 'gap', 'no-day', line, message);
}

/** When each workstream has its standup. */
export function readStandups(block: Block, draft: Draft, names: Meanings): boolean {
  const pairs = timed(block);
  if (!pairs.some(({ at }) => at !== null)) return false;
  const byWords: string[] = [];
  for (const { key, text, at, line } of pairs) {
    if (at === null) continue;
    if (at.zone !== null) draft.zones.push({ text: at.zone, line });
    const found = names.find(key);
    if (!found) {
      const message = `${quoted([key])} has a standup at ${at.time} but is no workstream of this document, so it was left out. Write the name of the workstream.`;
      say(draft, 'gap', 'not-a-workstream', line, message);
      continue;
    }
    if (draft.standups.some(({ workstream }) => workstream === found.name)) {
      const message = `${quoted([found.name])} has a second standup at ${at.time}; the plan takes one a day, so this one was left out.`;
      say(draft, 'contradiction', 'two-standups', line, message);
      continue;
    }
    if (found.how === 'words') byWords.push(`${JSON.stringify(key)} as ${found.name}`);
    const topic = text.replace(
      /^.*?\d{1,2}[:.h]\d{2}\s*(?:am|pm)?\s*(?:\(?[A-Z]{2,5}\)?)?\s*[-–—:,]*\s*/i,
      '',
    );
    draft.standups.push({ workstream: found.name, time: at.time, topic, line });
  }
  if (byWords.length > 0) {
    const message = `The standups name workstreams by words only: ${byWords.join(', ')} were taken. Check them, or write the names.`;
    say(draft, 'note', 'matched-by-words', block.line, message);
  }
  return true;
}

/** Pairs with the day that their key, or the cell for it, names. */
function dated(block: Block, draft: Draft): (Pair & { day: ReturnType<typeof dayIn> })[] {
  if (block.kind !== 'table') {
    return pairsOf(block).map((pair) => ({ ...pair, day: dayIn(pair.key) }));
  }
  const at = Math.max(
    0,
    block.head.findIndex((label) => columnOf(label) === 'day'),
  );
  return block.rows.map(({ cells, line }) => {
    const key = bareValue(cells[at] ?? '');
    const text = cells
      .filter((_, index) => index !== at)
      .map(bareValue)
      .filter(Boolean)
      .join(', ');
    const day = dayIn(key);
    if (day === null) return { key, text: `${key}: ${text}`, values: [], line, day };
    const more = key.replace(
      /\b(?:\w{3,6}day|mon|tues?|wed|thu|thurs?|fri|sat|sun)s?\b|\b(?:every|each|on)\b/gi,
      '',
    );
    if (/\p{L}{2}/u.test(more)) draft.passedOver.push({ line, to: line, why: PROSE });
    return { key, text, values: enumerated(text), line, day };
  });
}

/** Pairs with the time that stands in them. */
function timed(block: Block): (Pair & { at: ReturnType<typeof timeIn> })[] {
  const pairs = pairsOf(block).map((pair) => {
    // `- 09:00 UTC: Storage` has it the other way round.
    const inKey = timeIn(pair.key);
    if (!inKey) return { ...pair, at: timeIn(pair.text) };
    const [first = ''] = pair.text.split(/\s+[-–—]\s+/);
    return { ...pair, key: first, at: inKey };
  });
  if (block.kind !== 'list') return pairs;
  return pairs.map((pair) => {
    if (pair.key !== '') return pair;
    const [, name = '', rest = ''] =
      /^(.{1,80}?)\s+(?:at\s+)?(\d{1,2}[:.]\d{2}.*)$/.exec(pair.text) ?? [];
    return { ...pair, key: name, text: rest, at: timeIn(rest) };
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

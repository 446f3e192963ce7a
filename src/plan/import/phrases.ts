/** Words as plan documents write them: inline Markdown taken off, labels, days, times, names. Pure. */

import { DAYS, type Day } from '../../days.ts';

/** Longest text that the plan takes as words. */
const MOST = 1000;

/** What a reader cannot see, or what would end a line or move a cursor. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu;

/** One line of text without emphasis, links, comments and escapes; code spans keep their backticks. */
export function clean(source: string): string {
  return source
    .slice(0, 4 * MOST)
    .toWellFormed()
    .split(/(`[^`\n]{1,400}`)/)
    .map((part, at) => (at % 2 === 1 ? part : withoutMarks(part)))
    .join('')
    .replace(UNSEEN, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, MOST)
    .toWellFormed()
    .trim();
}

function withoutMarks(part: string): string {
  return (
    part
      .replace(/<!--[^>]{0,2000}-->/g, '')
      .replace(/!?\[([^[\]\n]{0,300})\]\([^()\s]{0,500}\)/g, '$1')
      // Two stars open before a word and close behind one; those of globs such as src/** stay.
      .replace(/(^|[\s([{"'—–:>~_-])\*\*(?=[^\s/*]|$)/g, '$1')
      .replace(/(^|[^\s/*])\*\*(?=$|[\s:.,;!?)\]}"'—–~_-])/g, '$1')
      .replace(/(?<![\w*/])[*_](?![\s*_./])([^*_\n]{1,300})(?<![\s*_])[*_](?![\w*])/g, '$1')
      .replace(/\\([!-/:-@[-`{-~])/g, '$1')
  );
}

/** A value that stands alone: without backticks and quotes around it, and without a full stop. */
export function bareValue(text: string): string {
  const [, inner = text] = /^[`"']([^`"']{1,400})[`"'][.,;]?$/.exec(text.trim()) ?? [];
  return inner.trim();
}

/** `Label: rest`, `Label - rest` and `Label → rest` in two; null where there is no label. */
export function labelled(text: string): { label: string; rest: string } | null {
  const match =
    /^([^:`]{1,80}?)\s*:(?:\s+|$)(.*)$/s.exec(text) ??
    /^(`[^`]{1,80}`)\s*(?::|→|->|=>|[–—-])\s*(.*)$/s.exec(text) ??
    /^([^:`]{1,80}?)\s+(?:[–—-]|→|->|=>)\s+(.*)$/s.exec(text);
  const label = match?.[1]?.trim() ?? '';
  return match && /[\p{L}\p{N}]/u.test(label)
    ? { label: bareValue(label), rest: (match[2] ?? '').trim() }
    : null;
}

/** Names in an enumeration: `a, b and c`, `[a, b]`, `` `a` + `b` ``. Empty for "none", "-" and the like. */
export function enumerated(text: string): string[] {
  const inner = text.trim().replace(/^\[(.*)\]$/s, '$1');
  if (/^(?:none|nothing|n\/?a|no|[-–—.\s]*|tbd|\?)$/i.test(inner)) return [];
  return inner
    .split(/\s*(?:,|;|\+|&|\band\b|\bund\b|<br\s*\/?>)\s*/i)
    .map((part) => bareValue(part))
    .filter((part) => /[\p{L}\p{N}]/u.test(part) && !/^(?:none|n\/?a|tbd)$/i.test(part));
}

/** A name for a key of the plan; empty where the text has no Latin letter. */
export function slug(text: string): string {
  const made = text
    .slice(0, 300)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return /[a-z]/.test(made) ? made : '';
}

/** The first day of the week that is named: `Monday`, `Mondays`, `Mon`. */
export function dayIn(text: string): Day | null {
  const match =
    /\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b/i.exec(text) ??
    /^\W*(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b/i.exec(text);
  const word = match?.[1]?.toLowerCase();
  return DAYS.find((day) => word !== undefined && day.startsWith(word.slice(0, 3))) ?? null;
}

/** A time of day as `HH:MM`, with the time zone that stands behind it. */
export function timeIn(text: string): { time: string; zone: string | null } | null {
  const match =
    /\b([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)\s*((?:[aApP][mM]\b)?)\s*\(?((?:[A-Z]{2,5}|[A-Z][a-z]+\/[A-Z][A-Za-z_]+)\b)?/.exec(
      text,
    );
  if (!match) return null;
  const [, written = '', minutes = '', half, zone] = match;
  const late = half?.toLowerCase() === 'pm';
  const hour = (Number(written) % (half ? 12 : 24)) + (late ? 12 : 0);
  return { time: `${`${hour}`.padStart(2, '0')}:${minutes}`, zone: zone ?? null };
}

/** `weeks 3-6` or `week 7` anywhere in a text, as the plan writes it. */
export function weeksIn(text: string): string | null {
  const match =
    /\bweeks?\s*(\d{1,3})(?:\s*(?:-|–|—|to|through|until)\s*(?:week\s*)?(\d{1,3}))?/i.exec(text);
  if (!match) return null;
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (from < 1 || to < from) return null;
  return from === to ? `${from}` : `${from}-${to}`;
}

/** A checkbox at the start of an item. `~` and `-` mean that the item does not apply any more. */
export function checkbox(
  source: string,
): { state: 'open' | 'ticked' | 'dropped'; rest: string } | null {
  const match = /^\[([ xX~✓✔-])\](?:\s+|$)(.*)$/s.exec(source.trimStart());
  if (!match) return null;
  const mark = match[1] ?? ' ';
  const state = mark === ' ' ? 'open' : /[~-]/.test(mark) ? 'dropped' : 'ticked';
  return { state, rest: match[2] ?? '' };
}

/** Names in a sentence, each in quotes. */
export function quoted(names: readonly string[]): string {
  const each = names.map((name) => JSON.stringify(name));
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`;
}

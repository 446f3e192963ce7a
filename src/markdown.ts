/**
 * The only way from data to Markdown. Names, titles, paths and messages come from strangers: `code`, `text`
 * and `codeBlock` turn them into Markdown that shows them and does nothing else. Everything else takes
 * Markdown that is safe already; a parameter named `markdown` or a type `Markdown` means exactly that.
 */

/** Markdown made by this file or written by hand in the program; never data as it came. */
export type Markdown = string;

/** Breaks what GitHub would turn into a mention, a reference or a link; takes no room on the screen. */
const BREAK = '\u200b';

/** Longest texts shown, in code points. */
const CODE_POINTS = 120;
const TEXT_POINTS = 400;

/**
 * What a reader cannot see, or what changes how its surroundings look: controls, format and bidirectional
 * marks, zero-width and other ignorable characters, private, unassigned, surrogates, spaces that are not one.
 */
const UNSEEN = String.raw`(?:[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs})`;
const IN_CODE = new RegExp(UNSEEN, 'gu');
/** In prose, joiners and variation selectors may follow a letter of another script or an emoji. */
const JOINED = String.raw`(?<=[\p{L}\p{M}\p{Extended_Pictographic}])(?<![\x00-\x7f])[\u200c\u200d\ufe0e\ufe0f]`;
const IN_TEXT = new RegExp(`(?!${JOINED})${UNSEEN}`, 'gu');
const IN_BLOCK = new RegExp(String.raw`(?![\n\t])${UNSEEN}`, 'gu');

function visible(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Keeps both ends: the start says where, the end says which. */
function shorten(s: string, points: number): string {
  if (s.length <= points) return s;
  const all = [...s];
  if (all.length <= points) return s;
  const head = Math.ceil((points - 1) / 2);
  return `${all.slice(0, head).join('')}…${all.slice(all.length - (points - 1 - head)).join('')}`;
}

function longestRun(s: string, runs: RegExp): number {
  return Math.max(0, ...(s.match(runs) ?? []).map((run) => run.length));
}

/**
 * Untrusted text as an inline code span, exactly as it is: what cannot be seen is written as `\u{…}`, `\n`
 * or `\t`, a backslash as two; of more than 120 code points the middle is left out. Safe in paragraphs,
 * lists, headings, links and the cells of `table`; not in the summary of `details`.
 */
export function code(s: string): Markdown {
  const shown = shorten(s, CODE_POINTS).replaceAll('\\', '\\\\').replace(IN_CODE, visible);
  if (shown === '') return '(empty)';
  // Who answers by e-mail may quote the span without its backticks, and then a mention would notify.
  const broken = shown.replace(/@(?=[\w-])/g, `@${BREAK}`);
  const fence = '`'.repeat(longestRun(broken, /`+/g) + 1);
  // One space at each end belongs to the fence, unless the whole span is spaces.
  const pad = /^[ `]|[ `]$/.test(broken) && /[^ ]/.test(broken) ? ' ' : '';
  return `${fence}${pad}${broken}${pad}${fence}`;
}

function entity(character: string): string {
  if (character === '&') return '&amp;';
  if (character === '<') return '&lt;';
  if (character === '>') return '&gt;';
  return `&#${character.codePointAt(0)};`;
}

/**
 * Untrusted prose, such as a title, on one line of at most 400 code points: no HTML, link, mention, issue
 * reference, emphasis or list can come of it. Escapes by entities alone, so it is safe in the summary of
 * `details` too. GitHub looks for mentions and references in what is rendered: these are broken as well.
 */
export function text(s: string): Markdown {
  return shorten(s.replace(/[\s\u0085]+/gu, ' ').trim(), TEXT_POINTS)
    .replace(IN_TEXT, visible)
    .replace(/@(?=[\w-])|#(?=\w)|GH-(?=\d)|:(?=\/\/)|www(?=\.)/gi, (found) => found + BREAK)
    .replace(/[&<>\\`*~[\]|$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=#]/g, entity)
    .replace(/^(\d+)([.)])/, (_, digits: string, mark: string) => digits + entity(mark));
}

/**
 * A sentence written by the program around data: what stands between backticks, and every one of `names`
 * that could not be an ordinary word, becomes `code`, the rest `text`.
 *
 * @param names paths and refs that the sentence contains as they are
 */
export function prose(s: string, names: readonly string[] = []): Markdown {
  const special = [...new Set(names)]
    .filter((name) => s.includes(name) && /[^\p{L}\p{N}]/u.test(name))
    .sort((a, b) => b.length - a.length)
    .map((name) => `(?<![\\w/.-])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w/-])`);
  // With one group, every second part is what matched.
  return s
    .split(new RegExp(`(${[...special, '`[^`\n]+`'].join('|')})`, 'u'))
    .map((part, at, parts) => {
      if (at % 2 === 1) return code(names.includes(part) ? part : part.slice(1, -1));
      // Two spans side by side would read each other's backticks.
      const between = at > 0 && at < parts.length - 1;
      return part === '' && between ? BREAK : keepEnds(part);
    })
    .join('');
}

/** `text`, with the spaces to its neighbours. */
function keepEnds(part: string): Markdown {
  const inner = text(part);
  if (inner === '') return part === '' ? '' : ' ';
  return `${/^\s/.test(part) ? ' ' : ''}${inner}${/\s$/.test(part) ? ' ' : ''}`;
}

/** Untrusted text for places that take no Markdown: titles of checks, annotations, terminals. One line. */
export function plain(s: string, points = TEXT_POINTS): string {
  return shorten(s.replace(IN_CODE, visible), points);
}

/** Untrusted text of several lines as a fenced block. Tabs and line ends stay; nothing is left out. */
export function codeBlock(s: string, lang = ''): Markdown {
  const shown = s.replaceAll('\r\n', '\n').replace(/\n+$/, '').replace(IN_BLOCK, visible);
  const fence = '`'.repeat(Math.max(3, longestRun(shown, /`+/g) + 1));
  return `${fence}${/^[a-z]*$/.test(lang) ? lang : ''}\n${shown}\n${fence}`;
}

/**
 * A link to a web address; anything but http and https, and an address with a user name in it, leaves only
 * the text.
 */
export function link(markdown: Markdown, url: string): Markdown {
  if (!/^https?:\/\/[^\s/?#@\\]+([/?#]|$)/i.test(url)) return markdown;
  const address = url
    .toWellFormed()
    .replace(/[^\w\-.~:/?#@!$&'+,;=%]/gu, (found) =>
      encodeURIComponent(found).replace(/[()*]/g, hex),
    )
    .replaceAll('&', '&amp;');
  return `[${markdown}](${address})`;
}

function hex(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}

/** @throws RangeError when a row has another number of cells than the head */
export function table(
  headers: readonly Markdown[],
  rows: readonly (readonly Markdown[])[],
): Markdown {
  const odd = rows.find((row) => row.length !== headers.length);
  if (odd)
    throw new RangeError(`a row has ${odd.length} cells, the table ${headers.length} columns`);
  const line = (cells: readonly Markdown[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A pipe ends a cell even inside a code span, unless it is escaped; an escaped one stays as it is. */
function cell(markdown: Markdown): Markdown {
  return markdown
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(\\*)\|/g, (found, slashes: string) =>
      slashes.length % 2 === 0 ? `${slashes}\\|` : found,
    );
}

/**
 * A collapsed section. GitHub reads no Markdown in the summary line, so it takes plain words and `text(...)`,
 * no `code(...)`.
 */
export function details(summary: Markdown, body: Markdown): Markdown {
  const line = summary.replace(/\s*\n\s*/g, ' ');
  return `<details><summary>${line}</summary>\n\n${body}\n\n</details>`;
}

/** Items of several lines stay one item. */
export function bullets(items: readonly Markdown[]): Markdown {
  return items.map((item) => `- ${item.replace(/\n(?=[^\n])/g, '\n  ')}`).join('\n');
}

/** A numbered list. */
export function numbered(items: readonly Markdown[], first = 1): Markdown {
  return items
    .map((item, at) => `${first + at}. ${item.replace(/\n(?=[^\n])/g, '\n   ')}`)
    .join('\n');
}

export function heading(level: 1 | 2 | 3 | 4 | 5 | 6, markdown: Markdown): Markdown {
  return `${'#'.repeat(level)} ${markdown.replace(/\s*\n\s*/g, ' ')}`;
}

/** Length in UTF-8, which is what GitHub counts. */
export function bytes(s: string): number {
  return new TextEncoder().encode(s).length;
}

export interface Section {
  markdown: Markdown;
  /** The lowest goes first when room is short; among equals the last one. */
  priority: number;
  /** Says the same in less room; taken before the section is left out. */
  shorter?: Markdown;
}

/**
 * Sections in their order, with blank lines between, in at most `maxBytes` of UTF-8. What does not fit is
 * shortened and then left out as a whole, never cut inside, and a last line says so.
 *
 * @param elsewhere where all of it can be read: a sentence, as Markdown
 */
export function fitSections(
  sections: readonly Section[],
  maxBytes: number,
  elsewhere: Markdown = '',
): Markdown {
  const kept: (Markdown | null)[] = sections.map(({ markdown }) => markdown);
  const sizes = kept.map((markdown) => bytes(markdown ?? '') + 2);
  let total = sizes.reduce((sum, size) => sum + size, 0);
  let left = 0;
  const change = (at: number, markdown: Markdown | null) => {
    if (markdown === null) left += 1;
    const size = markdown === null ? 0 : bytes(markdown) + 2;
    total += size - (sizes[at] ?? 0);
    sizes[at] = size;
    kept[at] = markdown;
  };
  const note = (many: number) =>
    `_${plural(many, 'section')} left out, because GitHub shows only so much text._ ${elsewhere}`.trimEnd();
  const room = maxBytes - bytes(note(sections.length)) - 2;
  const tooLong = () => total - 2 > (left > 0 ? room : maxBytes);

  for (const group of byPriority(sections)) {
    for (const at of group) {
      const shorter = sections[at]?.shorter;
      if (tooLong() && shorter !== undefined) change(at, shorter);
    }
    for (const at of group) if (tooLong()) change(at, null);
  }
  return [...kept.filter((markdown) => markdown !== null), ...(left > 0 ? [note(left)] : [])].join(
    '\n\n',
  );
}

/** Positions of sections, least important group first, and within a group from the end. */
function byPriority(sections: readonly Section[]): number[][] {
  const levels = [...new Set(sections.map(({ priority }) => priority))].sort((a, b) => a - b);
  return levels.map((level) =>
    sections.flatMap(({ priority }, at) => (priority === level ? [at] : [])).reverse(),
  );
}

/**
 * A comment that readers do not see and that tells Weir's own texts apart.
 *
 * @throws RangeError for a key with anything but lower-case letters, digits, `:` and `-`
 */
export function marker(key: string): Markdown {
  // Two hyphens would end the comment.
  if (!/^[a-z0-9:]+(-[a-z0-9:]+)*$/.test(key)) throw new RangeError(`not a marker key: ${key}`);
  return `<!-- weir:${key} -->`;
}

/** `1 file`, `1,200 files`; `many` where an s is not enough. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${String(n).replace(/\B(?=(\d{3})+$)/g, ',')} ${n === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`; of more than `most`, the first ones `and 3 more`. */
export function listWords(items: readonly string[], most = 5): string {
  const shown = items.length <= most ? items.slice(0, -1) : items.slice(0, most);
  const last = items.length <= most ? items.at(-1) : `${items.length - most} more`;
  if (last === undefined) return '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

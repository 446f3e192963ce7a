/** Writes a plan as YAML that people can read, with comments above and behind its keys. Byte-stable. Pure. */
import type { Path } from '../issue.ts';

/** Where comments go whose key is not in the plan. */
export const LATER = '(later)';

/** Comments by the place they belong to. */
export class Comments {
  readonly #above = new Map<string, string[]>();
  readonly #behind = new Map<string, string>();
  /** Places below which something is said. */
  readonly #around = new Set<string>();

  above(path: Path, ...lines: string[]): void {
    const key = this.#keyOf(path);
    this.#above.set(key, [...(this.#above.get(key) ?? []), ...lines]);
  }

  behind(path: Path, line: string): void {
    this.#behind.set(this.#keyOf(path), line);
  }

  #keyOf(path: Path): string {
    for (let length = 0; length < path.length; length += 1) {
      this.#around.add(JSON.stringify(path.slice(0, length)));
    }
    return JSON.stringify(path);
  }

  /** Whether something is said about what stands below a place. */
  within(path: Path): boolean {
    return this.#around.has(JSON.stringify(path));
  }

  /** The comments of one place, ready to be written. */
  at(path: Path): { above: string[]; behind: string } {
    const key = JSON.stringify(path);
    const behind = this.#behind.get(key);
    return {
      above: (this.#above.get(key) ?? []).map(commentLine),
      behind: behind === undefined ? '' : ` ${commentLine(behind)}`,
    };
  }
}

const WIDTH = 100;

/** One line that cannot be anything but a comment. */
export function commentLine(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu, ' ')
    .trimEnd()
    .slice(0, 400)
    .toWellFormed();
  return `# ${plain}`.trimEnd();
}

/** A mapping of plain data as a YAML document; keys stand in their order. */
export function yamlText(root: Record<string, unknown>, comments: Comments): string {
  const parts = Object.entries(root).map(([key, value]) =>
    mappingLines({ [key]: value }, [], 0, comments),
  );
  const long = (at: number) => (parts[at]?.length ?? 0) > 1;
  return parts
    .map((lines, at) => `${at > 0 && (long(at) || long(at - 1)) ? '\n' : ''}${lines.join('\n')}\n`)
    .join('');
}

function mappingLines(value: object, path: Path, indent: number, comments: Comments): string[] {
  const pad = ' '.repeat(indent);
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...path, key];
    const { above, behind } = comments.at(here);
    const head = `${pad}${scalar(key)}:`;
    return [
      ...above.map((line) => pad + line),
      ...entryLines(head, child, here, indent, behind, comments),
    ];
  });
}

function entryLines(
  head: string,
  child: unknown,
  path: Path,
  indent: number,
  behind: string,
  comments: Comments,
): string[] {
  const whole = indent === 0 && !Array.isArray(child) && typeof child === 'object';
  const flow = whole || comments.within(path) ? null : inFlow(child);
  if (flow !== null && head.length + flow.length < WIDTH) return [`${head} ${flow}${behind}`];
  if (Array.isArray(child)) {
    return [
      head + behind,
      ...child.flatMap((item, at) => itemLines(item, [...path, at], indent + 2, comments)),
    ];
  }
  if (child !== null && typeof child === 'object') {
    return [head + behind, ...mappingLines(child, path, indent + 2, comments)];
  }
  if (isBlock(child)) {
    const pad = ' '.repeat(indent + 2);
    return [
      `${head} |-${behind}`,
      ...child.split('\n').map((row) => (row === '' ? '' : pad + row)),
    ];
  }
  return [`${head} ${scalar(child)}${behind}`];
}

/** Whether a text of several lines, such as code, can stand as it is. */
function isBlock(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.includes('\n') &&
    !UNPRINTED.test(value) &&
    /^\S/.test(value) &&
    /\S$/.test(value) &&
    value.split('\n').every((row) => row === row.trimEnd())
  );
}

function itemLines(item: unknown, path: Path, indent: number, comments: Comments): string[] {
  const pad = ' '.repeat(indent);
  const { above, behind } = comments.at(path);
  const before = above.map((line) => pad + line);
  const flow =
    typeof item !== 'object' ? scalar(item) : comments.within(path) ? null : inFlow(item);
  if (flow !== null && indent + 2 + flow.length < WIDTH)
    return [...before, `${pad}- ${flow}${behind}`];
  if (item === null || typeof item !== 'object')
    return [...before, `${pad}- ${scalar(item)}${behind}`];
  const [first = '', ...rest] = mappingLines(item, path, indent + 2, comments);
  return [...before, `${pad}- ${first.trimStart()}${behind}`, ...rest];
}

/** Lists of names and small mappings on one line; null for everything else. */
function inFlow(value: unknown): string | null {
  if (Array.isArray(value)) {
    const short = value.every(
      (item) => typeof item === 'string' && /^[\w@./*{},-]{1,60}$/.test(item),
    );
    return short ? `[${value.map(flowScalar).join(', ')}]` : null;
  }
  if (value === null || typeof value !== 'object') return null;
  const parts = Object.entries(value).map(([key, child]) => {
    if (isBlock(child)) return null;
    const inner = typeof child === 'object' ? inFlow(child) : flowScalar(child);
    return inner === null ? null : `${flowScalar(key)}: ${inner}`;
  });
  if (parts.length === 0) return '{}';
  const text = `{ ${parts.join(', ')} }`;
  return parts.includes(null) || parts.length > 4 || text.length > WIDTH - 10 ? null : text;
}

/** Words that some reader of YAML takes for something else than text. */
const SPECIAL = /^(?:null|true|false|yes|no|on|off|y|n|nan|inf)$/i;

/** What ends a text that stands without quotes, and characters that YAML does not take as they are. */
const UNSAFE = /:(?:\s|$)|\s$|[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/;

/** Characters that no text in YAML has as they are, but for the end of a line. */
const UNPRINTED = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/;

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const plain =
    /^[A-Za-z(][^\x00-\x1f"\\#]*$/.test(value) && !UNSAFE.test(value) && !SPECIAL.test(value);
  return plain ? value : quotedText(value);
}

/** As above, for places where brackets, braces and commas end a text. */
function flowScalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /[[\]{},]|^\(/.test(value) ? quotedText(value) : scalar(value);
}

/** In double quotes every character can be written. */
function quotedText(value: string): string {
  return JSON.stringify(value.toWellFormed()).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

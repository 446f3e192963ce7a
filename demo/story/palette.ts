/** Colours and marks for the terminal. Everything from elsewhere passes through {@link printable} first. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  unsure(text: string): string;
}

const plain = (text: string) => text;
const sgr = (on: number, off: number) => (text: string) => `\x1b[${on}m${text}\x1b[${off}m`;

/** Colours where the terminal shows them, plain text elsewhere. */
export function palette(coloured: boolean): Palette {
  return coloured
    ? {
        bold: sgr(1, 22),
        dim: sgr(2, 22),
        good: sgr(32, 39),
        bad: sgr(31, 39),
        unsure: sgr(33, 39),
      }
    : { bold: plain, dim: plain, good: plain, bad: plain, unsure: plain };
}

/** ✔ passes, ✖ fails, ? cannot be told or is still open; `neutral` passes with something to read. */
export function mark(conclusion: string | null, colours: Palette): string {
  switch (conclusion) {
    case 'success':
      return colours.good('✔');
    case 'neutral':
      return colours.unsure('!');
    case 'failure':
      return colours.bad('✖');
    default:
      return colours.unsure('?');
  }
}

/**
 * Text that cannot steer the terminal: control characters, escape sequences and marks that turn the reading
 * direction are written out. Line breaks stay; the empty character that keeps mentions apart goes.
 */
export function printable(text: string): string {
  return text
    .replaceAll('\u200b', '')
    .replaceAll('\t', '  ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16);
      return `\\u{${code}}`;
    });
}

/** Rows as columns, two spaces apart; the first row says how many there are. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => visibleLength(row[at] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - visibleLength(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** Breaks text at spaces, so that lines have at most `width` characters where a word allows it. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (current !== '' && visibleLength(longer) > width) {
        lines.push(current);
        current = word;
      } else current = longer;
    }
    return [...lines, current].map((each) => each.trimEnd());
  });
}

/** Characters that a text takes on the screen, colours not counted. */
export function visibleLength(text: string): number {
  return [...text.replace(/\x1b\[\d+m/g, '')].length;
}

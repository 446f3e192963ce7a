/**
 * Characters that nobody sees: those that could move the cursor of a terminal, and those that hide or turn around what
 * stands beside them. Names, messages and files from outside may hold them. Pure.
 */

const UNSEEN = /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The text on one line, as many characters long, with `instead` for each that is unseen. */
export function seenOnOneLine(
  text: string,
  instead: string | ((unseen: string) => string),
): string {
  return text.replace(UNSEEN, (unseen) =>
    typeof instead === 'string' ? instead : instead(unseen),
  );
}

/** The same for a text of several lines: they stay lines. */
export function seenOnLines(text: string, instead: string): string {
  return seenOnOneLine(text, (unseen) => (unseen === '\n' ? unseen : instead));
}

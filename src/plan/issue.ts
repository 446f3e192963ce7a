/** A problem before it has a line and a column. */
import { seenOnOneLine } from '../unseen-characters.ts';

/** Keys and indexes from the document's root. */
export type Path = readonly (string | number)[];

export interface Issue {
  level: 'error' | 'warning';
  /** Dotted in what users see; empty for the document. */
  path?: Path;
  /** Point at the key, for what is wrong with a name or missing below it; at the value by default. */
  at?: 'key' | 'value';
  /** Offset in the text, where the path does not say it. */
  offset?: number;
  message: string;
}

/** A name from the file as it appears in a message: quoted, on one line, and not endless. */
export function quote(name: string): string {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  // JSON leaves bidirectional and zero-width marks as they are; shown raw they could disguise a name.
  return seenOnOneLine(
    JSON.stringify(shown),
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A path as users see it. */
export function dotted(path: Path): string {
  const text = path.join('.');
  return /^[\w./@-]{0,300}$/.test(text) ? text : quote(text);
}

/** Signs, colours and names as every part of a forecast in the terminal shows them. */
import { plain } from '../markdown.ts';
import type { Outcome } from './meetings.ts';
import type { Base, Head } from './report.ts';
import type { View } from './view.ts';
import { aliasOf, isHead } from './view.ts';

export interface TerminalLook {
  /** ANSI colours. */
  color: boolean;
  /** Columns; longer lines lose the end of their names. */
  width: number;
}

export const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;
export type Style = keyof typeof STYLES;

export const SIGNS: Readonly<Record<Outcome, readonly [string, Style]>> = {
  conflict: ['✖', 'red'],
  undetermined: ['?', 'yellow'],
  warning: ['!', 'yellow'],
  waiting: ['…', 'yellow'],
  note: ['i', 'dim'],
  clean: ['✔', 'green'],
};

export const NAME_POINTS = 60;

export type Paint = (style: Style, s: string) => string;

/** Ref, number, workstream; as much as there is room for. */
export function label(view: View, side: Head | Base, room: number): string {
  const alias = aliasOf(view, side);
  return plain(alias === null ? numbered(side) : `${numbered(side)} [${alias}]`, room);
}

export function numbered(side: Head | Base): string {
  return isHead(side) && side.pullRequest ? `${side.ref} #${side.pullRequest.number}` : side.ref;
}

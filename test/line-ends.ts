/** Texts of which the last line has no end. */
import fc from 'fast-check';

/** Whether the last line has an end (`+`), for three versions of a text. */
export const ENDS = fc.constantFrom('+++', '+++', '+++', '+++', '---', '-++', '+--', '++-', '+-+');

/** @param end one of `ENDS` */
export function asText(lines: readonly string[], end: string | undefined): string {
  const text = lines.map((line) => `${line}\n`).join('');
  return end === '+' ? text : text.slice(0, -1);
}

/** Words that say that a task may be left undone. Pure. */

/** `(optional)`, `[OPTIONAL]`, `optional: …`. */
export function isOptional(text: string): boolean {
  return /[([]\s*optional\s*[)\]]/i.test(text) || /^\s*optional\s*:/i.test(text);
}

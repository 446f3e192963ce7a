/** What the doctor found out about one thing. `unknown`: it could not be told. */
export interface Finding {
  state: 'good' | 'wrong' | 'unknown';
  /** What was looked at, in one or two words. */
  about: string;
  /** What was found and, unless all is well, what to do. */
  words: string;
}

export const good = (about: string, words: string): Finding => ({ state: 'good', about, words });
export const wrong = (about: string, words: string): Finding => ({ state: 'wrong', about, words });
export const unknown = (about: string, words: string): Finding => ({
  state: 'unknown',
  about,
  words,
});

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Signs with their words: what a colour says is said in letters, too. */
import { html } from 'hono/html';
import type { Outcome } from '../../integration/meetings.ts';
import type { Html } from './html.ts';

export interface Mark {
  /** Class of the style sheet. Only what is known to be fine is `good`. */
  look: 'good' | 'bad' | 'unsure' | 'calm';
  sign: string;
  word: string;
}

export const MARKS: Readonly<Record<Outcome | 'draft', Mark>> = {
  conflict: { look: 'bad', sign: '✖', word: 'Conflict' },
  undetermined: { look: 'unsure', sign: '?', word: 'Unknown' },
  warning: { look: 'unsure', sign: '!', word: 'Warning' },
  waiting: { look: 'unsure', sign: '…', word: 'Waits' },
  note: { look: 'calm', sign: 'i', word: 'Note' },
  clean: { look: 'good', sign: '✔', word: 'Clean' },
  draft: { look: 'calm', sign: '✎', word: 'Draft' },
};

export const REGRESSION: Mark = { look: 'bad', sign: '✖', word: 'Regression' };

/** The sign alone, for words beside it that say the same. */
export function sign({ look, sign }: Mark): Html {
  return html`<span class="mark ${look}" aria-hidden="true">${sign}</span>`;
}

export function mark({ look, sign, word }: Mark): Html {
  return html`<span class="mark ${look}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

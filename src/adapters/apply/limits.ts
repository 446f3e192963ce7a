/** What GitHub accepts at most. Renderers keep to budgets, so a breach here is a bug and not bad input. */
import type { CheckOutput, Effect } from '../../effects.ts';

export const CHECK_TEXT_BYTES = 65_535;
/** Of a comment and of an issue. */
export const COMMENT_CHARACTERS = 65_536;
export const ANNOTATIONS_PER_REQUEST = 50;

/** The output as GitHub takes it. */
export function shown({ footnote, ...output }: CheckOutput): Omit<CheckOutput, 'footnote'> {
  return footnote ? { ...output, summary: `${output.summary}\n\n${footnote}` } : output;
}

/** @throws RangeError naming the part that is too long */
export function checkLimits(effect: Effect): void {
  const limit = (what: string, size: number, most: number) => {
    if (size > most) {
      throw new RangeError(
        `${what} of a ${effect.kind} has ${size}; GitHub takes at most ${most}. This is a bug in Weir; please report it.`,
      );
    }
  };
  const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
  switch (effect.kind) {
    case 'check-run':
      limit('summary in bytes', bytes(shown(effect.output).summary), CHECK_TEXT_BYTES);
      limit('text in bytes', bytes(effect.output.text ?? ''), CHECK_TEXT_BYTES);
      limit('number of buttons', effect.buttons.length, 3);
      for (const { label, description, identifier } of effect.buttons) {
        limit('button label in characters', label.length, 20);
        limit('button description in characters', description.length, 40);
        limit('button identifier in characters', identifier.length, 20);
      }
      for (const { title, message } of effect.annotations) {
        limit('annotation title in characters', title.length, 255);
        limit('annotation message in bytes', bytes(message), 65_536);
      }
      return;
    case 'check-started':
      limit('summary in bytes', bytes(effect.summary), CHECK_TEXT_BYTES);
      return;
    case 'comment':
      limit('body in characters', effect.body.length, COMMENT_CHARACTERS);
      return;
    case 'issue':
      limit('title in characters', effect.title.length, 256);
      limit('body in characters', effect.body.length, COMMENT_CHARACTERS);
      for (const label of effect.labels) limit('label in characters', label.length, 50);
      return;
    case 'pull-request':
      limit('title in characters', effect.title.length, 256);
      limit('body in characters', effect.body.length, COMMENT_CHARACTERS);
      return;
    case 'dispatch':
      // https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event
      limit('event in characters', effect.event.length, 100);
      limit('number of top-level fields', Object.keys(effect.payload).length, 10);
      limit('payload in bytes', bytes(JSON.stringify(effect.payload)), 65_535);
      return;
    case 'reaction':
      return;
  }
}

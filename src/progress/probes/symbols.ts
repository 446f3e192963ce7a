/** `symbols`: so many variants, methods or definitions in the source of the target. */
import { answered, unknown } from '../answers.ts';
import { countedWords, countSymbols } from '../counted-symbols.ts';
import type { ProbeKind } from '../probe.ts';

export const symbols: ProbeKind<'symbols'> = {
  kind: 'symbols',
  summary:
    'The source of the target has at least so many variants of a public enum, methods of a public trait or interface, or definitions with a name (`*` stands for anything). Rust, TypeScript, JavaScript, Python, Go and Java are read, by their syntax.',
  example: '{ symbols: { path: "crates/kernel/**", enum: KernelEvent, at_least: 8 } }',
  unknown: 'too few are found, and files that match could not be read or parsed',
  gitOnly: true,
  proof: (spec) => `at least ${spec.at_least} ${countedWords(spec)}`,
  wants: ({ path }) => ({ symbols: [path] }),
  answer(spec, given) {
    const { ref, tree } = given.target;
    const found = countSymbols(spec, tree, given);
    if (found.state === 'unread') return unknown(`${ref} could not be read: ${found.reason}.`);
    const { count, what, evidence, unread, anyFile } = found;
    const value = { value: count, unit: '' };
    if (count >= spec.at_least) return answered('yes', `There are ${what}.`, evidence, value);
    if (unread.length > 0) {
      const more = unread.length > 1 ? ` and ${unread.length - 1} more` : '';
      return {
        ...unknown(
          `There are ${what}, but ${unread[0]}${more} could not be read as source. Mend or split the file, or narrow the path.`,
          evidence,
        ),
        value,
      };
    }
    const none = anyFile ? '' : ` No source file of ${ref} matches ${spec.path}.`;
    return answered(
      'no',
      `There are ${what}; ${spec.at_least} ${spec.at_least === 1 ? 'is' : 'are'} wanted.${none}`,
      evidence,
      value,
    );
  },
};

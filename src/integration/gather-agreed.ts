/** Reads the signatures that the plan's contracts agree on, as the code that they are. */
import { agreedKey } from '../contract-signature.ts';
import type { Plan } from '../plan/schema.ts';
import type { Survey } from '../ports.ts';
import { languageOf, type SymbolReading } from '../symbols.ts';

/** One ending for each language; a glob that names none may be any of them. */
const ENDINGS = ['rs', 'ts', 'js', 'py', 'go', 'java'];

/** By `agreedKey`, for each language that the files of a contract can be in. */
export async function readAgreed(
  contracts: Plan['contracts'],
  survey: Pick<Survey, 'written'>,
): Promise<Map<string, SymbolReading>> {
  const texts = contracts.flatMap(({ path, symbol, signature }) => {
    if (symbol === undefined || signature === undefined) return [];
    const endings = languageOf(path) === null ? ENDINGS : [path.slice(path.lastIndexOf('.') + 1)];
    return endings.map((ending) => ({ path: `contract.${ending}`, text: signature }));
  });
  const read = await survey.written(texts);
  return new Map(
    texts.map(({ path, text }, at) => [
      agreedKey(path, text),
      read[at] ?? { state: 'left-out', reason: 'missing' },
    ]),
  );
}

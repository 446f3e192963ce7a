/** Shared interfaces that the target declares, but not as the plan agreed on. */
import {
  agreedKey,
  compareSignature,
  differenceWords,
  type SignatureDifference,
} from '../../contract-signature.ts';
import { listWords } from '../../markdown.ts';
import { anyGlob } from '../../plan/glob.ts';
import type { Plan } from '../../plan/schema.ts';
import { languageOf, type SymbolReading } from '../../symbols.ts';
import type { FileFault } from '../faults.ts';
import type { Given, TreeSeen } from '../probe.ts';

/** What of the plan's declarations is to be read, each once as a file of the languages it stands for. */
export function agreedTexts(
  { contracts }: Pick<Plan, 'contracts'>,
  { files }: Pick<TreeSeen, 'files'>,
): { key: string; path: string; text: string }[] {
  const all = contracts.flatMap(({ path, symbol, signature }) => {
    if (symbol === undefined || signature === undefined) return [];
    return filesOf({ files }, path).map((file) => {
      const ending = file.slice(file.lastIndexOf('.') + 1);
      return { key: agreedKey(file, signature), path: `contract.${ending}`, text: signature };
    });
  });
  return [...new Map(all.map((one) => [one.key, one])).values()];
}

/** Files in a language that can be read. */
function filesOf({ files }: Pick<TreeSeen, 'files'>, glob: string): string[] {
  return [...(files?.keys() ?? [])]
    .filter(anyGlob([glob]))
    .filter((file) => languageOf(file) !== null);
}

export function changedContracts(tree: TreeSeen, plan: Plan, agreed: Given['agreed']): FileFault[] {
  return plan.contracts.flatMap(({ path, symbol, signature }): FileFault[] => {
    if (symbol === undefined || signature === undefined || tree.files === null) return [];
    const there = filesOf(tree, path);
    const missing: SymbolReading = { state: 'left-out', reason: 'missing' };
    const answers = there.map((file) => ({
      file,
      answer: compareSignature(
        symbol,
        agreed.get(agreedKey(file, signature)) ?? missing,
        tree.symbols.get(file) ?? missing,
      ),
    }));
    // That nothing declares it is said elsewhere; one file that has it as agreed is enough.
    if (answers.some(({ answer }) => answer.state === 'same')) return [];
    if (there.length === 0 && [...tree.files.keys()].some(anyGlob([path]))) {
      const what = `Whether ${symbol} in ${path} still has the signature that the plan agreed on is not known: Weir does not read that language. Compare them yourself, or take signature out of the plan.`;
      return [{ path: '', what }];
    }
    for (const { file, answer } of answers) {
      if (answer.state === 'different') return [different(symbol, file, answer)];
    }
    for (const { file, answer } of answers) {
      if (answer.state === 'unknown') return [unknown(symbol, file, answer)];
    }
    return [];
  });
}

function different(
  symbol: string,
  path: string,
  { line, differences }: { line: number; differences: readonly SignatureDifference[] },
): FileFault {
  const each = listWords(differences.map(differenceWords), 3);
  const what = `${symbol} in ${path} no longer has the signature that the plan agreed on: ${each}. Bring it back, or agree on it anew and change contracts in the plan.`;
  return { path, line, what };
}

function unknown(
  symbol: string,
  path: string,
  { what, reason }: { what: 'plan' | 'source'; reason: string },
): FileFault {
  const why =
    what === 'plan'
      ? `the signature in the plan cannot be read (${words(reason)}). Write the declaration there as it stands in the source`
      : `${path} cannot be read (${words(reason)}). Compare them yourself`;
  return {
    path,
    what: `Whether ${symbol} in ${path} still has the signature that the plan agreed on is not known: ${why}.`,
  };
}

/** `does-not-parse` as people say it. */
function words(reason: string): string {
  return reason.replaceAll('-', ' ');
}

/** From the interfaces that a document declares to contracts of the plan, with what a repository knows of them. Pure. */
import { type Draft, say } from './draft.ts';
import { quoted } from './phrases.ts';
import type { RepositoryKnowledge } from './repository.ts';
import { type Comments, LATER } from './yaml-text.ts';

type Data = Record<string, unknown>;

/**
 * The contracts whose file is known; the others stand as comments.
 *
 * @param settled files in which people have said that contracts are declared, by symbol
 */
export function contractsOf(
  draft: Draft,
  known: RepositoryKnowledge | null,
  settled: ReadonlyMap<string, string>,
  comments: Comments,
): Data[] {
  const found: Data[] = [];
  const pending: string[] = [];
  for (const { symbol, line, signature } of oneOfEach(draft)) {
    const agreed = signature === null ? {} : { signature };
    const places = known?.symbols.get(symbol) ?? [];
    const files = [...new Set(places.map(({ path }) => path))];
    const [only] = files;
    const settledPath = settled.get(symbol);
    if (settledPath !== undefined && files.length !== 1) {
      comments.above(['contracts', found.length] as never, `line ${line}`);
      found.push({ path: settledPath, symbol, ...agreed, owners: [] });
      continue;
    }
    if (only !== undefined && files.length === 1) {
      comments.above(
        ['contracts', found.length] as never,
        `line ${line}; declared on line ${places[0]?.line} of the file`,
      );
      found.push({ path: only, symbol, ...agreed, owners: [] });
      continue;
    }
    pending.push(...unfinished(symbol, line, signature));
    if (known === null) {
      say(
        draft,
        'gap',
        'contract-without-file',
        line,
        `The document does not say which file declares the contract ${quoted([symbol])}, so it stands as a comment. Add its path and owners under contracts, or import with --repo.`,
      );
    } else if (files.length === 0) {
      say(
        draft,
        'gap',
        'missing-in-repository',
        line,
        `The contract ${quoted([symbol])} is declared nowhere in ${known.at}. Declare it, or correct the name.`,
      );
    } else {
      say(
        draft,
        'gap',
        'contract-without-file',
        line,
        `The contract ${quoted([symbol])} is declared in ${files.length} files of ${known.at}: ${files.slice(0, 5).join(', ')}. Add the right one under contracts.`,
      );
    }
  }
  if (pending.length > 0) {
    const above = found.length > 0 ? ['contracts'] : [LATER];
    const below = found.length > 0 ? ', and put them below' : '';
    const next = `contracts: complete these and take away the "#"${below}`;
    comments.above(above, next, ...pending);
  }
  return found;
}

/** Each contract once, as it is declared first. */
function oneOfEach(draft: Draft): Draft['contracts'] {
  const known = new Map<string, Draft['contracts'][number]>();
  for (const one of draft.contracts) {
    const before = known.get(one.symbol);
    if (before === undefined || before.signature === null) known.set(one.symbol, one);
    else if (one.signature !== null && one.signature !== before.signature) {
      const message = `The contract ${quoted([one.symbol])} is declared here in another form than on line ${before.line}, which was taken. Keep one of them.`;
      say(draft, 'contradiction', 'two-contracts', one.line, message);
    }
  }
  return [...known.values()];
}

/** A contract as it stands in comments until somebody says where it is declared. */
function unfinished(symbol: string, line: number, signature: string | null): string[] {
  const code = signature?.split('\n').map((row) => `      ${row}`) ?? [];
  return [
    `  - path: PATH  (line ${line})`,
    `    symbol: ${symbol}`,
    '    owners: [ROLE]',
    ...(code.length > 0 ? ['    signature: |-', ...code] : []),
  ];
}

/** What one head does to the plan's contracts, and where its new lines rely on them. */
import { agreedKey, compareSignature, differenceWords } from '../../../contract-signature.ts';
import { anyGlob } from '../../../plan/glob.ts';
import type { Plan } from '../../../plan/schema.ts';
import type { SymbolFacts, SymbolReading } from '../../../symbols.ts';
import type { FileChange, FileVersion, HeadChange, InSteps } from '../../detector.ts';
import { newLines } from '../../new-lines.ts';
import { type Shape, shapeIn } from './shape.ts';

export type Contract = Plan['contracts'][number];

/** A contract that a head changes; null where it is not there. */
export interface Changed {
  /** Position in the plan. */
  contract: number;
  before: Shape | null;
  after: Shape | null;
  /** The signature that the plan agreed on; left out where it has none, or nothing can be told. */
  agreed?: {
    /** Whether the target has it; null where that cannot be told. */
    before: boolean | null;
    /** What the head has instead, in words; none where it has it. */
    after: string[];
  };
}

/** Signatures that the plan agreed on, read as code, by `agreedKey`. */
export type Agreed = ReadonlyMap<string, SymbolReading>;

/** New code that stands or falls with a contract. */
export interface Reliance {
  contract: number;
  how: 'implements' | 'chooses' | 'uses';
  /** The type that implements it, or the contract's own name. */
  what: string;
  /** The member that is named, where one is. */
  member: string | null;
  path: string;
  line: number;
}

export interface ContractDigest {
  changed: Changed[];
  relies: Reliance[];
}

const MOST_RELIANCES = 200;

/** Null where no contract is touched or relied on. */
export function* digestOf(
  { files }: HeadChange,
  contracts: readonly Contract[],
  agreed: Agreed,
): InSteps<ContractDigest | null> {
  const changed: ContractDigest['changed'] = [];
  for (const [at, one] of contracts.entries()) {
    for (const change of changeOf(files, one, at))
      changed.push({ ...change, ...agreement(files, one, change, agreed) });
    yield;
  }
  const relies = (yield* reliances(files, contracts)).slice(0, MOST_RELIANCES);
  return changed.length + relies.length > 0 ? { changed, relies } : null;
}

function changeOf(files: readonly FileChange[], own: Contract, contract: number): Changed[] {
  const matches = anyGlob([own.path]);
  const there = files.filter(({ path }) => matches(path));
  // Without a symbol each file is a contract of its own.
  if (own.symbol === undefined) {
    return there.flatMap((file) => compared(contract, [file], undefined));
  }
  return compared(contract, there, own.symbol);
}

/** Whether a contract is what the plan agreed on, before and after. */
function agreement(
  files: readonly FileChange[],
  { symbol, signature }: Contract,
  { before, after }: Changed,
  agreed: Agreed,
): Pick<Changed, 'agreed'> {
  if (symbol === undefined || signature === undefined || !after) return {};
  const answer = (shape: Shape | null, pick: (file: FileChange) => FileVersion | null) => {
    const file = files.find(({ path }) => path === shape?.path);
    const version = file && pick(file);
    const reading = version?.state === 'text' ? version.symbols : undefined;
    const plan = shape && agreed.get(agreedKey(shape.path, signature));
    return reading && plan ? compareSignature(symbol, plan, reading) : null;
  };
  const now = answer(after, (file) => file.after);
  if (now?.state !== 'same' && now?.state !== 'different') return {};
  const was = answer(before, (file) => file.before);
  const isSame = was?.state === 'same' ? true : was?.state === 'different' ? false : null;
  return {
    agreed: {
      before: isSame,
      after: now.state === 'same' ? [] : now.differences.map(differenceWords),
    },
  };
}

function compared(
  contract: number,
  files: readonly FileChange[],
  symbol: string | undefined,
): Changed[] {
  const shapes = (pick: (file: FileChange) => FileVersion | null) =>
    files.flatMap((file) => shapeIn(file.path, pick(file), symbol) ?? []);
  const [old, now] = [shapes(({ before }) => before), shapes(({ after }) => after)];
  // What could not be read is neither changed nor gone; it is counted as left out.
  if ([...old, ...now].includes('unknown')) return [];
  const [olds, nows] = [old as Shape[], now as Shape[]];
  // Where several files have it, the one that both versions have is meant.
  const both = olds.find(({ path }) => nows.some((one) => one.path === path));
  const before = both ?? olds[0] ?? null;
  const after = nows.find(({ path }) => path === both?.path) ?? nows[0] ?? null;
  const isSame = before?.text === after?.text && before?.path === after?.path;
  return isSame ? [] : [{ contract, before, after }];
}

function* reliances(
  files: readonly FileChange[],
  contracts: readonly Contract[],
): InSteps<Reliance[]> {
  const symbols = contracts.flatMap(({ symbol }, contract) =>
    symbol === undefined ? [] : [{ name: lastPart(symbol), contract }],
  );
  const relevant = files.filter(
    ({ after }) => after?.state === 'text' && symbols.some(({ name }) => after.text.includes(name)),
  );
  const fresh = yield* newLines(relevant);
  const found: Reliance[] = [];
  for (const { path, after } of relevant) {
    if (after?.symbols?.state !== 'read') continue;
    const { facts } = after.symbols;
    const isNew = ({ line }: { line: number }) => fresh.get(path)?.has(line) === true;
    for (const { name, contract } of symbols) {
      // A definition of its own under this name is another symbol.
      if (facts.definitions.some((one) => one.name === name)) continue;
      const relied = reliesOn(facts, name).filter(isNew);
      found.push(...relied.map((one) => ({ contract, path, ...one })));
    }
    yield;
  }
  return found;
}

function reliesOn(facts: SymbolFacts, name: string): Omit<Reliance, 'contract' | 'path'>[] {
  const implemented = facts.implementations
    .filter(({ of }) => lastPart(of) === name)
    .map(({ type, line }) => ({ how: 'implements' as const, what: type, member: null, line }));
  const chosen = facts.choices
    .filter(({ of, open }) => of !== null && lastPart(of) === name && !open)
    .map(({ line }) => ({ how: 'chooses' as const, what: name, member: null, line }));
  const isOn = (written: string | null) => written !== null && lastPart(written) === name;
  const used = facts.uses
    .filter((one) => one.name === name || isOn(one.on) || isOn(one.owner))
    .map((one) => ({
      how: 'uses' as const,
      what: name,
      member: one.name === name ? null : one.name,
      line: one.line,
    }));
  return [...implemented, ...chosen, ...used];
}

/** `Event` of `crate::Event` and `types.Event`, without type arguments. */
export function lastPart(name: string): string {
  const bare = name.replace(/<.*$/s, '');
  return bare.slice(
    Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(':'), bare.lastIndexOf('/')) + 1,
  );
}

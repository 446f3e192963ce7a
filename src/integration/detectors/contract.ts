/**
 * Shared interfaces that the plan names (`contracts`): one head changes or loses one, two heads pull it apart, or new
 * code of one head stands on what the other changes.
 */
import { listWords } from '../../markdown.ts';
import { anyGlob } from '../../plan/glob.ts';
import { languageOf } from '../../symbols.ts';
import type { Detected, FileDetector, Given, PairFacts, PairSide } from '../detector.ts';
import type { Place } from '../report.ts';
import {
  type Agreed,
  type Changed,
  type Contract,
  type ContractDigest,
  digestOf,
  type Reliance,
} from './contract/changes.ts';
import { type Difference, difference, isAdditive, type Shape, shapeIn } from './contract/shape.ts';

/** The detector for the contracts of one plan. */
export function contractDetector(
  contracts: readonly Contract[],
  agreed: Agreed = new Map(),
): FileDetector<ContractDigest> {
  const isContract = anyGlob(contracts.map(({ path }) => path));
  const named = contracts.some(({ symbol }) => symbol !== undefined);
  return {
    kind: 'files',
    name: 'contract',
    version: `5 ${fingerprint(JSON.stringify(contracts))}`,
    symbols: true,
    summary:
      'Shared interfaces that the plan names under `contracts`: lost, changed, or pulled apart by two heads. The owners of a contract must approve whatever changes it (`Weir / approvals`).',
    rules: [
      { finds: 'A head that removes a contract, or moves it away from its path', confidence: 0.95 },
      {
        finds:
          'A head that changes a contract: who owns it, and whether it then is what the plan agreed on (a note)',
        confidence: 1,
      },
      {
        finds:
          'Two heads that change one contract differently, so that together it is a third thing',
        confidence: 0.9,
      },
      { finds: 'The same where both only add to it, each something else', confidence: 0.4 },
      {
        finds: 'A contract that each head has and that is gone once both have landed',
        confidence: 0.95,
      },
      {
        finds:
          'New code that implements a contract, or chooses among all its cases, while the other head changes what it must have',
        confidence: 0.85,
      },
      {
        finds:
          'New code that names a member of a contract which the other head takes away or changes',
        confidence: 0.85,
      },
      {
        finds:
          'New code that uses a contract without members, such as a function, whose declaration changes',
        confidence: 0.6,
      },
    ],
    reads: (path) => isContract(path) || (named && languageOf(path) !== null),
    digest: (change) => digestOf(change, contracts, agreed),
    alone: (head, { changed }) => changed.map((one) => byItself(head, one, contracts)),
    concerns: () => ({
      words: contracts.flatMap(({ symbol }) => symbol ?? []),
      paths: contracts.map(({ path }) => path),
    }),
    wants(a, b) {
      const both = shared(a, b).flatMap(([one, other]) => pathsOf(one, other));
      const meets = relying(a, b).length + relying(b, a).length > 0;
      if (both.length === 0) return meets ? {} : null;
      return { merged: { paths: [...new Set(both)], names: [] } };
    },
    detect: (pair, a, b, given) => [
      ...shared(a, b).flatMap((both) => apart(pair, both, contracts, given)),
      ...relying(a, b).flatMap((one) => affected(pair.a, pair.b, one, contracts)),
      ...relying(b, a).flatMap((one) => affected(pair.b, pair.a, one, contracts)),
    ],
  };
}

function byItself(head: PairSide, one: Changed, contracts: readonly Contract[]): Detected {
  const { before, after } = one;
  const contract = contracts[one.contract] as Contract;
  const { owners, path } = contract;
  const who = whoOwns(contract);
  const name = nameOf(one, contracts);
  if (!after) {
    return {
      confidence: 0.95,
      message: `${head.ref} removes the contract ${name}`,
      suggestion: `Keep it under \`${path}\`, or change \`contracts\` in the plan in the same pull request, with the consent of ${who}.`,
      places: placeOf(head, before),
    };
  }
  const what = before ? inWords(difference(before, after)) : 'it is new here';
  const moved = before && before.path !== after.path ? ` It moves from ${before.path}.` : '';
  return {
    confidence: 1,
    note: true,
    message: `${head.ref} changes the contract ${name}: ${what}.${moved}${againstPlan(one)}`,
    suggestion:
      owners.length === 0
        ? 'The plan names no owners of it, so nobody has to approve this. Whoever implements it should know.'
        : `${who} must approve this, and whoever implements it should know.`,
    places: placeOf(head, after),
  };
}

/** What the change means for the signature that the plan agreed on. */
function againstPlan({ agreed }: Changed): string {
  if (!agreed) return '';
  if (agreed.after.length > 0) {
    const still = agreed.before === false ? 'still not' : 'not';
    return ` It is ${still} the signature that the plan agreed on: ${listWords(agreed.after, 3)}.`;
  }
  return agreed.before === false ? ' Now it is the signature that the plan agreed on.' : '';
}

/** Contracts that both change, and not to the same end. */
function shared(a: ContractDigest, b: ContractDigest): [Changed, Changed][] {
  return a.changed.flatMap((one) =>
    b.changed
      .filter(
        (other) =>
          other.contract === one.contract &&
          pathsOf(one).some((path) => pathsOf(other).includes(path)) &&
          other.after?.text !== one.after?.text,
      )
      .map((other): [Changed, Changed] => [one, other]),
  );
}

function apart(
  { a, b }: PairFacts,
  [one, other]: [Changed, Changed],
  contracts: readonly Contract[],
  { merged }: Given,
): Detected[] {
  const contract = contracts[one.contract] as Contract;
  const name = nameOf(one, contracts);
  const who = whoOwns(contract);
  const places = [...placeOf(a, one.after), ...placeOf(b, other.after)];
  const found = (confidence: number, message: string): Detected[] => [
    {
      confidence,
      message,
      suggestion: `Agree on one form with ${who} before either lands; whoever lands second takes it over.`,
      places,
    },
  ];
  if (!merged) {
    return found(0.9, `Both change the contract ${name}, and the two do not merge`);
  }
  const together = pathsOf(one, other).flatMap(
    (path) => shapeIn(path, merged.get(path) ?? null, contract.symbol) ?? [],
  );
  if (together.includes('unknown')) return [];
  const [whole] = together as Shape[];
  if (!whole) {
    const isGone = one.after !== null && other.after !== null;
    return isGone ? found(0.95, `The contract ${name} is gone once both have landed`) : [];
  }
  // One of the two contains what the other does.
  if (whole.text === one.after?.text || whole.text === other.after?.text) return [];
  const of = ({ before, after }: Changed) => (before && after ? difference(before, after) : null);
  const [mine, theirs] = [of(one), of(other)];
  const told = `${a.ref}: ${inWords(mine)}; ${b.ref}: ${inWords(theirs)}`;
  return isAdditive(mine) && isAdditive(theirs)
    ? found(0.4, `Both extend the contract ${name} (${told})`)
    : found(0.9, `Both change the contract ${name}, and together it is neither (${told})`);
}

/** Contracts that the first changes and new code of the second stands on. */
function relying(
  changer: ContractDigest,
  user: ContractDigest,
): { change: Changed; relies: Reliance[] }[] {
  return changer.changed.flatMap((change) => {
    const { before, after } = change;
    if (!before || !after) return [];
    const parts = difference(before, after);
    if (parts === null && before.members !== null) return [];
    const touched = parts && [...parts.removed, ...parts.changed];
    // A member that nobody must give leaves those who implement it as they are.
    const binds =
      !touched?.length && parts ? parts.added.some((one) => after.required.includes(one)) : true;
    const isMet = ({ how, member }: Reliance) =>
      how === 'uses'
        ? touched === null || (member !== null && touched.includes(member))
        : how === 'chooses' || binds;
    const relies = user.relies.filter((one) => one.contract === change.contract && isMet(one));
    return relies.length > 0 ? [{ change, relies }] : [];
  });
}

function affected(
  changer: PairSide,
  user: PairSide,
  { change, relies }: { change: Changed; relies: Reliance[] },
  contracts: readonly Contract[],
): Detected[] {
  const { before, after } = change;
  const contract = contracts[change.contract] as Contract;
  const name = nameOf(change, contracts);
  const bound = relies.filter(({ how }) => how !== 'uses');
  const shown = bound.length > 0 ? bound : relies;
  const what = before && after ? inWords(difference(before, after)) : 'it changes';
  const members = [...new Set(relies.flatMap(({ member }) => member ?? []))];
  const lines = new Map(shown.map(({ path, line }) => [`${path}:${line}`, { path, line }]));
  const types = [...new Set(bound.flatMap((one) => (one.how === 'implements' ? [one.what] : [])))];
  const does =
    types.length > 0
      ? `newly implements it in ${listWords(types, 3)}`
      : bound.length > 0
        ? 'newly chooses among all its cases'
        : members.length > 0
          ? `newly uses ${listWords(members, 3)} of it`
          : 'newly uses it';
  return [
    {
      confidence: bound.length + members.length > 0 ? 0.85 : 0.6,
      message: `${changer.ref} changes the contract ${name} (${what}); ${user.ref} ${does}`,
      suggestion: `Whoever lands second follows the contract as it is then; ${whoOwns(contract)} can say which form it will have.`,
      places: [
        ...placeOf(changer, after),
        ...[...lines.values()].slice(0, 10).map((place) => ({ head: user.ref, ...place })),
      ],
    },
  ];
}

function placeOf({ ref }: PairSide, shape: Shape | null): Place[] {
  if (!shape) return [];
  const { path, line } = shape;
  return [line === null ? { head: ref, path } : { head: ref, path, line }];
}

function pathsOf(...changes: readonly Changed[]): string[] {
  return changes.flatMap(({ before, after }) => [before?.path ?? [], after?.path ?? []].flat());
}

function nameOf({ contract, before, after }: Changed, contracts: readonly Contract[]): string {
  const path = before?.path ?? after?.path ?? '';
  const { symbol } = contracts[contract] as Contract;
  return symbol === undefined ? path : `${symbol} (${path})`;
}

function inWords(parts: Difference | null): string {
  if (!parts) return 'its declaration changes';
  const { added, removed, changed } = parts;
  const lists = [
    ['adds', added],
    ['removes', removed],
    ['changes', changed],
  ] as const;
  return lists
    .flatMap(([verb, names]) => (names.length > 0 ? [`${verb} ${listWords(names, 4)}`] : []))
    .join(', ');
}

/** A short mark of a text, so that what is remembered for other contracts is not taken for these (FNV-1a, 32 bits, twice). */
function fingerprint(text: string): string {
  const hash = (seed: number) => {
    let sum = seed;
    for (let at = 0; at < text.length; at++) {
      sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0;
    }
    return sum.toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5) + hash(0x9747b28c);
}

/** Owners in words; a contract may have none yet. */
function whoOwns({ owners }: Contract): string {
  return owners.length === 0 ? 'those who use it' : listWords(owners, 3);
}

/**
 * What a file no longer asks of something it still has, in one head (`done.setTrue()` is `done.set(true)` now), and the
 * other newly asks there. Whose code it is does not matter: it may be a library's.
 */
import type { SymbolFacts, Use } from '../../../symbols.ts';
import type { ApiDigest, NewUse } from './changes.ts';
import { type Clash, firstOfEach, spot } from './clash.ts';
import { type Lookup, once } from './lookups.ts';

export interface Forgone {
  path: string;
  /** As `receiverOf`. */
  on: string;
  name: string;
  /** How often it was asked for. */
  times: number;
  /** What it is mostly asked for instead; null where the call is enough now. */
  instead: string | null;
  line: number;
}

/** Asked for once, it may have gone for another reason. */
const OFTEN = 2;
/** What is asked of the own type says less: it may be asked elsewhere now. */
const OFTEN_OF_ITSELF = 3;
const ITSELF = /^(self|this)$/;
/** Languages whose names say little about whom they ask. */
const WHOLE = /^(typescript|javascript|python)$/;

type Asked = Pick<Use, 'how' | 'on' | 'owner' | 'hint' | 'root' | 'name'>;

/** What a member is asked of, in words: a name, or the call of a type (`Dir::new()` is `Dir new`); else null. */
function receiverOf({ how, on, owner, hint, root, name }: Asked): string | null {
  // Fields of `pkg.Type{…}` are given, not asked.
  if (how !== 'member' || name.startsWith('@') || (owner !== null && on?.endsWith(`.${owner}`)))
    return null;
  return on ?? (root && hint ? `${root} ${hint}` : null);
}

/** The call that is a receiver itself, named like one. */
const callOf = ({ how, on, owner, name, args }: Use): string | null =>
  how === 'path' && args !== null ? `${owner ?? on} ${name}` : null;

const keyOf = (on: string, name: string) => `${on}\0${name}`;

/** @param isNew of a line, whether the head wrote it */
export function forgone(
  path: string,
  before: SymbolFacts,
  after: SymbolFacts,
  isNew: (line: number) => boolean,
): Forgone[] {
  const old = new Map<string, { on: string; name: string; times: number }>();
  for (const use of before.uses) {
    const on = receiverOf(use);
    if (on === null || use.name.length < 3) continue;
    const key = keyOf(on, use.name);
    const known = old.get(key) ?? { on, name: use.name, times: 0 };
    old.set(key, { ...known, times: known.times + 1 });
  }
  const still = new Set<string>();
  const fresh: { on: string; instead: string | null; line: number }[] = [];
  for (const use of after.uses) {
    const { name, line } = use;
    const [on, call] = [receiverOf(use), callOf(use)];
    if (on !== null) still.add(keyOf(on, name));
    if (!isNew(line)) continue;
    if (on !== null && !old.has(keyOf(on, name))) fresh.push({ on, instead: name, line });
    if (call !== null) fresh.push({ on: call, instead: null, line });
  }
  const instead = new Map(
    [...Map.groupBy(fresh, ({ on }) => on)].map(([on, all]) => [on, most(all)]),
  );
  const own = new Set(after.definitions.map(({ name }) => name));
  return [...old.values()].flatMap(({ on, name, times }): Forgone[] => {
    const other = instead.get(on);
    const least = ITSELF.test(on) ? OFTEN_OF_ITSELF : OFTEN;
    if (!other || times < least || still.has(keyOf(on, name)) || own.has(name)) return [];
    return [{ path, on, name, times, instead: other.instead, line: other.line }];
  });
}

/** The first of those that are most often the same. */
function most<T extends { instead: string | null }>(all: readonly T[]): T | undefined {
  const groups = [...Map.groupBy(all, ({ instead }) => instead ?? '').values()];
  return groups.toSorted((x, y) => y.length - x.length)[0]?.[0];
}

/** `done.setTrue`, `Dir::new().unwrap`. */
const inWords = (on: string, name: string) =>
  `${on.includes(' ') ? `${on.replace(' ', '::')}()` : on}.${name}`;

/** What new lines ask, by path, receiver and name. */
const asked: Lookup<Map<string, NewUse[]>> = once(({ uses }) =>
  Map.groupBy(uses, (use) => `${use.path}\0${keyOf(receiverOf(use) ?? '', use.name)}`),
);

export function forgoneAndAsked(a: ApiDigest, b: ApiDigest): Clash[] {
  return firstOfEach(
    a.forgone.flatMap(({ path, on, name, times, instead, line }): Clash[] => {
      const [use] = asked(b).get(`${path}\0${keyOf(on, name)}`) ?? [];
      if (!use) return [];
      const what = inWords(on, name);
      const now = instead === null ? what.slice(0, -name.length - 1) : inWords(on, instead);
      return [
        {
          name,
          does: `has ${now} in ${path} where it was ${what}, ${times} times`,
          relies: `newly writes ${what} there`,
          advice: `Write ${now} instead, as ${path} does now.`,
          def: { path, line },
          use: spot(use),
          confidence: 0.65,
          // What the rest of the code still asks of others is no thing of the past.
          check: !WHOLE.test(use.language)
            ? 'none'
            : use.args === null
              ? 'extinct-member'
              : 'extinct-call',
        },
      ];
    }),
  );
}

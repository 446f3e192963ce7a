/**
 * What both heads write for one type of Rust in different files: a trait (E0119), or a method of its own (E0592). Within
 * one file, `twins` tells it.
 */
import type { ApiDigest, Sym } from './changes.ts';
import { type Clash, firstOfEach, spot } from './clash.ts';
import { shared } from './groups.ts';
import { type Lookup, once } from './lookups.ts';
import { crateOf } from './modules.ts';
import { ownerOf } from './names.ts';

/** Files that are built only for one system. */
const PLATFORM = /(^|[/_])(unix|windows|linux|macos|darwin|wasm\d*|android|ios|freebsd|wasi)\b/;

/** Each path cut to its last name: how files name it that get it from different modules. */
const cut = (whole: string) => whole.replace(/\bcrate::(\w+::)+(?=\w)/g, 'crate::');

/** New members by what they are members of. */
const written: Lookup<Map<string, Sym[]>> = once(({ added }) =>
  Map.groupBy(
    added.filter(
      ({ rooted, conditional, kind, path }) =>
        rooted !== undefined && !conditional && isMember(kind) && !PLATFORM.test(path),
    ),
    ({ rooted = '', path, name }) =>
      `${crateOf(path)}\0${cut(rooted)}\0${isOfTrait(rooted) ? '' : name}`,
  ),
);

const isMember = (kind: Sym['kind']) => /^(method|constant|type)$/.test(kind);
const isOfTrait = (whole: string) => whole.includes(' for ');

/** Told once for two files: of the one that comes first. */
export function implementedTwice(a: ApiDigest, b: ApiDigest): Clash[] {
  const [ours, theirs] = [written(a), written(b)];
  return firstOfEach(
    shared(ours, theirs).flatMap((key): Clash[] => {
      const [one] = ours.get(key) ?? [];
      const other = theirs.get(key)?.find(({ path }) => one && one.path < path);
      if (!one?.rooted || !other?.rooted) return [];
      const isSame = one.rooted === other.rooted;
      const [trait, itsTrait] = [one, other].map(({ rooted = '' }) => rooted.split(' for ')[0]);
      if (!isSame && isOfTrait(one.rooted) && trait !== itsTrait) return [];
      const type = ownerOf(one);
      return [
        {
          name: type,
          ...(isOfTrait(one.rooted)
            ? {
                does: `implements ${one.container}`,
                relies: `newly does so, too, in ${other.path}`,
              }
            : {
                does: `adds ${type}::${one.name}`,
                relies: `newly adds one, too, in ${other.path}`,
              }),
          advice: 'Drop one of the two.',
          def: spot(one),
          use: spot(other),
          // Where a second type has the name, it may be that one.
          confidence: isSame ? 0.9 : 0.65,
          check: isSame ? 'none' : 'only-type',
        },
      ];
    }),
  );
}

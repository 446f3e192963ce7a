/** Classes and methods that one head closes or turns into another kind, and what the other newly derives (Java). */
import type { ApiDigest, NewImplementation, Sym, Using } from './changes.ts';
import { type Clash, shown, spot, turnedInto } from './clash.ts';
import { addedIn, derivedInJava, partKey } from './lookups.ts';
import { ownerOf } from './names.ts';
import { typeReach } from './type-reach.ts';
import { parts } from './types.ts';

export function bases(a: ApiDigest, b: Using): Clash[] {
  const derived = derivedInJava(b);
  if (derived.size === 0) return [];
  const closed = a.changed.filter(({ before, after }) => after.final && !before.final);
  const sealed = a.changed.filter(({ before, after }) => after.sealed && !before.sealed);
  return [
    ...sealed.flatMap(({ after }) =>
      deriving(derived, after, after.name, (one) => !isLetIn(one, after, a)).map((one) => ({
        ...clashOf(after, one, `seals ${after.name}`, one.line),
        advice: `Let ${after.name} permit it, or do without deriving it.`,
      })),
    ),
    ...closed.flatMap(({ after }) =>
      after.kind === 'class'
        ? deriving(derived, after, after.name, (one) => !isNameless(one) || isAnonymous(one)).map(
            (one) => clashOf(after, one, `makes ${after.name} final`, one.line),
          )
        : replacing(derived, after),
    ),
    ...a.removed.flatMap((sym) => {
      const now = turnedInto(sym, a);
      return sym.language === 'java' && now && isOther(sym, now)
        ? deriving(derived, sym, sym.name, (one) => !isAnonymous(one)).map((one) =>
            clashOf(
              now,
              one,
              `turns ${shown(sym)} from ${named(sym)} into ${named(now)}`,
              one.line,
            ),
          )
        : [];
    }),
  ];
}

const isAnonymous = ({ type }: NewImplementation) => type === 'anonymous';
/** A class without a name, or a lambda. */
const isNameless = (one: NewImplementation) => isAnonymous(one) || one.type.startsWith('a ');
const named = ({ kind }: Sym) => (kind === 'interface' ? 'an interface' : `a ${kind}`);
const isOther = (one: Sym, other: Sym) =>
  [one, other].every(({ kind }) => /^(class|interface)$/.test(kind)) && one.kind !== other.kind;

function deriving(
  derived: ReadonlyMap<string, NewImplementation[]>,
  sym: Sym,
  type: string,
  suits: (one: NewImplementation) => boolean,
): NewImplementation[] {
  return (derived.get(type) ?? []).filter((one) => suits(one) && typeReach(one, sym) === 'certain');
}

/** Whether a sealed type names a class, or has it in its file. See JLS 8.1.6. */
const isLetIn = ({ type, path }: NewImplementation, { name, path: file }: Sym, a: ApiDigest) =>
  path === file || (addedIn(a).get(partKey(file, name)) ?? []).some((one) => one.name === type);

/** Methods that may not be replaced any more. */
function replacing(derived: ReadonlyMap<string, NewImplementation[]>, sym: Sym): Clash[] {
  if (sym.kind !== 'method') return [];
  const inputs = ({ signature }: Pick<Sym, 'signature'>) => parts(signature).inputs.join();
  return deriving(derived, sym, ownerOf(sym), () => true).flatMap((one) => {
    const own = one.members.find(
      (member) => member.name === sym.name && inputs(member) === inputs(sym),
    );
    return own ? [clashOf(sym, one, `makes ${shown(sym)} final`, own.line)] : [];
  });
}

function clashOf(sym: Sym, one: NewImplementation, does: string, line: number): Clash {
  const isMethod = sym.kind === 'method';
  const what = isNameless(one)
    ? one.type.replace(/^anonymous$/, 'a class without a name')
    : one.type;
  return {
    name: sym.name,
    does,
    relies: isMethod ? `newly replaces it in ${what}` : `newly derives ${what} from it`,
    advice: isMethod
      ? `Do without replacing ${shown(sym)}, or agree to keep it open.`
      : `Make ${what} of ${sym.name} as it is now.`,
    def: spot(sym),
    use: { path: one.path, line },
    confidence: 0.85,
    check: 'none',
  };
}

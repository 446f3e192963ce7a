/** Types whose fields one head changes, and values that the other newly writes out in full or takes apart. */
import { spelled } from '../../../spelled-signature.ts';
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, Changed, NewLiteral, Shape, Sym } from './changes.ts';
import { type Clash, shown, spot } from './clash.ts';
import { addedIn, addedNamed, changedIn, partKey, removedIn, shapesNamed } from './lookups.ts';
import { lastName } from './names.ts';
import { isHidden } from './reach.ts';
import { typeReach } from './type-reach.ts';
import { bareType, suits } from './types.ts';
import { isPlain, rejects } from './written.ts';

/** A value of a type written out in full, whose fields change. */
export function literals(a: ApiDigest, b: ApiDigest): Clash[] {
  if (a.shapes.length === 0) return [];
  const shapes = shapesNamed(a);
  const isNew = (name: string) =>
    addedNamed(b)
      .get(name)
      ?.some(({ kind }) => /^(struct|class|interface|type)$/.test(kind));
  return b.literals.flatMap((one): Clash[] => {
    const type = typeNamed(one);
    const found = shapes.get(type) ?? [];
    if (found.length === 0 || isNew(type)) return [];
    return found.flatMap((shape): Clash[] => {
      const how = typeReach(one, shape);
      const broken = how === 'no' ? null : breaks(a, shape, one);
      if (broken === null) return [];
      return [
        {
          name: type,
          relies: one.pattern
            ? `newly takes a ${type} apart in full`
            : `newly writes a value of ${type} out in full`,
          ...broken,
          def: spot(broken.sym),
          use: spot(one),
          by: one.via,
          check: how === 'certain' ? 'none' : 'only-type',
        },
      ];
    });
  });
}

/** `Settings { … }` after `use config::Config as Settings`: a `Config`. */
function typeNamed({ type, via, language }: NewLiteral): string {
  const isOther =
    language === 'rust' && !type.includes('/') && via !== null && via.original !== '*';
  return isOther ? via.original : lastName(type.replace(/^@/, ''));
}

/** What of the value is no longer right. */
export interface Broken {
  sym: Sym;
  does: string;
  advice: string;
  confidence: number;
  relies?: string;
}

/** Members of a type that a value gives: fields, methods of an object, and elements of an annotation. */
const isPart = (sym: Sym) =>
  sym.kind === 'field' ||
  (sym.kind === 'method' &&
    ((sym.language === 'java' && sym.parameters === null) ||
      (sym.language === 'typescript' && sym.onValue)));

export function breaks(a: ApiDigest, shape: Shape, one: NewLiteral): Broken | null {
  const type = one.type.replace(/^@/, '');
  const isIn = (sym: Sym) =>
    isPart(sym) &&
    sym.path === shape.path &&
    speaks(sym.language, one.language) &&
    (sym.container === type || sym.container === shape.name || sym.container.endsWith(`/${type}`));
  // Values by place need every field, also one that may be left out by name.
  const isAsked = (sym: Sym) => isIn(sym) && (sym.required || one.positional !== null);
  const key = partKey(shape.path, shape.name);
  const [added, removed] = [addedIn(a).get(key) ?? [], removedIn(a).get(key) ?? []];
  const changed = changedIn(a).get(key) ?? [];
  const optional = changed.find(
    ({ before, after }) => isIn(after) && !before.required && after.required && isLeftOut(after),
  );
  function isLeftOut({ name }: Sym) {
    return !one.fields.includes(name);
  }
  const gained = added.find((sym) => isAsked(sym) && isLeftOut(sym));
  if (one.positional !== null) {
    const any = gained ?? removed.find(isIn);
    return any && one.language === 'go'
      ? {
          sym: any,
          does: `changes the fields of ${shape.name} (${any.name})`,
          advice: `Write the ${shape.name} with the fields it has now, or name them.`,
          confidence: 0.9,
        }
      : null;
  }
  const closed = changed.find(
    ({ before, after }) => isIn(after) && !isLeftOut(after) && isClosed(before, after, one),
  );
  if (closed)
    return {
      sym: closed.after,
      does: `makes the field ${shown(closed.after)} private to its module`,
      advice: `Agree to keep ${closed.after.name} public, or do without it.`,
      confidence: 0.85,
    };
  const lost = removed.find((sym) => isIn(sym) && !isLeftOut(sym));
  if (lost)
    return {
      sym: lost,
      does: `removes the ${wordFor(lost)} ${shown(lost)}`,
      advice: `Leave ${lost.name} out.`,
      confidence: 0.9,
    };
  if (!one.partial && gained)
    return {
      sym: gained,
      does: `adds the ${wordFor(gained)} ${shown(gained)}`,
      advice: one.pattern
        ? `Name ${gained.name} there, or end it with \`..\`.`
        : `Give ${gained.name} a value there.`,
      confidence: 0.9,
    };
  if (!one.partial && optional)
    return {
      sym: optional.after,
      does: `demands the ${wordFor(optional.after)} ${shown(optional.after)}`,
      advice: `Give ${optional.after.name} a value there.`,
      confidence: 0.85,
    };
  return retyped(changed, isIn, one, a);
}

/** Who cannot see a field, can neither give it nor take it (Rust, E0451). */
const isClosed = (before: Sym, after: Sym, { language, path, via }: NewLiteral) =>
  language === 'rust' &&
  before.exported &&
  !after.exported &&
  isHidden({ path, via, kin: [] }, after);

const letterFor = ({ written = [] }: NewLiteral, field: string): string =>
  written.find((one) => one.startsWith(`${field} `))?.at(-1) ?? '?';

const wordFor = ({ kind, language }: Sym) =>
  kind === 'method' && language !== 'java' ? 'method' : 'field';

/** A field that is given has another type now. */
function retyped(
  all: readonly Changed[],
  isIn: (sym: Sym) => boolean,
  one: NewLiteral,
  a: ApiDigest,
): Broken | null {
  if (one.pattern || !/^(rust|go|typescript)$/.test(one.language)) return null;
  const changed = all.find(({ before, after }) => {
    if (!isIn(after) || !one.fields.includes(after.name)) return false;
    // What a function beside the type hands on is changed with the type.
    if (one.path === after.path && one.short?.includes(after.name)) return false;
    // `1` may be any number.
    const letter = letterFor(one, after.name);
    if (isPlain(letter) && !rejects(letter, after.signature, after, a)) return false;
    const [was, is] = [before, after].map(({ signature }) => bareType(signature, after.language));
    return was !== undefined && is !== undefined && was !== '' && !suits(was, is, after.language);
  });
  if (!changed) return null;
  const { before, after } = changed;
  return {
    sym: after,
    does: `changes the field ${shown(after)} from ${spelled(before.signature, before.language)} to ${spelled(after.signature, after.language)}`,
    advice: `Give ${after.name} a value of its new type.`,
    relies: 'newly gives it a value',
    confidence: 0.6,
  };
}

/** What one head changes and the other newly relies on, as far as the two digests show it. */
import { abstract } from './abstract.ts';
import { bases } from './bases.ts';
import type { ApiDigest, Sym, Using } from './changes.ts';
import { choices } from './choices.ts';
import type { Clash } from './clash.ts';
import { constructors } from './constructors.ts';
import { contracts } from './contracts.ts';
import { derives } from './derives.ts';
import { unexportedAndImported } from './exports.ts';
import { forms } from './forms.ts';
import { functions } from './functions.ts';
import { generics } from './generics.ts';
import { given } from './given.ts';
import { givenFields } from './given-fields.ts';
import { goContracts } from './go-contracts.ts';
import { removedAndUsed } from './gone.ts';
import { removedAndImported } from './gone-imports.ts';
import { shared } from './groups.ts';
import { hiddenAndUsed } from './hidden.ts';
import { implementedTwice } from './implemented-twice.ts';
import { indexOf } from './index-of.ts';
import { inheritedFields } from './inherited.ts';
import { inlineTexts } from './inline-texts.ts';
import { literals } from './literals.ts';
import { crowds, isDeleted } from './lookups.ts';
import { replacedAndImported } from './migrations.ts';
import { missing } from './missing.ts';
import { nameless } from './nameless.ts';
import { placeOf } from './names.ts';
import { signatures } from './signatures.ts';
import { texts } from './texts.ts';

/** What one head breaks for another. */
export function clashes(changing: ApiDigest, using: ApiDigest): Clash[] {
  const a = without(changing, using);
  const { uses, brought } = indexOf(using);
  const b = { ...using, named: fewer(uses, changing), brought };
  const unexported = unexportedAndImported(a, b);
  const keyOf = ({ name, use }: Clash) => `${name} ${use.path}`;
  const said = new Set(unexported.map(keyOf));
  // What an index no longer hands on, because it is gone, is told once: of the index, which is surer.
  const gone = [...removedAndImported(a, b), ...removedAndUsed(a, b)]
    .filter((one) => one.check === 'none' || !said.has(keyOf(one)))
    .map((one) => (isDeleted(a).has(one.def.path) ? { ...one, ...rewritten(one) } : one));
  return [
    ...oncePerFile([
      ...gone,
      ...hiddenAndUsed(a, b),
      ...signatures(a, b),
      ...literals(a, b),
      ...nameless(a, b),
      ...inheritedFields(a, b),
      ...forms(a, b),
      ...derives(a, b),
      ...functions(a, b),
      ...generics(a, b),
      ...constructors(a, b),
      ...unexported,
      ...given(a, b),
      ...givenFields(a, b),
      ...abstract(a, b),
      ...texts(a, b),
      ...inlineTexts(a, b),
      ...replacedAndImported(a, b),
      ...missing(a, b),
    ]),
    ...contracts(a, b),
    ...bases(a, b),
    ...goContracts(a, b),
    ...choices(a, b),
    ...implementedTwice(a, b),
  ];
}

/** The type that a file of Java is named after. See JLS 7.6. */
function rewritten({ def }: Clash): Pick<Clash, 'rewritten'> {
  const type = /([^/]+)\.java$/.exec(def.path)?.[1];
  return type === undefined ? {} : { rewritten: type };
}

/** More pairs of a definition and a use of one name say nothing new; each would be held against each. */
const MOST_OF_A_NAME = 5_000;

/** Where very many definitions of a name change, only the first of very many uses are asked. */
function fewer(uses: Using['named'], changing: ApiDigest): Using['named'] {
  const less = [...crowds(changing)].flatMap(([name, count]) => {
    const list = uses.get(name) ?? [];
    const most = Math.max(1, Math.floor(MOST_OF_A_NAME / count));
    return list.length > most ? [[name, list.slice(0, most)] as const] : [];
  });
  return less.length === 0 ? uses : new Map([...uses, ...less]);
}

/** What both do is known to both; where they do it differently, the text says so. */
function without(changing: ApiDigest, using: ApiDigest): ApiDigest {
  const { files, places: known } = indexOf(using);
  if (shared(files, indexOf(changing).files).length === 0) return changing;
  const isNews = (sym: Sym) => !known.has(placeOf(sym));
  const [removed, added] = [changing.removed.filter(isNews), changing.added.filter(isNews)];
  const changed = changing.changed.filter(({ before }) => isNews(before));
  return { ...changing, removed, added, changed };
}

/** What breaks an import, breaks what is done with it: said once, as surely as possible, at its first place. */
function oncePerFile(list: readonly Clash[]): Clash[] {
  const between = ({ def, use }: Clash) => `${def.path} ${use.path}`;
  // Where a whole file is imported that is gone, that says it all.
  const isFile = ({ name, def }: Clash) => name === def.path;
  const whole = new Set(list.filter(isFile).map(between));
  const found = new Map<string, Clash>();
  for (const one of list) {
    if (!isFile(one) && whole.has(between(one))) continue;
    const key = `${one.def.path}:${one.def.line} ${one.use.path}`;
    const before = found.get(key);
    const surer = (clash: Clash) => clash.confidence + (clash.check === 'none' ? 1 : 0);
    if (!before || surer(one) > surer(before)) found.set(key, one);
  }
  // Overloads that go together are told as one.
  const told = new Map<string, Clash>();
  for (const one of found.values()) {
    const key = `${one.def.path} ${one.does} ${one.use.path}`;
    if (!told.has(key)) told.set(key, one);
  }
  return [...told.values()];
}

/** What the new lines of a file ask of others, and what of the file says whom they ask. */
import type { Import, Language, SymbolFacts, Use } from '../../../symbols.ts';
import type { Question } from './asked.ts';
import type { NewUse } from './changes.ts';
import { embedded } from './embedded.ts';
import { lastName } from './names.ts';

type Via = Pick<Import, 'original' | 'from'>;

/** Whether it brings one thing of a file by its name. */
const isNamed = (via: Via | null): via is Via =>
  via !== null && via.original !== '*' && via.original !== 'default';

/** Places kept of one name in one file. */
const PLACES = 3;

/** Whether a function around binds a name. */
function bindings({ locals }: SymbolFacts): (within: string, name: string) => boolean {
  const bound = new Set(locals.map(({ within, name }) => `${within}\0${name}`));
  return (within, name) => {
    for (let scope = within; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
      if (bound.has(`${scope}\0${name}`)) return true;
      if (scope === '') return false;
    }
  };
}

export function newUses(
  place: { path: string; language: Language },
  facts: SymbolFacts,
  isNew: (line: number) => boolean,
  askedOf: (use: Use) => Question | undefined,
  old: SymbolFacts | null,
): NewUse[] {
  const isOld = askedBefore(old, facts);
  const isBound = bindings(facts);
  const imported = new Map(facts.imports.map((one) => [one.name, one]));
  const broughtBy = (name: string | null | undefined) => {
    const by: Import | undefined = name ? imported.get(name) : undefined;
    return by ? { original: by.original, from: by.from } : null;
  };
  const members = new Set(facts.definitions.map(({ container, name }) => `${container}\0${name}`));
  const tops = new Set(
    facts.definitions.flatMap(({ kind, name }) =>
      /^(method|field|variant|constructor)$/.test(kind) ? [] : [name],
    ),
  );
  const globs = /^(java|python|go)$/.test(place.language)
    ? facts.imports.flatMap(({ name, from }) => (name === '*' ? [from] : []))
    : [];
  const qualifierOf = qualifiers(facts);
  const counts = new Map<string, number>();
  return facts.uses.flatMap((one): NewUse[] => {
    const { within, ...use } = one;
    if (!isNew(use.line) || use.name.length < 2) return [];
    if (use.how === 'plain' && isBound(within, use.name)) return [];
    const asked = askedOf(one);
    const key = `${use.how} ${use.on} ${use.owner} ${use.root} ${use.hint} ${use.args} ${use.keywords.join(',')} ${use.ends ?? ''} ${use.value} ${use.derived} ${use.spread} ${use.name} ${asked?.askedFor ?? ''} ${use.wants} ${use.apart} ${use.given} ${use.functions} ${use.caught} ${use.catches} ${use.types} ${use.made}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > PLACES) return [];
    const first = use.how === 'plain' ? use.name : (use.on ?? '').split(/::|\./)[0];
    const hidden = use.how === 'member' && use.on !== null && isBound(within, use.on);
    const inside = within.split('/').slice(0, -1).join('/');
    const plain = use.how === 'plain' && place.language === 'java' && use.args !== null;
    const around = plain ? definer(inside, use.name, members) : null;
    const owner = around ?? use.owner;
    const via = hidden ? null : broughtBy(first);
    const ownerVia = broughtBy(owner) ?? broughtBy(qualifierOf(owner));
    /** Whether what is asked may be what a glob brings: a name, or a type of Java that nothing else brings. */
    const isOpen = (type: string | null) =>
      use.how === 'plain' || (place.language === 'java' && type !== null && ownerVia === null);
    return [
      {
        ...use,
        ...place,
        // `import { a as b }`: what `b` is called there.
        ...(use.how === 'plain' && isNamed(via) ? { name: via.original } : {}),
        ...asked,
        ...(use.args !== null && isOld(one) ? { again: true } : {}),
        owner:
          owner !== null && isNamed(broughtBy(owner))
            ? (broughtBy(owner)?.original ?? owner)
            : owner,
        inside,
        via,
        ...(isOpen(owner) && via === null && globs.length > 0 ? { globs } : {}),
        ownerVia,
        own: use.how === 'plain' && tops.has(use.name),
        kin: kinOf(owner ?? (plain ? lastName(inside) : null), use.name, facts, members),
      },
    ];
  });
}

/** Whether a function asked for the same before, as often: then a line was rewritten, not added. */
function askedBefore(old: SymbolFacts | null, now: SymbolFacts): (use: Use) => boolean {
  const keyOf = ({ within, how, on, name }: Use) => `${within}\0${how}\0${on}\0${name}`;
  const counted = (facts: SymbolFacts | null) => {
    const counts = new Map<string, number>();
    for (const one of facts?.uses ?? [])
      if (one.args !== null) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
    return counts;
  };
  let known: Map<string, number>[] | undefined;
  return (use) => {
    known ??= [counted(old), counted(now)];
    const [before = 0, after = 0] = known.map((counts) => counts.get(keyOf(use)));
    return before > 0 && after <= before;
  };
}

/** The package that a file of Go writes before a type, where it is always the same one. */
function qualifiers({ uses, language }: SymbolFacts): (type: string | null) => string | null {
  if (language !== 'go') return () => null;
  let known: Map<string, string | null> | undefined;
  return (type) => {
    if (type === null) return null;
    if (known === undefined) {
      known = new Map();
      for (const { how, name, on } of uses) {
        if (how !== 'path' || on === null) continue;
        const before = known.get(name);
        known.set(name, before === undefined || before === on ? on : null);
      }
    }
    return known.get(type) ?? null;
  };
}

/** In Java a method of this type or of one around it needs no word before it. */
function definer(inside: string, name: string, members: ReadonlySet<string>): string | null {
  for (
    let scope = inside;
    scope !== '';
    scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))
  )
    if (members.has(`${scope}\0${name}`)) return lastName(scope);
  return null;
}

function kinOf(
  type: string | null,
  name: string,
  { implementations, definitions, language }: SymbolFacts,
  members: ReadonlySet<string>,
): string[] {
  if (type === null || members.has(`${type}\0${name}`)) return [];
  if (language === 'go') return embeddedIn(type, definitions);
  return implementations.flatMap((one) => (one.type === type ? [one.of] : []));
}

function embeddedIn(type: string, definitions: SymbolFacts['definitions']): string[] {
  return embedded(definitions).flatMap((one) => (one.type === type ? [one.of] : []));
}

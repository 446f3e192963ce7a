/** Members of implementations that suited what was asked for, and whether they suit what is asked for now. */
import type { Changed, NewImplementation, Using } from './changes.ts';
import { thrownToo } from './thrown.ts';
import { bareType, parts, stillFits } from './types.ts';

type Member = NewImplementation['members'][number];

/** Whether a member says that it replaces one. */
export function overrides({ brought }: Using, path: string, { name, line }: Member): boolean {
  const same = brought.get(name) ?? [];
  return same.some((sym) => sym.path === path && sym.line === line && sym.overrides);
}

/** Whether a method of Java may replace another one: where that has a type of its own choice (`K`), any suits. */
function fills(member: Pick<Member, 'signature'>, demand: Pick<Member, 'signature'>): boolean {
  const [own, asked] = [member, demand].map(({ signature }) =>
    parts(signature).inputs.map((input) => bareType(input, 'java')),
  );
  return (
    own !== undefined &&
    own.length === asked?.length &&
    own.every((type, at) => type === asked[at] || /\b[A-Z][A-Z0-9]?\b/.test(asked[at] ?? ''))
  );
}

/** Types of a function's own choice by the order in which they come: `T` and `U` are only names. */
function inTurn(signature: string): string {
  const names: string[] = [];
  return signature.replace(/\b[A-Z][A-Z0-9]?\b/g, (name) => {
    if (!names.includes(name)) names.push(name);
    return `#${names.indexOf(name)}`;
  });
}

/** How sure it is that a member which suited the old demand does not suit the new one; 0 where it does. */
export function misfit(
  { before, after, rest }: Changed,
  member: Member,
  one: NewImplementation,
  b: Using,
): number {
  if (before.signature === after.signature) return 0;
  const { language } = after;
  const bare = ({ signature }: { signature: string }) => {
    const { words, inputs, output } = parts(signature);
    const types = inputs.map((input) => bareType(input, language)).join();
    return language === 'rust' ? inTurn(`${words}(${types})${bareType(output, language)}`) : types;
  };
  const is = bare(member);
  const result = resultMisfit({ before, after }, member);
  if (result > 0) return result;
  // One of several that share the name.
  if (rest.some((each) => bare(each) === is)) return 0;
  const [now, own] = [after.parameters, member.parameters];
  switch (language) {
    case 'rust':
      if (is === bare(after) || bare(before) === bare(after)) return 0;
      return is === bare(before) ? 0.85 : now?.least === own?.least ? 0 : 0.8;
    case 'java': {
      if (is === bare(after) && thrownToo(before, after, member) !== null) return 0.85;
      if (is === bare(after) || bare(before) === bare(after)) return 0;
      if (fills(member, after) && !fills(member, before)) return 0;
      if (rest.some((each) => fills(member, each))) return 0;
      // Without `@Override` it is a method of its own, beside one that suits.
      const isOther = one.members.some(
        (each) => each !== member && each.name === member.name && fills(each, after),
      );
      const isSaid = overrides(b, one.path, member);
      if (isOther && !(isSaid && fills(member, before))) return 0;
      return before.required || isSaid ? 0.85 : 0;
    }
    case 'go': {
      // A type of a function is the same to the letter, or another one.
      const whole = ({ signature }: { signature: string }) => bareType(signature, 'go');
      return whole(member) === whole(before) && whole(before) !== whole(after) ? 0.85 : 0;
    }
    case 'python':
      return now && own && own.most !== null && own.most < now.least ? 0.7 : 0;
    default:
      if (!now || !own) return 0;
      if (now.most !== null && own.least > now.most) return 0.85;
      if (keepsOld({ before, after }, member)) return 0.6;
      // Who takes less of them is one all the same.
      return stillFits({ ...after, signature: member.signature }, after) ? 0 : 0.7;
  }
}

/** A member with the types of parameters that were, where a type of another name stands now (TypeScript). */
function keepsOld({ before, after }: Pick<Changed, 'before' | 'after'>, member: Member): boolean {
  const [own = [], old = [], now = []] = [member, before, after].map(({ signature }) =>
    parts(signature).inputs.map((input) => bareType(input, 'typescript')),
  );
  const isName = (type = '') =>
    /^[A-Za-z]\w{2,}$/.test(type) && !/^(any|unknown|object)$/.test(type);
  return own.some(
    (type, at) => isName(type) && type === old[at] && isName(now[at]) && type !== now[at],
  );
}

/** Types that nothing else may be given for. */
const OWN =
  /^(void|byte|short|int|long|float|double|char|boolean|String|Optional<.*|CompletableFuture<.*)$/;

/** How sure it is that what a member gives, as it was asked for, is not what is asked for now. */
function resultMisfit(
  { before, after }: Pick<Changed, 'before' | 'after'>,
  member: Member,
): number {
  const { language } = after;
  const [own = '', was = '', is = ''] = [member, before, after].map(({ signature }) =>
    bareType(parts(signature).output, language).replace(/ ?throws .*$/, ''),
  );
  const isLater = ({ signature }: Pick<Member, 'signature'>) =>
    /^async\b/.test(parts(signature).words);
  switch (language) {
    case 'java':
      return own === was && was !== is && (OWN.test(own) || OWN.test(is)) ? 0.85 : 0;
    case 'typescript':
      return own === was &&
        own !== '' &&
        !/\b(any|never)\b|Promise|\|/.test(own) &&
        /^Promise\b/.test(is)
        ? 0.75
        : 0;
    case 'python':
      return !isLater(before) && isLater(after) && !isLater(member) ? 0.6 : 0;
    default:
      return 0;
  }
}

/** What else a name may mean in a head: told from the lines it stands in, without parsing their files. */
import type { Occurrence } from '../../../ports.ts';

const escaped = (name: string) => name.replaceAll(/[$]/g, '\\$&');

/** Methods of Java, TypeScript and their like: something before the name, a list behind it, no dot. */
const method = (word: string) =>
  new RegExp(
    `^(?!(return|new|throw|await|else|yield|case|if|while|for|assert|let|const|var)\\b)([\\w<>\\[\\],.?@&*]+\\s+)+${word}\\s*(<[^>]*>)?\\s*\\(`,
  );

/** Methods whose name stands first: of TypeScript with a body or a type, of Go's interfaces with a result. */
function bare(word: string, path: string): RegExp | null {
  if (/\.[cm]?[jt]sx?$/.test(path))
    return new RegExp(
      `^((public|private|protected|static|async|override|readonly|abstract|get|set)\\s+)*${word}\\??\\s*(<[^(]*>)?\\((.*\\)\\s*:\\s*[^=?]+[;{,]?|[^>]*\\)\\s*\\{.*)$`,
    );
  return path.endsWith('.go') ? new RegExp(`^${word}\\([^()]*\\)\\s*[\\w(*\\[]`) : null;
}

type Among = (found: readonly Occurrence[], name: string) => Occurrence[];

/** Many clashes ask the same lines. */
function once(look: Among): Among {
  const known = new WeakMap<readonly Occurrence[], Map<string, Occurrence[]>>();
  return (found, name) => {
    const own = known.get(found) ?? new Map<string, Occurrence[]>();
    known.set(found, own);
    const before = own.get(name);
    if (before) return before;
    const lines = look(found, name);
    own.set(name, lines);
    return lines;
  };
}

/** Lines that define a function of this name. */
export const functionsAmong: Among = once((found, name) => {
  const word = wordOf(name);
  const declared = new RegExp(`\\b(fn|def|func|function)\\s+(\\([^)]*\\)\\s*)?${word}`);
  return found.filter(
    ({ text, path }) =>
      declared.test(text) || method(word).test(text) || bare(word, path)?.test(text),
  );
});

const wordOf = (name: string) => `${escaped(name)}(?![\\w$])`;

/** Lines that define something of this name. */
export const definitionsAmong: Among = once((found, name) => {
  const word = wordOf(name);
  const declared = new RegExp(
    `\\b(class|struct|enum|trait|interface|type|union|mod|macro_rules!|record)\\s+${word}`,
  );
  const constant = new RegExp(
    `^(export\\s+|pub(\\([^)]*\\))?\\s+)?(const|static|let|var)\\s+${word}`,
  );
  const others = found.filter(({ text }) => declared.test(text) || constant.test(text));
  return [...functionsAmong(found, name), ...others];
});

/** Whether another type defines a member of this name, which may be handed down. */
export function isDefinedAmong(found: readonly Occurrence[], name: string): boolean {
  const field = new RegExp(
    `(^|\\b(self|this)\\.)${wordOf(name)}\\??\\s*(:(?!:)|=(?!=))|\\s${wordOf(name)}\\s*[;=]`,
  );
  return definitionsAmong(found, name).length > 0 || found.some(({ text }) => field.test(text));
}

/** Whether something still asks a value for it (calls it, where `called`), or defines it. */
export function isMemberAmong(
  found: readonly Occurrence[],
  name: string,
  called: boolean,
): boolean {
  const list = called ? '\\s*(::<[^>]*>|<[^>]*>)?\\(' : '';
  const asked = new RegExp(`(\\.|::|->)\\s*(r#)?${wordOf(name)}${list}`);
  const defined = called ? functionsAmong(found, name) : definitionsAmong(found, name);
  // A field of another type, or a value of one written out.
  const field = new RegExp(
    `(^|[{,(]\\s*|\\b(pub(\\([^)]*\\))?|readonly)\\s+)(r#)?${wordOf(name)}\\??\\s*:(?!:)`,
  );
  const own = new RegExp(`^(\\w+,\\s*)*${wordOf(name)}(\\s*,\\s*\\w+)*\\s+[\\w*[\\]]`);
  const constant = new RegExp(`^${wordOf(name)}\\s*=(?!=)`);
  // `Host, Port string` of Go; `DONE = 1` in a class of Python.
  const isDeclared = ({ path, text }: Occurrence) =>
    (path.endsWith('.go') && own.test(text)) ||
    (path.endsWith('.py') && /^[A-Z]/.test(name) && constant.test(text));
  const isAsked = (one: Occurrence) =>
    asked.test(one.text) || (!called && (field.test(one.text) || isDeclared(one)));
  return defined.length > 0 || found.some(isAsked);
}

/** What else a name may mean in a head: told from the lines it stands in, without parsing their files. */
import type { Occurrence } from '../../../ports.ts';

const escaped = (name: string) => name.replaceAll(/[$]/g, '\\$&');

/** Lines that define something of this name. */
export function definitionsAmong(found: readonly Occurrence[], name: string): Occurrence[] {
  const word = `${escaped(name)}(?![\\w$])`;
  const declared = new RegExp(
    `\\b(fn|def|func|function|class|struct|enum|trait|interface|type|union|mod|macro_rules!|record)\\s+(\\([^)]*\\)\\s*)?${word}`,
  );
  const constant = new RegExp(
    `^(export\\s+|pub(\\([^)]*\\))?\\s+)?(const|static|let|var)\\s+${word}`,
  );
  // Methods of Java, TypeScript and C-like languages: something before the name, a list behind it, no dot.
  const method = new RegExp(
    `^(?!(return|new|throw|await|else|yield|case|if|while|for|assert|let|const|var)\\b)([\\w<>\\[\\],.?@&*]+\\s+)+${word}\\s*(<[^>]*>)?\\s*\\(`,
  );
  return found.filter(
    ({ text }) => declared.test(text) || constant.test(text) || method.test(text),
  );
}

/** Whether something still asks a value for it, or defines it. */
export function isMemberAmong(found: readonly Occurrence[], name: string): boolean {
  const asked = new RegExp(`(\\.|::|->)\\s*${escaped(name)}(?![\\w$])`);
  return found.some(({ text }) => asked.test(text)) || definitionsAmong(found, name).length > 0;
}

/** Names of members that values of a language's own types have: a call of one says little about whom it asks. */
import type { Language } from '../../../symbols.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const SCRIPT = words(`
  add apply at bind call catch clear concat delete entries every exec fill filter finally find findIndex flat
  flatMap forEach get has includes indexOf join keys map match next off on once pop push reduce repeat replace
  reverse set shift slice some sort splice split test then toString trim unshift values write
`);

const COMMON: Readonly<Record<Language, ReadonlySet<string>>> = {
  typescript: SCRIPT,
  javascript: SCRIPT,
  python: words(`
    add append clear close copy count decode discard encode endswith extend find flush format get group index
    insert items join keys lower match pop put read readline remove replace search set setdefault sort split
    startswith strip sub union update upper values write
  `),
  rust: words(`
    all and_then any append as_ref as_str chain clear clone cmp collect contains drain entry eq extend filter find
    first flush fold get insert into iter join last len lines lock map next pop position push read recv remove
    replace reserve resize retain send sort split swap take trim unwrap write zip
  `),
  go: words(`
    Add Bytes Close Done Err Error Flush Get Is Len Less Lock Name Read Reset Seek Set String Swap Unlock Unwrap
    Wait Write
  `),
  java: words(`
    accept add addAll append apply clear close compare compareTo contains containsKey equals filter forEach format
    get getName hashCode indexOf isEmpty iterator join keySet length map next put read remove replace set size
    split stream substring toString values write
  `),
};

export function isOfBuiltins(language: Language, name: string): boolean {
  return COMMON[language].has(name);
}

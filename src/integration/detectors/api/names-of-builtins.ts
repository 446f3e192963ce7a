/**
 * Names of members that values of a language's own types have, and of what it comes with: asking for one says little
 * about whom it asks.
 */
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

/** What comes with the language: documents, sockets, processes, files, dates. */
const SCRIPT_PLATFORM = words(`
  abort addEventListener append appendChild arrayBuffer blob blur body cancel click close closest code connect
  contains data debug destroy detail disconnect dispatchEvent emit end error flush focus formData getAttribute
  headers href id info innerHTML insertBefore json key kill length listen log message method name observe ok
  open origin parent parse path pathname pause pipe preventDefault query querySelector querySelectorAll read
  ready reason reject remove removeChild removeEventListener request reset resolve response resume search send
  setAttribute signal size stack start state status stop stopPropagation stringify style submit tagName target
  terminate text textContent throw toJSON type update upgrade url value version warn
`);
const PLATFORM: Readonly<Partial<Record<Language, ReadonlySet<string>>>> = {
  typescript: SCRIPT_PLATFORM,
  javascript: SCRIPT_PLATFORM,
  python: words(`
    acquire args cancel code communicate connect critical cursor data date day debug disconnect done end error
    exception execute exists fetch fileno filter findall fullmatch getvalue glob groups hex hour id info is_dir
    is_file iterdir json kill lstrip mkdir month name open parent parse partition path poll popitem read_bytes
    read_text readlines recv release rename reset resolve result reverse rfind rmdir rsplit rstrip run seek
    send shutdown size splitlines start stat status stop submit suffix tell terminate text time title touch
    translate unlink url value wait warning with_suffix write_bytes write_text writelines year zfill
  `),
};

/** Also of what comes with the language (TypeScript, JavaScript, Python). */
export const isOfPlatform = (language: Language, name: string): boolean =>
  isOfBuiltins(language, name) || (PLATFORM[language]?.has(name) ?? false);

export function isOfBuiltins(language: Language, name: string): boolean {
  return COMMON[language].has(name);
}

/**
 * Whether a line may declare something, told from its text alone: so that of the files that merely mention a name only
 * few are parsed. In doubt it may.
 */

const KEYWORDS =
  'fn|fun|func|def|function|class|struct|enum|trait|interface|type|union|mod|module|macro_rules!|record|const|static|let|var|val|namespace|impl|import|use|from';
/** What stands before a declared name: `pub fn `, `func (s *Store) `, `const `, `import `. */
const DECLARED = new RegExp(
  `(?:^|[^\\w$])(?:${KEYWORDS})\\s*(?:\\([^)]*\\)|\\*|mut\\b|default\\b)?\\s*$`,
);
/** Lines that hand names on, and types that may have all their members on one line. */
const WHOLE =
  /^(?:pub(?:\([^)]*\))?\s+use|export)\b|\b(?:enum|struct|interface|type|class|trait|record|union)\s+\w/;
/** A member: nothing before it but modifiers and its type, and behind it what begins a list, a type or a value. */
const BEFORE_MEMBER = /^(?:[\w<>[\],?&*:|#@\s]|(?<=@[\w.]*)\.|(?<=pub|@[\w.]*)\([^)]*\))*$/;
const STATEMENT =
  /^(?:return|throw|raise|new|await|else|yield|case|if|elif|while|for|match|switch|assert|in|not|and|or|del|print)\b/;
const AFTER_MEMBER = /^\s*(?:<[^>]*>)?\s*[?!]?\s*(?:$|[(:={,;|[}]|[\w*[(])/;
/** `self.name = `, `exports.name = `, `Type.prototype.name = `. */
const ASSIGNED = /^\s*(?::[^=]*)?=(?![=>])/;
const OWNER = /^[\w$.]+\.$/;

/** @param text one line, without the space around it */
export function mayDeclare(text: string, word: string): boolean {
  if (WHOLE.test(text)) return true;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + word.length);
    if (/[\w$]$/.test(before) || /^[\w$]/.test(after)) continue;
    if (DECLARED.test(before)) return true;
    if (OWNER.test(before) && ASSIGNED.test(after)) return true;
    if (BEFORE_MEMBER.test(before) && !STATEMENT.test(before) && AFTER_MEMBER.test(after))
      return true;
  }
  return false;
}

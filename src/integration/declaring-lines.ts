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

/** Of longer lines only the beginning may be known. */
const WHOLE_LINE = 300;
/** In Go: a key of a literal or a label, names of a function's own, a member that is given a value. */
const IN_A_BODY = /^(?:\w+\s*:(?!=)|[\w\s,]+:=|[\w.[\]]+\.\w+\s*=)/;
/** Members follow. */
const OPEN_TYPE = /\b(?:struct|interface)\s*\{$/;

/**
 * Whether a line says all that others know of what it may declare: as long as it is the same, the declaration is. Told
 * of Go, where what stands on other lines are members of a type and further parameters; other languages have decorators,
 * annotations and attributes.
 *
 * @param text one line, without the space around it
 */
export function saysAll(path: string, text: string): boolean {
  if (!path.endsWith('.go') || text.length > WHOLE_LINE) return false;
  if (IN_A_BODY.test(text)) return true;
  if (OPEN_TYPE.test(text)) return false;
  return isBalanced(/^func\b/.test(text) ? text.replace(/\{$/, '') : text);
}

function isBalanced(text: string): boolean {
  const [open, closing] = [text.match(/[([{]/g), text.match(/[)\]}]/g)];
  return open?.length === closing?.length;
}

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
/** In Rust, before the type that something is written for: `impl<T> `, `impl<T> Trait for store::`. */
const WRITTEN_FOR =
  /^(?:unsafe\s+)?impl\b(?:\s*<.*>)?\s*(?:[^{}]*\sfor\s+(?:&\s*(?:mut\s+)?)?)?(?:\w+::)*$/;
/** In Rust, before a field of a case: `Ajar { wide: bool, `. */
const IN_A_CASE = /^[A-Z]\w*\s*\{(?:[^{}]*,)?\s*$/;
/** Lines that hand names on, and types that may have all their members on one line. */
const WHOLE =
  /^(?:pub(?:\([^)]*\))?\s+use|export)\b|^from\s+[\w.]+\s+import\b|^import\s+[\w.]+(?:\s+as\s+\w+)?\s*,|\b(?:enum|struct|interface|type|class|trait|record|union)\s+\w/;
/** A member: nothing before it but modifiers and its type (maybe `Summary.Builder`), and behind it what begins a list, a type or a value. */
const BEFORE_MEMBER =
  /^(?:[\w<>[\],?&*:|#@\s]|(?<=@[\w.]*)\.|\.(?=[\w.]{1,80}(?:[\s<>[\]?&*]|,[^()]{0,200}>))|(?<=pub|@[\w.]*)\([^)]*\))*$/;
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
    if (DECLARED.test(before) || isWrittenFor(before)) return true;
    if (IN_A_CASE.test(before) && /^\s*:(?!:)/.test(after)) return true;
    if (OWNER.test(before) && ASSIGNED.test(after)) return true;
    if (BEFORE_MEMBER.test(before) && !STATEMENT.test(before) && AFTER_MEMBER.test(after))
      return true;
  }
  return false;
}

/** Of longer ones it would take long to tell. */
const isWrittenFor = (before: string): boolean =>
  /^(?:unsafe\s+)?impl\b/.test(before) && (before.length > 300 || WRITTEN_FOR.test(before));

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

/** An element of a page. */
const ELEMENT = /^<\/?[A-Za-z]/;
/** `a.b = `, `a, b = `, `a: T = `; what stands there before the sign. */
const LEFT = /^([\w$.,\s[\]*()]+?)\s*(?::(?!=)[^=]*)?=(?!=)/;
/** A header with what it names; on the same line nothing else is declared where that ends as given. */
const GO_HEADER = /^(?:func\s*(?:\([^)]*\)\s*)?|type\s+)(\w+)/;
const SCRIPT_HEADER =
  /^(?:(?:export|default|declare|abstract|async)\s+)*(?:function\b\s*\*?|class\b|interface\b)\s*([\w$]*)/;
const RUST_HEADER = /^(?:pub(?:\([^)]*\))?\s+)?(?:(?:const|async|unsafe)\s+)*fn\s+(\w+)/;
/** In Go. */
const GO_STATEMENT = /^(?:return|go|defer|if|else|for|switch|case|select)\b/;
/** In Python: names at the beginning of a line that is no statement of another kind, or what makes a name one. */
const PYTHON_NAMES = /^(?:[\w.]+(?:\s+as\s+\w+)?(?:\[[^\]]*\])?\s*(?:[,)\\]\s*|$))+(?:#.*)?$/;
const PYTHON_TYPED = /^([\w.]+)\s*:/;
const PYTHON_HEADER = /^(?:async\s+)?(?:def|class|type)\s+(\w+)\s*[([:=]/;

/**
 * Whether a line surely declares nothing of that name that others know of, told with the language: most lines in which a
 * name that many use stands do not.
 *
 * @param text one line, without the space around it
 */
export function neverDeclares(path: string, text: string, word: string): boolean {
  if (path.endsWith('.go')) {
    if (text.startsWith('//') || IN_A_BODY.test(text) || GO_STATEMENT.test(text)) return true;
    return isRight(text, word) || isOfAnother(GO_HEADER, text, word);
  }
  if (/\.pyi?$/.test(path)) return !mayBeOfPython(text, word);
  if (text.startsWith('//')) return true;
  if (path.endsWith('.rs')) return isOfAnother(RUST_HEADER, text, word);
  return /\.[jt]sx?$/.test(path) && (ELEMENT.test(text) || isOfAnother(SCRIPT_HEADER, text, word));
}

/** Of a header that opens a block, only the name of what it is a header of is declared there. */
function isOfAnother(header: RegExp, text: string, word: string): boolean {
  const name = header.exec(text)?.[1];
  return name !== undefined && name !== word && text.endsWith('{');
}

/** What is given to something is not declared there. */
function isRight(text: string, word: string): boolean {
  const left = LEFT.exec(text)?.[1];
  return left !== undefined && !wordsIn(left).includes(word);
}

function mayBeOfPython(text: string, word: string): boolean {
  if (/^(?:from|import)\b/.test(text)) return true;
  const header = PYTHON_HEADER.exec(text);
  // All of it may stand on one line.
  if (header) return header[1] === word || !/:(?:\s*\.\.\.)?(?:\s*#.*)?$/.test(text);
  const typed = PYTHON_TYPED.exec(text)?.[1];
  if (typed !== undefined) return wordsIn(typed).includes(word);
  const left = LEFT.exec(text)?.[1];
  if (left !== undefined) return wordsIn(left).includes(word);
  return PYTHON_NAMES.test(text);
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? [];

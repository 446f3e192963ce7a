/** Elements that GitHub lets through and that enclose what follows them. */
const ENCLOSING = new Set(
  (
    'a b blockquote code dd del details div dl dt em figure figcaption h1 h2 h3 h4 h5 h6 i ins kbd li mark ol ' +
    'p picture pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot ' +
    'th thead tr tt ul var'
  ).split(' '),
);

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const CODE = /`[^`]*`/g;
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/g;

/**
 * Which HTML elements are open while Markdown is read from top to bottom, as `<details>` stays open over the
 * paragraphs below it. Errs towards open: text that might be inside of HTML runs no command.
 */
export class OpenElements {
  private counts: ReadonlyMap<string, number> = new Map();
  private comment = false;

  /** Takes the source of a paragraph or an HTML block into account. */
  read(source: string): void {
    [this.counts, this.comment] = this.reading(source);
  }

  /** Whether anything is still open after this source, without reading it for good. */
  after(source: string): boolean {
    const [counts, comment] = this.reading(source);
    return comment || unclosedBracket(source) || [...counts.values()].some((count) => count > 0);
  }

  private reading(source: string): [ReadonlyMap<string, number>, boolean] {
    const counts = new Map(this.counts);
    let rest = source;
    if (this.comment) {
      const end = source.indexOf('-->');
      if (end < 0) return [counts, true];
      rest = source.slice(end + 3);
    }
    const bare = withoutCode(rest);
    const comment = bare.lastIndexOf('<!--') > bare.lastIndexOf('-->');
    for (const [, close, tag = ''] of bare.replace(COMMENT, '').matchAll(TAG)) {
      const name = tag.toLowerCase();
      if (!ENCLOSING.has(name)) continue;
      counts.set(name, Math.max(0, (counts.get(name) ?? 0) + (close ? -1 : 1)));
    }
    return [counts, comment];
  }
}

function withoutCode(source: string): string {
  return source.replace(/`+/g, '`').replace(CODE, '');
}

/** A link's text may begin on a line before; an open bracket is taken for one. */
function unclosedBracket(source: string): boolean {
  let depth = 0;
  for (const char of withoutCode(source)) {
    if (char === '[') depth += 1;
    if (char === ']') depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

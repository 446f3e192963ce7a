/** Poetry's ways to write ranges (python-poetry.org/docs/dependency-specification). */

/**
 * Poetry's caret, tilde, bare and wildcard versions as PEP 440 writes them; what is PEP 440 already stays as it is. Both
 * tell themselves apart: PEP 440 has no `^`, no `~` alone and no version without a sign.
 */
export function poetryRange(range: string): string {
  return range
    .split(/,|\s+(?=[<>=!~^])/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(partOf)
    .join(',');
}

function partOf(part: string): string {
  if (part === '*') return '>=0';
  if (/^=*\s*\d[\d.]*\.\*$/.test(part)) return `==${part.replace(/^=*\s*/, '')}`;
  const [, sign = '', version = ''] = /^(\^|~(?!=)|)\s*(\d[\w.+-]*)$/.exec(part) ?? [];
  if (version === '') return part;
  if (sign === '') return `==${version}`;
  const release = /^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '';
  const numbers = release.split('.').map(Number);
  const significant = numbers.findIndex((number) => number !== 0);
  const caret = significant === -1 ? numbers.length - 1 : significant;
  const fixed = sign === '~' ? Math.min(1, numbers.length - 1) : caret;
  const upper = numbers.slice(0, fixed + 1);
  upper[fixed] = (upper[fixed] ?? 0) + 1;
  return `>=${version},<${upper.join('.')}`;
}

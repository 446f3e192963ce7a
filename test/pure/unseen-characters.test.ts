import { expect, test } from '@jest/globals';
import { seenOnLines, seenOnOneLine } from '#src/unseen-characters.ts';

test.each([
  ['an escape sequence', '\u001b[2J'],
  ['a line that is written over', 'safe\rnot'],
  ['a control character of one byte', '\u009b2J'],
  ['a text that runs the other way', '\u202egnp.exe'],
  ['its isolated kin', '\u2066a\u2069'],
  ['an Arabic mark', '\u061ca'],
  ['a name that looks like another', 'ma\u200bin'],
  ['a soft hyphen', 'ma\u00adin'],
  ['a joiner of words', 'ma\u2060in'],
  ['a mark of byte order', '\ufeffmain'],
  ['a line of Unicode', 'a\u2028b'],
  ['a tab', 'a\tb'],
])('%s', (_, text) => {
  const seen = seenOnOneLine(text, '?');
  expect(seen).toHaveLength(text.length);
  expect(seen).toMatch(/\?/);
  expect(seen).toMatch(/^[ -~]*$/);
  expect(seenOnLines(`${text}\n${text}`, '?')).toBe(`${seen}\n${seen}`);
});

test('what is seen stays as it is', () => {
  const text = 'Weir: "a – b" [größer] 日本 🙂';
  expect(seenOnOneLine(text, '?')).toBe(text);
  expect(seenOnOneLine('a\nb\u0007', (one) => `<${one.charCodeAt(0)}>`)).toBe('a<10>b<7>');
});

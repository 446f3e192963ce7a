/**
 * Text of any characters. fast-check has this as `unit: 'binary'`, but lists all 1,112,064 of them in a map when
 * the first string is made, which costs each test file seconds.
 */
import fc from 'fast-check';

const SURROGATES = 0x800;
const character = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }).map((point) => String.fromCodePoint(point)),
  fc
    .integer({ min: 0, max: 0x10ffff - SURROGATES })
    .map((at) => String.fromCodePoint(at < 0xd800 ? at : at + SURROGATES)),
);

/** Every second character is of ASCII, the others are any that Unicode has room for. */
export function anyText(constraints: { minLength?: number; maxLength?: number } = {}) {
  return fc.string({ ...constraints, unit: character });
}

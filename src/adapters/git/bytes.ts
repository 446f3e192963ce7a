/** Paths in git are bytes; in Weir they are text that can be shown. */
import { isUtf8 } from 'node:buffer';

/** UTF-8 as it is; where a path is none, each byte above 0x7F as `\xNN`. */
export function decodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (const byte of bytes) {
    text += byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** The bytes that `decodePath` has shown as this text. */
export function encodePath(text: string): Buffer {
  const escaped = /\\x([89a-f][0-9a-f])/g;
  // Where anything was escaped all the rest is ASCII.
  if (!escaped.test(text) || !/^[\x00-\x7f]*$/.test(text)) return Buffer.from(text);
  const bytes = text.replaceAll(escaped, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

/** Whether git would call this content binary: a NUL byte near its beginning. */
export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}

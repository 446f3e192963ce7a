/**
 * Texts out of a zip archive from strangers. What an archive announces is checked before anything is unpacked, and
 * unpacking stops where the announced sizes turn out to be wrong, so a zip bomb costs no more than its limits.
 */
import { isUtf8 } from 'node:buffer';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { ArtifactContent } from '../ports.ts';

/** Bytes unless said otherwise. */
export interface UnzipLimits {
  /** Number of entries. */
  entries: number;
  /** All files together, unpacked. */
  total: number;
  /** One file, unpacked. */
  file: number;
  /** How many times larger a file of more than a megabyte may be than its packed form. */
  ratio: number;
}

export const UNZIP_LIMITS: UnzipLimits = {
  entries: 5_000,
  total: 50_000_000,
  file: 10_000_000,
  ratio: 200,
};

/** Pictures, pages and programs: never what a tool writes for other tools. */
const NO_TEXT =
  /\.(html?|css|svg|png|jpe?g|gif|webp|ico|pdf|zip|gz|zst|xz|tar|exe|dll|so|dylib|a|o|rlib|wasm|class|jar|woff2?|ttf)$/i;
const MEGABYTE = 1_000_000;

class TooLarge extends Error {}

/** Never throws for what an archive holds. */
export async function unzipTexts(
  archive: Buffer,
  limits: UnzipLimits = UNZIP_LIMITS,
): Promise<ArtifactContent> {
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(archive);
  } catch (error) {
    return { state: 'unreadable', reason: `its archive is broken (${wordsOf(error)})` };
  }
  const found: Extract<ArtifactContent, { state: 'found' }> = {
    state: 'found',
    files: [],
    leftOut: [],
  };
  if (zip.entryCount > limits.entries) {
    return tooLarge(`has ${zip.entryCount} entries, more than ${limits.entries}`);
  }
  let [total, count] = [0, 0];
  try {
    for await (const entry of zip.eachEntry()) {
      count += 1;
      if (count > limits.entries) return tooLarge(`has more than ${limits.entries} entries`);
      const path = entry.fileName;
      if (path.endsWith('/') || NO_TEXT.test(path)) continue;
      const problem = problemOf(entry, limits);
      if (problem !== null) {
        found.leftOut.push({ path, reason: problem });
        continue;
      }
      total += entry.uncompressedSize;
      if (total > limits.total) {
        return tooLarge(`would unpack to more than ${inMegabytes(limits.total)}`);
      }
      const bytes = await readEntry(zip, entry, limits.file);
      if (isUtf8(bytes) && !bytes.includes(0)) {
        found.files.push({ path, text: bytes.toString('utf8').replace(/^\uFEFF/, '') });
      } else found.leftOut.push({ path, reason: 'it is no text' });
    }
  } catch (error) {
    if (error instanceof TooLarge) return tooLarge(error.message);
    return { state: 'unreadable', reason: `its archive is broken (${wordsOf(error)})` };
  } finally {
    zip.close();
  }
  return found;
}

function tooLarge(how: string): ArtifactContent {
  return { state: 'unreadable', reason: `it is too large: it ${how}` };
}

function problemOf(entry: Entry, { file, ratio }: UnzipLimits): string | null {
  const { compressedSize, uncompressedSize } = entry;
  if (entry.isEncrypted()) return 'it is encrypted';
  if (uncompressedSize > file) return `it is larger than ${inMegabytes(file)}`;
  if (uncompressedSize > MEGABYTE && uncompressedSize > compressedSize * ratio) {
    return `it unpacks to more than ${ratio} times its size`;
  }
  return null;
}

/** The library fails a stream that gives more than its entry announces; this also holds if it did not. */
async function readEntry(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > most) {
      stream.destroy();
      throw new TooLarge(`holds a file that unpacks to more than ${inMegabytes(most)}`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const inMegabytes = (bytes: number) => `${Math.round(bytes / 100_000) / 10} MB`;

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

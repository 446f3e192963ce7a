import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { zipped } from '#demo/github/routes/artifacts.ts';
import { UNZIP_LIMITS, type UnzipLimits, unzipTexts } from '#src/adapters/unzip.ts';

async function said(archive: Buffer, limits: Partial<UnzipLimits> = {}): Promise<string[]> {
  const read = await unzipTexts(archive, { ...UNZIP_LIMITS, ...limits });
  if (read.state !== 'found') return [read.state === 'gone' ? 'gone' : read.reason];
  return [
    ...read.files.map(({ path, text }) => `${path}: ${text.slice(0, 20)}`),
    ...read.leftOut.map(({ path, reason }) => `${path} left out: ${reason}`),
  ];
}

/** The same archive with other sizes in its central directory. */
function lying(archive: Buffer, size: number): Buffer {
  const copy = Buffer.from(archive);
  copy.writeUInt32LE(size, copy.indexOf('PK\u0001\u0002') + 24);
  return copy;
}

test('texts come out; pages, pictures and what is no text do not', async () => {
  const archive = await zipped({
    'new/estimates.json': '{"mean":1}',
    'bom.json': '\uFEFF{}',
    'report/index.html': '<p>',
    'report/plot.svg': '<svg/>',
    blob: Buffer.from([1, 0, 2]),
    latin: Buffer.from([0xe9, 0x20]),
  });
  expect(await said(archive)).toMatchInlineSnapshot(`
[
  "new/estimates.json: {"mean":1}",
  "bom.json: {}",
  "blob left out: it is no text",
  "latin left out: it is no text",
]
`);
});

test('a zip bomb is too large, whatever it announces', async () => {
  const zeros = Buffer.alloc(5_000_000);
  const bomb = await zipped({ 'zeros.json': zeros });
  expect(bomb.length).toBeLessThan(10_000);
  expect(await said(bomb)).toMatchInlineSnapshot(`
[
  "zeros.json left out: it unpacks to more than 200 times its size",
]
`);
  expect(await said(bomb, { file: 1_000_000 })).toMatchInlineSnapshot(`
[
  "zeros.json left out: it is larger than 1 MB",
]
`);
  // It says that it is small, and goes on.
  expect(await said(lying(bomb, 100))).toMatchInlineSnapshot(`
[
  "its archive is broken (too many bytes in the stream. expected 100. got at least 16384)",
]
`);
  const many = await zipped({ a: 'x'.repeat(900), b: 'y'.repeat(900), c: 'z'.repeat(900) });
  expect(await said(many, { total: 2_000 })).toMatchInlineSnapshot(`
[
  "it is too large: it would unpack to more than 0 MB",
]
`);
  expect(await said(many, { entries: 2 })).toMatchInlineSnapshot(`
[
  "it is too large: it has 3 entries, more than 2",
]
`);
});

test('what is no archive, or a broken one, is told', async () => {
  expect(await said(Buffer.from('not a zip'))).toMatchInlineSnapshot(`
[
  "its archive is broken (End of central directory record signature not found. Either not a zip file, or file is truncated.)",
]
`);
  expect(await said(Buffer.alloc(0))).toMatchInlineSnapshot(`
[
  "its archive is broken (End of central directory record signature not found. Either not a zip file, or file is truncated.)",
]
`);
  const escaping = await zipped({ 'aa/aa/x.json': '{}' });
  expect(
    await said(Buffer.from(escaping.toString('latin1').replaceAll('aa/aa', '../..'), 'latin1')),
  ).toMatchInlineSnapshot(`
[
  "its archive is broken (invalid relative path: ../../x.json)",
]
`);
});

test('no damage to an archive makes it fail in another way', async () => {
  const archive = await zipped({ 'a.json': '{"a":1}', 'b.txt': 'text '.repeat(100) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(archive.length),
      async (changes, length) => {
        const damaged = Buffer.from(archive);
        for (const [at, byte] of changes) damaged[at] = byte;
        await unzipTexts(damaged);
        await unzipTexts(damaged.subarray(0, length));
      },
    ),
    { numRuns: 150 },
  );
});

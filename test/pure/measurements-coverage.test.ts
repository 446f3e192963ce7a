import { expect, test } from '@jest/globals';
import { readCoverage } from '#src/measurements/coverage.ts';

const LCOV = `TN:
SF:src/a.rs
FN:1,main
DA:1,5
DA:2,0
DA:2,1
DA:3,0
LF:3
LH:2
end_of_record
SF:src/b.rs
LF:7
LH:7
end_of_record
`;
const cobertura = (attributes: string) =>
  `<?xml version="1.0"?>\n<!DOCTYPE coverage SYSTEM "x.dtd">\n<coverage ${attributes}>\n<packages><package line-rate="0"/></packages></coverage>\n`;
const llvm = (data: unknown) =>
  JSON.stringify({ data, type: 'llvm.coverage.json.export', version: '2.0.1' });

test.each<[string, string, string]>([
  ['lcov, by lines and else by counts', LCOV, 'lcov 9 of 10'],
  ['lcov without a test name', LCOV.replace('TN:\n', ''), 'lcov 9 of 10'],
  ['lcov that is cut off', LCOV.slice(0, -16), 'refused: it ends in the middle of a record'],
  ['lcov of nothing', 'TN:\nSF:a\nend_of_record\n', 'refused: it counts no lines'],
  [
    'Cobertura by counts',
    cobertura('line-rate="0.1" lines-covered="85" lines-valid="100"'),
    'Cobertura 85 of 100',
  ],
  ['Cobertura by rate', cobertura('line-rate="0.853" version="5"'), 'Cobertura 85.3 %'],
  [
    'Cobertura without either',
    cobertura('version="5"'),
    'refused: it has neither counts nor a rate of lines',
  ],
  [
    'Cobertura that is cut off',
    cobertura('line-rate="0.9"').slice(0, -13),
    'refused: it ends before its root element does',
  ],
  [
    'more than everything',
    cobertura('lines-covered="101" lines-valid="100"'),
    'refused: it says that 101 of 100 lines are covered',
  ],
  ['another XML', '<report><counter/></report>', 'other'],
  [
    'llvm-cov, all parts together',
    llvm([
      { totals: { lines: { count: 10, covered: 5, percent: 50 } } },
      { totals: { lines: { count: 30, covered: 30, percent: 100 } } },
    ]),
    'llvm-cov 35 of 40',
  ],
  [
    'llvm-cov without totals',
    llvm([{ files: [] }]),
    'refused: a part of it has no totals of lines',
  ],
  ['another JSON', '{"data":[],"type":"other"}', 'other'],
  ['deep JSON', '['.repeat(10_000), 'refused: it is nested deeper than 64 levels'],
  ['prose', 'Coverage: 93 %', 'other'],
])('%s', (_, text, expected) => {
  const read = readCoverage(text);
  const said =
    read.state === 'read'
      ? `${read.format} ${read.lines ? `${read.lines.covered} of ${read.lines.of}` : `${read.share * 100} %`}`
      : read.state === 'refused'
        ? `refused: ${read.reason}`
        : 'other';
  expect(said).toBe(expected);
});

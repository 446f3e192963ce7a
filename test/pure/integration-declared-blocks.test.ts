import { expect, test } from '@jest/globals';
import { concerning } from '#src/integration/concerning.ts';
import { declareAlike, linesIn } from '#src/integration/declared-blocks.ts';
import type { Behind } from '#src/integration/target-changes.ts';
import type { Survey, TreeChange } from '#src/ports.ts';
import { processorTime } from '../processor-time.ts';

const alike = (path: string, before: string, now: string, word = 'Open') =>
  declareAlike(linesIn(path, before), linesIn(path, now), [word]);

const PYTHON = `from mypy.types import (
    Close,
    Open,
)

class Base:
    def __init__(self, path):
        self.path = path

@final
class Open(Base):
    size: int = 0

    def read(self, most):
        return most

def use(one):
    return Open(one).read(2)
`;
const GO = `package store

import "os"

const (
\tFirst = iota
\tOpen
)

type Open struct {
\tBase
\tpath string
}

func (o *Open) Read(most int) error {
\treturn o.read(most)
}

func use(path string) {
\topen := &Open{path: path}
\topen.Open = close
}
`;
const TYPESCRIPT = `import {
  Close,
  Open,
} from './store.js';
export * from './more.js';

export interface Base {
  path: string;
}

@sealed({
  deep: true,
})
export class Open
  extends Base
{
  read(most: number): void {
    this.most = most;
  }
}

export type State =
  | Open
  | Close;

export function use(one: string): Open {
  return new Open(one);
}
`;
const RUST = `use crate::store::{
    Close,
    Open,
};

#[derive(Debug)]
pub enum State {
    Open,
    Shut,
}

pub fn Open<T>(path: &T) -> State
where
    T: Path,
{
    State::Shut
}

impl<'a> Path<'a> {
    pub fn size(&self) -> u32 {
        0
    }
}
`;

test.each<[boolean, string, string, string, string, string]>([
  [true, 'another import of a list', 'a.py', PYTHON, '    Close,\n', '    Close,\n    Shut,\n'],
  [false, 'where a list is imported from', 'a.py', PYTHON, 'from mypy.types', 'from mypy.more'],
  [true, 'what a function of others does', 'a.py', PYTHON, 'read(2)', 'read(3)'],
  [false, 'a member', 'a.py', PYTHON, 'size: int', 'size: float'],
  [false, 'a decorator', 'a.py', PYTHON, '@final\n', ''],
  [false, 'a parent', 'a.py', PYTHON, 'Open(Base)', 'Open(Other)'],
  [false, 'how a parent is made', 'a.py', PYTHON, '__init__(self, path)', '__init__(self)'],
  [true, 'a function of Go', 'a.go', GO, '\treturn o.read(most)', '\treturn o.read(most, 1)'],
  [true, 'what is given to a member of Go', 'a.go', GO, '= close', '= shut'],
  [true, 'a key of a literal of Go', 'a.go', GO, '{path: path}', '{path: one}'],
  [false, 'a constant before it that counts on', 'a.go', GO, '\tFirst = iota\n', '\tZero = iota\n'],
  [false, 'a member of Go', 'a.go', GO, '\tpath string\n', '\tpath Path\n'],
  [false, 'when a file of Go counts', 'a.go', GO, 'package', '//go:build linux\n\npackage'],
  [true, 'another import of TypeScript', 'a.ts', TYPESCRIPT, '  Close,\n', ''],
  [false, 'the module of an import', 'a.ts', TYPESCRIPT, './store.js', './other.js'],
  [false, 'all that a module hands on', 'a.ts', TYPESCRIPT, './more.js', './other.js'],
  [false, 'a decorator of several lines', 'a.ts', TYPESCRIPT, 'deep: true', 'deep: false'],
  [false, 'a parent on a line of its own', 'a.ts', TYPESCRIPT, 'extends Base', 'extends Other'],
  [false, 'a member of that parent', 'a.ts', TYPESCRIPT, 'path: string', 'path: Path'],
  [false, 'another case of a union', 'a.ts', TYPESCRIPT, '  | Close', '  | Close\n  | Shut'],
  [true, 'what a function does inside', 'a.ts', TYPESCRIPT, 'new Open(one)', 'new Open(one, 2)'],
  [false, 'another case of an enum', 'a.rs', RUST, '    Shut,\n', '    Shut,\n    Ajar,\n'],
  [false, 'a bound below the name', 'a.rs', RUST, 'T: Path', 'T: AsRef<Path>'],
  [true, 'another name of a list', 'a.rs', RUST, '    Close,\n', ''],
  [true, 'a method of another type', 'a.rs', RUST, '-> u32', '-> u64'],
])('alike (%s): %s', (expected, _, path, text, was, is) => {
  expect(text).toContain(was);
  expect(alike(path, text, text.replace(was, is))).toBe(expected);
  expect(alike(path, text.replace(was, is), text)).toBe(expected);
});

test('what stands above a type holds for what is in it', () => {
  const said = (above: string) =>
    `#[derive(Debug)]\n${above}pub struct Shop {\n    Open: u32,\n}\n`;
  expect(alike('a.rs', said(''), said(''))).toBe(true);
  expect(alike('a.rs', said(''), said('#[cfg(unix)]\n'))).toBe(false);
});

test('what a type has stands in all that is written for it', () => {
  const said = (head: string, size: string) => `${head} {\n    fn size(&self) -> ${size};\n}\n`;
  for (const head of ['impl Open', "impl<'a> Open<'a>", 'impl<T> Size for Open<T>']) {
    expect([head, alike('a.rs', said(head, 'u32'), said(head, 'u64'))]).toEqual([head, false]);
    expect([head, alike('a.rs', said(head, 'u32'), said(head, 'u32'))]).toEqual([head, true]);
  }
});

test('what is imported on one line, and listed as text, is told apart from its neighbours', () => {
  expect(alike('a.py', 'from a import Open, b\n', 'from a import Open\n')).toBe(true);
  expect(alike('a.py', 'from a import Open, b\n', 'from a import b\n')).toBe(false);
  expect(alike('a.py', 'from a import Open as O\n', 'from a import Open\n')).toBe(false);
  expect(alike('a.py', '__all__ = [\n    "Open",\n]\n', '__all__ = [\n]\n')).toBe(false);
  expect(alike('a.ts', "export { Open } from 'a';\n", "export { A, Open } from 'a';\n")).toBe(true);
  expect(alike('a.ts', "export { Open } from 'a';\n", "export { Open } from 'b';\n")).toBe(false);
});

test('a text made to be slow is not', () => {
  const text = `${'('.repeat(50_000)}\n${'Open = 1\n'.repeat(3_000)}${'  Open: a = (\n'.repeat(3_000)}`;
  const start = processorTime();
  alike('a.py', text, text);
  alike('a.ts', text, `${text} `);
  expect(processorTime() - start).toBeLessThan(60_000);
});

const TEXTS: Record<string, string> = {
  old: 'def Open(path):\n    pass\n\nx = 1\n',
  same: 'def Open(path):\n    pass\n\nx = 2\n',
  other: 'def Open(path, mode):\n    pass\n',
};

test.each<[string[], string, Partial<Pick<Behind, 'sure' | 'doubts'>>, string]>([
  [[], 'declares alike what it is followed for', {}, 'same'],
  [['a.py'], 'declares it otherwise', {}, 'other'],
  [['a.py'], 'is one that the head is sure about', { sure: new Set(['a.py']) }, 'same'],
  [['a.py'], 'is followed for no word', { doubts: new Map() }, 'same'],
  [['a.py'], 'cannot be read', {}, 'gone'],
])('followed (%j) is a file that %s', async (expected, _, over, now) => {
  const survey: Pick<Survey, 'contents' | 'giveWay'> = {
    contents: async (blobs) =>
      new Map(
        blobs.map((blob) => [
          blob,
          blob in TEXTS
            ? { state: 'text', text: TEXTS[blob] ?? '' }
            : { state: 'left-out', reason: 'missing' },
        ]),
      ),
    giveWay: async () => {},
  };
  const head = { base: 'base', sure: new Set(), doubts: new Map([['a.py', ['Open']]]), ...over };
  const modes: TreeChange['modes'] = ['100644', '100644'];
  const change: TreeChange = { path: 'a.py', status: 'M', modes, oids: ['old', now] };
  const since = new Map([['base', [change]]]);
  const left = await concerning(survey as Survey, since, [head as Behind]);
  expect([...left].flatMap(([, all]) => all.map(({ path }) => path))).toEqual(expected);
});

import { expect, test } from '@jest/globals';
import { mayDeclare, neverDeclares, saysAll } from '#src/integration/declaring-lines.ts';
import { matters } from '#src/integration/mentions.ts';
import { processorTime } from '../processor-time.ts';

test.each<[string, string]>([
  ['Rust', 'pub(crate) async fn open<T>(path: &T) -> Self {'],
  ['Rust', 'macro_rules! open {'],
  ['Rust', 'pub(crate) open: bool,'],
  ['Rust', 'open,'],
  ['Rust', 'Open { path: PathBuf },'.replace('Open', 'open')],
  ['Rust', 'pub use store::{close, open};'],
  ['Rust', 'enum State { open, shut }'],
  ['Rust', 'Ajar { wide: bool, open: bool },'],
  ['Rust', "impl<'a, T: Into<Option<T>>> open<'a, T> {"],
  ['Rust', 'unsafe impl<T> store::Read for crate::store::open<T> {'],
  ['Go', 'func (s *Store) open(path string) error {'],
  ['Go', 'open(path string) error'],
  ['Go', 'open  func() error `json:"open"`'],
  ['Go', 'shut, open bool'],
  ['Python', 'async def open(self, path):'],
  ['Python', 'self.open = None'],
  ['Python', 'open: int = 3'],
  ['Python', 'from .store import open'],
  ['Python', 'from river.store import shut, open'],
  ['Python', 'import os.path, open'],
  ['TypeScript', 'export { shut, open } from "./store";'],
  ['TypeScript', 'private readonly open?: () => void;'],
  ['TypeScript', 'static async open<T>(path: T): Promise<void> {'],
  ['TypeScript', 'const open = (path: string) => path;'],
  ['TypeScript', 'open(path) {'],
  ['JavaScript', 'Store.prototype.open = function (path) {'],
  ['JavaScript', 'open: function (path) {'],
  ['Java', 'public static <T> Map<String, T> open(final String path) throws IOException {'],
  ['Java', '@Nonnull @Deprecated(since = "3") String open(@Nonnull String path);'],
  ['Java', 'private final int open;'],
  ['Java', 'private final Summary.Builder open = Summary.builder();'],
  ['Java', 'private final BiFunction<Summary.Part, Map<String, Object>, int[]> open;'],
  ['Java', 'public java.util.Map.Entry<String, Integer> open(String path) {'],
])('%s: %s may declare it', (_, text) => {
  expect(mayDeclare(text, 'open')).toBe(true);
});

test.each([
  'let file = open(path)?;',
  'return open(path);',
  'if open(path) {',
  'store.open(path)',
  'assert.equal(open(path), 3);',
  'for (const one of open(path)) {',
  'let a = Store { open: true };',
  'value == open',
  'reopen(path) {',
  'open2: int',
  'fn shut(path: open) {',
  'Self::Ajar { open: true }',
  'Ajar { wide: open },',
  'for open in files {',
  'store.open',
  'this.store.open;',
  'shut.one, this.open',
  'shut.one, open',
])('%s does not declare it', (text) => {
  expect(mayDeclare(text, 'open')).toBe(false);
});

test.each<[boolean, string]>([
  [true, 'func open(path string) error {'],
  [true, 'func (s *Store) open() (file *File, err error) { return nil, nil }'],
  [false, 'func open('],
  [false, 'func open(path string,'],
  [false, 'func open() struct {'],
  [false, 'func open() (file *File, info struct {'],
  [false, 'type open struct {'],
  [false, 'open interface {'],
  [true, 'type open struct{}'],
  [true, 'type open func(path string) error'],
  [true, 'open(path string) error'],
  [false, 'open(path string,'],
  [true, 'open *File `json:"open"`'],
  [false, 'open func('],
  [false, 'var open = func(path string) {'],
  [true, 'open, shut = 1, 2'],
  [true, 'open'],
  [true, 'open: &File{'],
  [true, 'open := func() {'],
  [true, 'file, open := pair('],
  [true, 's.open = &File{'],
  [false, 'open = &File{'],
  [false, `open(${'path string, '.repeat(30)})`],
])('of what a line of Go declares it says all: %s %s', (expected, text) => {
  expect(saysAll('a.go', text)).toBe(expected);
  expect(saysAll('a.ts', text)).toBe(false);
});

test.each<[boolean, string, boolean, string[], string[]]>([
  [true, 'a declaration that changes', false, ['open(path string)'], ['open(path Path)']],
  [true, 'one that goes', false, ['func open() {'], []],
  [true, 'one that comes a second time', false, ['open()'], ['open()', 'open()']],
  [false, 'one that stays, with all there is to say', false, ['func open() {'], ['func open() {']],
  [true, 'one that stays, and more is said below', false, ['func open('], ['func open(']],
  [false, 'uses that change', false, ['return open(1)'], ['return open(2)']],
  [true, 'uses that change, to who changes it', true, ['return open(1)'], ['return open(2)']],
  [false, 'lines in another order', true, ['return open(1)', 'open'], ['open', 'return open(1)']],
])('it matters (%s): %s', (expected, _, anywhere, before, now) => {
  expect(matters('a.go', 'open', anywhere, before, now)).toBe(expected);
});

test.each<[boolean, string, string]>([
  [true, 'a.go', 'open: path,'],
  [true, 'a.go', 'file.open = true'],
  [true, 'a.go', 'open := 1'],
  [true, 'a.go', 'newOpen = func(path string) open {'],
  [true, 'a.go', 'func (s *Store) shut(open int) {'],
  [true, 'a.go', 'type shut struct { // open {'],
  [true, 'a.go', '// type open is'],
  [false, 'a.go', 'open = iota'],
  [false, 'a.go', 'shut, open = 1, 2'],
  [false, 'a.go', 'func (s *Store) open(shut int) {'],
  [false, 'a.go', 'type shut struct { open int }'],
  [false, 'a.go', 'open func(path string) error'],
  [true, 'a.py', 'open(path)'],
  [true, 'a.py', 'fallback=open(path),'],
  [true, 'a.py', 'class Shut(open):'],
  [true, 'a.py', 'one: open = 1'],
  [true, 'a.py', '# import open'],
  [true, 'a.py', 'type for open of it'],
  [false, 'a.py', 'class Shut: open = 1'],
  [false, 'a.py', 'open: int'],
  [false, 'a.py', 'self.open = 1'],
  [false, 'a.py', 'shut, open = 1, 2'],
  [false, 'a.py', 'open as shut,'],
  [false, 'a.py', 'shut, open)  # both'],
  [false, 'a.py', 'from a import (open,'],
  [true, 'a.tsx', '<open path="a">'],
  [true, 'a.ts', 'export function shut(path: open): open {'],
  [true, 'a.ts', 'class Shut extends open {'],
  [false, 'a.ts', 'open(path: Path): void;'],
  [false, 'a.ts', 'class Shut { open = 1; }'],
  [false, 'a.ts', 'export default function open(path) {'],
  [true, 'a.rs', 'pub fn shut(path: open) -> open {'],
  [false, 'a.rs', 'pub fn open(path: Shut) {'],
  [false, 'a.rs', 'pub enum Shut { open }'],
])('surely declares nothing (%s): %s %s', (expected, path, text) => {
  expect(neverDeclares(path, text, 'open')).toBe(expected);
});

test('a line made to be slow is not', () => {
  const text = `${'@a.a(a) pub(b) '.repeat(20_000)}!`;
  const start = processorTime();
  mayDeclare(`${text} open(`, 'open');
  for (const part of ['a, ', 'a as b, ', 'a.', 'async ', 'export ', '(', 'a: '])
    for (const path of ['a.go', 'a.py', 'a.ts', 'a.rs'])
      neverDeclares(path, `${part.repeat(40_000)}!`, 'open');
  // Backtracking over these would take longer than the universe has.
  expect(processorTime() - start).toBeLessThan(60_000);
});

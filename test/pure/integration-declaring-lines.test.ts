import { expect, test } from '@jest/globals';
import { mayDeclare, saysAll } from '#src/integration/declaring-lines.ts';
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
  ['Go', 'func (s *Store) open(path string) error {'],
  ['Go', 'open(path string) error'],
  ['Go', 'open  func() error `json:"open"`'],
  ['Go', 'shut, open bool'],
  ['Python', 'async def open(self, path):'],
  ['Python', 'self.open = None'],
  ['Python', 'open: int = 3'],
  ['Python', 'from .store import open'],
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

test('a line made to be slow is not', () => {
  const text = `${'@a.a(a) pub(b) '.repeat(20_000)}!`;
  const start = processorTime();
  mayDeclare(`${text} open(`, 'open');
  // Backtracking over these would take longer than the universe has.
  expect(processorTime() - start).toBeLessThan(60_000);
});

import { expect, test } from '@jest/globals';
import { mayDeclare } from '#src/integration/declaring-lines.ts';
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

test('a line made to be slow is not', () => {
  const text = `${'@a.a(a) pub(b) '.repeat(20_000)}!`;
  const start = processorTime();
  mayDeclare(`${text} open(`, 'open');
  // Backtracking over these would take longer than the universe has.
  expect(processorTime() - start).toBeLessThan(60_000);
});

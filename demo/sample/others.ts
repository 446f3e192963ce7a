import type { State } from './history.ts';

/** A file name that a page which forgets to escape it would turn into a mention, a table cell and a comment. */
export const HOSTILE_PATH = 'docs/a|b @team <!-- x.md';

/** What happens beside the five workstreams. */
export const others: State[] = [
  {
    // Lands on main in the middle of the week and meets what security is rewriting.
    name: 'main-hotfix',
    from: 'main',
    commits: [
      {
        author: 'erin',
        at: '2025-07-09T07:40:00Z',
        message: 'Never sign a token for longer than a day',
        changes: [
          {
            edit: 'crates/security/src/jwt.rs',
            replace: [
              [
                '        let exp = now + lifetime.as_secs();\n',
                '        let exp = now + lifetime.min(MAX_LIFETIME).as_secs();\n',
              ],
              [
                '/// Signs tokens with one key.\n',
                `/// No token is good for longer, whatever was asked for.
pub const MAX_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Signs tokens with one key.
`,
              ],
            ],
          },
        ],
      },
    ],
  },
  {
    // Tess gives the timer back, so that performance-observability can go on with it.
    name: 'testing-keeps-timer',
    from: 'testing',
    commits: [
      {
        author: 'tess',
        at: '2025-07-09T06:50:00Z',
        message: 'Leave the timer to those who work on it',
        changes: [
          { restore: 'crates/observability/src/timer.rs', of: 'main' },
          { restore: 'crates/observability/src/lib.rs', of: 'main' },
        ],
      },
    ],
  },
  {
    // Named like the kernel's work, but it changes the store.
    name: 'memory-store-size',
    from: 'main',
    commits: [
      {
        author: 'kim',
        at: '2025-07-08T11:20:00Z',
        message: 'Let the memory store tell how much it holds',
        changes: [
          {
            edit: 'crates/storage/src/memory.rs',
            replace: [
              [
                'impl EventStore for MemoryStore {\n',
                `impl MemoryStore {
    /// How many events it holds.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether nothing was ever appended.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

impl EventStore for MemoryStore {
`,
              ],
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'plan-typos',
    from: 'main',
    commits: [
      {
        author: 'tess',
        at: '2025-07-08T14:30:00Z',
        message: 'Let storage wait for the tests, too',
        changes: [
          {
            edit: '.github/workstreams.yml',
            replace: [
              [
                '    depends_on: [build-system-stabilization, kernel-events-expansion]\n',
                '    depend_on: [build-system-stabilization, kernel-events-expansion, testing-infrastructure]\n',
              ],
              [
                '    approvals: [security-lead, arch-lead]\n',
                '    approvals: [security-led, arch-lead]\n',
              ],
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'wiki-import',
    from: 'main',
    commits: [
      {
        author: 'heidi',
        at: '2025-07-08T08:10:00Z',
        message: 'Import the notes of the old wiki',
        changes: [
          {
            write: HOSTILE_PATH,
            text: '# A or B\n\nNotes of the meeting in March. We chose B: one file for each segment.\n',
          },
        ],
      },
    ],
  },
  {
    name: 'wiki-import-by-olga',
    from: 'main',
    commits: [
      {
        author: 'olga',
        at: '2025-07-08T12:45:00Z',
        message: 'Add the wiki page that everybody misses',
        changes: [
          {
            write: HOSTILE_PATH,
            text: '# A or B?\n\nA has one file for everything. B has one for each segment. Nobody remembers why B won.\n',
          },
        ],
      },
    ],
  },
];

/** A small synthetic Rust workspace with a plan of five workstreams: where the failures of a replay happen. */
import type { Files } from './repo.ts';

const CRATES = ['testing', 'kernel', 'storage', 'security', 'performance'] as const;

/** The plan as it is before anything goes wrong. */
export const PLAN = `version: 1
target: main
phase: { name: Phase 2, start: START, weeks: 3-6, timezone: UTC, next: { name: Phase 3 } }
roles: { arch-lead: [alice], perf-lead: [alice] }
workstreams:
  testing:
    branch: feature/testing
    also: { paths: ["crates/testing/**"] }
    agent: testing-002
    issue: 1
    tasks:
      - { text: Cover the integration paths, done_when: { metric: integration_coverage, is: ">80%" } }
${tasks('testing', [2, 3, 4])}
    metrics:
      integration_coverage: { target: ">80%", from: { coverage: "coverage-integration*" } }
  kernel:
    branch: feature/kernel
    also: { paths: ["crates/kernel/**"] }
    agent: kernel-003
    issue: 2
    tasks:
${tasks('kernel')}
    metrics:
      lifecycle_events: { target: 8, from: { symbols: { path: "crates/kernel/**", enum: KernelEvent } } }
  storage:
    branch: feature/storage
    also: { paths: ["crates/storage/**"] }
    agent: storage-004
    tasks:
${tasks('storage')}
  security:
    branch: feature/security
    also: { paths: ["crates/security/**"] }
    agent: security-005
    tasks:
${tasks('security')}
  performance:
    branch: feature/performance
    also: { paths: ["crates/performance/**"] }
    agent: performance-006
    tasks:
${tasks('performance')}
    objectives:
      - Measure before and after
criteria:
  - { text: 95 % of the tasks are done, when: { deliverables: ">=95%" } }
integration: { performance: { max_regression: 5% } }
contracts:
  - path: crates/storage/src/lib.rs
    symbol: EventStore
    owners: [arch-lead]
    signature: "pub trait EventStore { fn append(&mut self, event: Event) -> Result<u64, StoreError>; }"
  - path: crates/security/src/limit.rs
    symbol: RateLimiter
    owners: [arch-lead]
    signature: |
      /// Whether somebody may go on.
      trait RateLimiter {
          fn allow(&mut self, client: &str) -> Result<bool>;
      }
`;

function tasks(crate: string, parts = [1, 2, 3, 4]): string {
  return parts
    .map(
      (part) =>
        `      - { text: Write part ${part} of ${crate}, done_when: { file: "crates/${crate}/src/part_${part}.rs" } }`,
    )
    .join('\n');
}

export const WORKFLOW = `name: CI
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: cargo build --workspace
      - run: cargo test --workspace
`;

/** Everything on main at the beginning; 16 of the 20 tasks are done, and nobody says more. */
export function firstFiles(start: string): Files {
  const files: Files = {
    '.github/workstreams.yml': PLAN.replace('START', start),
    '.github/workflows/ci.yml': WORKFLOW,
    'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/*"]\n',
    'README.md': '# River\n',
  };
  const unfinished: Record<string, number[]> = { kernel: [1, 2, 3], performance: [1, 2] };
  for (const crate of CRATES) {
    files[`crates/${crate}/Cargo.toml`] = `[package]\nname = "${crate}"\nversion = "0.2.1"\n`;
    files[`crates/${crate}/src/lib.rs`] = `//! The ${crate} of a river.\n`;
    for (const part of unfinished[crate] ?? [1, 2, 3, 4]) {
      files[`crates/${crate}/src/part_${part}.rs`] = `pub fn part_${part}() {}\n`;
    }
  }
  files['crates/kernel/src/event.rs'] =
    'pub enum KernelEvent {\n    Started,\n    Stopped,\n    Failed,\n}\n';
  files['crates/storage/src/lib.rs'] = STORE;
  files['crates/security/src/limit.rs'] = LIMIT;
  return files;
}

/** As the plan agrees, in other words. */
export const LIMIT =
  'pub trait RateLimiter: Send {\n    fn allow(\n        &mut self,\n        who: &str,\n    ) -> crate::Result<bool>;\n}\n';

export const STORE =
  'pub trait EventStore {\n    fn append(&mut self, event: Event) -> Result<u64, StoreError>;\n}\n';

import type { State } from './history.ts';

/** Workstream 2: tests across crates. It deletes a timer that performance-observability works on. */
export const testing: State[] = [
  {
    name: 'testing',
    from: 'main',
    commits: [
      {
        author: 'tess',
        at: '2025-07-07T09:50:00Z',
        message: 'Test the kernel together with a store',
        changes: [
          {
            write: 'crates/testing/tests/kernel_and_store.rs',
            text: `use river_kernel::authorize::AllowList;
use river_kernel::Kernel;
use river_storage::{EventStore, MemoryStore};
use river_testing::FrozenClock;
use river_types::{AgentId, KernelError, Stamped};

#[test]
fn everything_that_happens_is_in_the_store() {
    let (sender, events) = std::sync::mpsc::channel();
    let clock = FrozenClock::new();
    let mut store = MemoryStore::default();
    let mut position = 0;
    let record = Box::new(move |event| {
        let stamped = Stamped { position, at: clock.now(), event };
        position = store.append(&stamped).map_err(|e| KernelError::Storage(e.into()))? + 1;
        sender.send(stamped).ok();
        Ok(())
    });

    let ferry = AgentId::new("ferry");
    let mut kernel = Kernel::new(AllowList::from([ferry.clone()]), record);
    kernel.start(ferry.clone()).unwrap();
    let task = kernel.queue(ferry.clone(), "cross the river".into()).unwrap();
    assert_eq!(kernel.take(&ferry).unwrap().map(|taken| taken.id), Some(task));
    drop(kernel);

    let names: Vec<_> = events.iter().map(|stamped| stamped.event.name()).collect();
    assert_eq!(names, ["agent_started", "task_queued", "task_started"]);
}
`,
          },
          {
            edit: 'crates/testing/Cargo.toml',
            replace: [
              [
                'river-types = { workspace = true }\n',
                'river-storage = { workspace = true }\nriver-types = { workspace = true }\n',
              ],
            ],
          },
          {
            edit: 'Cargo.lock',
            replace: [
              [
                ' "river-kernel",\n "river-types",\n "time",\n]',
                ' "river-kernel",\n "river-storage",\n "river-types",\n "time",\n]',
              ],
            ],
          },
        ],
      },
      {
        author: 'tess',
        at: '2025-07-07T15:15:00Z',
        message: 'Measure in one place instead of two',
        changes: [
          {
            write: 'crates/testing/src/bench.rs',
            text: `//! The one way in which benchmarks of river are measured: many samples, and the one in the middle.

/// Nanoseconds that \`work\` takes, as the median of \`samples\` runs.
///
/// # Panics
///
/// When \`samples\` is 0: there is no middle of nothing.
pub fn median_ns(samples: usize, mut work: impl FnMut()) -> u128 {
    assert!(samples > 0, "a median needs at least one sample");
    let mut times: Vec<u128> = (0..samples)
        .map(|_| {
            let before = std::time::Instant::now();
            work();
            before.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    times[samples / 2]
}
`,
          },
          {
            edit: 'crates/testing/src/lib.rs',
            replace: [['pub mod agent;\n', 'pub mod agent;\npub mod bench;\n']],
          },
          { remove: 'crates/observability/src/timer.rs' },
          {
            edit: 'crates/observability/src/lib.rs',
            replace: [
              ['pub mod timer;\n', ''],
              ['pub use timer::Timer;\n', ''],
            ],
          },
        ],
      },
    ],
  },
];

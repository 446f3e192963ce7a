import type { State } from './history.ts';

/** Workstream 6: still without a pull request, because two others must land first. It needs a newer `time`. */
export const performance: State[] = [
  {
    name: 'performance',
    from: 'main',
    commits: [
      {
        author: 'pete',
        at: '2025-07-08T08:30:00Z',
        message: 'Count how long things take, not only how often they happen',
        changes: [
          {
            write: 'crates/observability/src/histogram.rs',
            text: `use std::time::Duration;

/// Durations by powers of two, from a microsecond to more than a minute.
#[derive(Clone, Debug)]
pub struct Histogram {
    buckets: [u64; 28],
}

impl Histogram {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self { buckets: [0; 28] }
    }

    /// Counts one duration.
    pub fn record(&mut self, took: Duration) {
        let micros = took.as_micros().max(1) as u64;
        let bucket = (micros.ilog2() as usize).min(self.buckets.len() - 1);
        self.buckets[bucket] += 1;
    }

    /// How many durations were counted.
    pub fn total(&self) -> u64 {
        self.buckets.iter().sum()
    }
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}
`,
          },
          {
            edit: 'crates/observability/src/timer.rs',
            replace: [
              [
                'use std::time::{Duration, Instant};\n',
                'use std::time::{Duration, Instant};\n\nuse crate::histogram::Histogram;\n',
              ],
              [
                '        self.started.elapsed()\n    }\n',
                `        self.started.elapsed()
    }

    /// Stops, and counts the time in a histogram.
    pub fn stop(self, into: &mut Histogram) -> Duration {
        let took = self.elapsed();
        into.record(took);
        took
    }
`,
              ],
            ],
          },
          {
            edit: 'crates/observability/src/lib.rs',
            replace: [
              ['pub mod metrics;\n', 'pub mod histogram;\npub mod metrics;\n'],
              ['pub use metrics::', 'pub use histogram::Histogram;\npub use metrics::'],
            ],
          },
        ],
      },
      {
        author: 'pete',
        at: '2025-07-08T16:00:00Z',
        message: 'Stamp exported metrics with the time of day',
        changes: [
          {
            write: 'crates/observability/src/export.rs',
            text: `use time::format_description::well_known::Rfc3339;
use time::OffsetDateTime;

/// One line of the text that a metrics server collects.
///
/// # Errors
///
/// When the time lies outside the years that RFC 3339 can write.
pub fn line(name: &str, value: u64, at: OffsetDateTime) -> Result<String, time::error::Format> {
    Ok(format!("river_{name} {value} # {}", at.format(&Rfc3339)?))
}
`,
          },
          {
            edit: 'crates/observability/src/lib.rs',
            replace: [['pub mod histogram;\n', 'pub mod export;\npub mod histogram;\n']],
          },
          {
            edit: 'crates/observability/Cargo.toml',
            replace: [
              [
                'river-types = { workspace = true }\n',
                'river-types = { workspace = true }\n# 0.3.36 is the first that builds with Rust 1.80.\ntime = { version = "0.3.36", features = ["formatting"] }\n',
              ],
            ],
          },
          {
            edit: 'Cargo.lock',
            replace: [
              [
                'name = "river-observability"\nversion = "0.2.1"\ndependencies = [\n "river-kernel",\n "river-types",\n]',
                'name = "river-observability"\nversion = "0.2.1"\ndependencies = [\n "river-kernel",\n "river-types",\n "time",\n]',
              ],
              [
                'version = "0.3.34"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "bfacce2797e333b215bffb2bb530734999dd25c6c5deaa397f693f008eeb30c5"',
                'version = "0.3.36"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "1f4887104c01160ee6f2ca6e930e95a41b0652a4f6c663df1d550bf873f6f381"',
              ],
            ],
          },
        ],
      },
    ],
  },
];

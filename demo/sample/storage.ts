import type { State } from './history.ts';

/** Workstream 4: a write-ahead log. Slower appends at the end, and a call that security's branch re-signs. */
export const storage: State[] = [
  {
    name: 'storage',
    from: 'main',
    commits: [
      {
        author: 'sam',
        at: '2025-07-07T11:00:00Z',
        message: 'Record when a segment of the log is sealed or dropped',
        changes: [
          {
            edit: 'crates/types/src/event.rs',
            replace: [
              [
                '    SnapshotTaken { up_to: u64 },\n',
                `    SnapshotTaken { up_to: u64 },
    /// A segment of the log is full and will not change again.
    SegmentSealed { segment: u64, up_to: u64 },
    /// A segment lies before the last snapshot and was deleted.
    SegmentDropped { segment: u64 },
`,
              ],
              [
                '            Self::SnapshotTaken { .. } => "snapshot_taken",\n',
                `            Self::SnapshotTaken { .. } => "snapshot_taken",
            Self::SegmentSealed { .. } => "segment_sealed",
            Self::SegmentDropped { .. } => "segment_dropped",
`,
              ],
            ],
          },
          {
            write: 'crates/storage/src/wal.rs',
            text: `use std::fs::File;
use std::io::Write;

use bytes::{BufMut, BytesMut};

use crate::error::StorageError;

/// What every backend writes before it changes anything.
pub trait WriteAheadLog: Send {
    /// Puts a record on disk. When this returns, the record survives a power cut.
    ///
    /// # Errors
    ///
    /// When the disk refuses; the caller must then not apply the record.
    fn log(&mut self, record: &[u8]) -> Result<(), StorageError>;
}

/// Records with their length in front, in one file.
#[derive(Debug)]
pub struct FileLog {
    file: File,
    buffer: BytesMut,
}

impl FileLog {
    /// Writes to the end of an open file.
    pub fn new(file: File) -> Self {
        Self { file, buffer: BytesMut::with_capacity(4096) }
    }
}

impl WriteAheadLog for FileLog {
    fn log(&mut self, record: &[u8]) -> Result<(), StorageError> {
        self.buffer.clear();
        self.buffer.put_u32(record.len() as u32);
        self.buffer.put_slice(record);
        self.file.write_all(&self.buffer)?;
        self.file.sync_data()?;
        Ok(())
    }
}
`,
          },
          {
            edit: 'crates/storage/src/lib.rs',
            replace: [
              ['pub mod memory;\n', 'pub mod memory;\npub mod wal;\n'],
              [
                'pub use memory::MemoryStore;\n',
                'pub use memory::MemoryStore;\npub use wal::{FileLog, WriteAheadLog};\n',
              ],
            ],
          },
        ],
      },
      {
        author: 'sam',
        at: '2025-07-07T17:25:00Z',
        message: 'Let only allowed agents read the log',
        changes: [
          {
            write: 'crates/storage/src/reader.rs',
            text: `use river_kernel::authorize::{authorize, AllowList};
use river_types::{AgentId, KernelError, Stamped};

use crate::backend::EventStore;

/// Reads the log on behalf of agents.
pub struct LogReader<S> {
    store: S,
    readers: AllowList,
}

impl<S: EventStore> LogReader<S> {
    /// Lets \`readers\` read \`store\`.
    pub fn new(store: S, readers: AllowList) -> Self {
        Self { store, readers }
    }

    /// All events from a position on, if the agent may read them.
    ///
    /// # Errors
    ///
    /// When the agent may not, or the log cannot be read.
    pub fn read(&self, agent: &AgentId, from: u64) -> Result<Vec<Stamped>, KernelError> {
        authorize(&self.readers, agent)?;
        self.store.read_from(from).map_err(|error| KernelError::Storage(error.into()))
    }
}
`,
          },
          {
            edit: 'crates/storage/src/lib.rs',
            replace: [
              ['pub mod wal;\n', 'pub mod reader;\npub mod wal;\n'],
              ['pub use wal::', 'pub use reader::LogReader;\npub use wal::'],
            ],
          },
          {
            edit: 'crates/storage/Cargo.toml',
            replace: [
              [
                'river-types = { workspace = true }\n',
                'river-kernel = { workspace = true }\nriver-types = { workspace = true }\n',
              ],
            ],
          },
          {
            edit: 'Cargo.lock',
            replace: [
              [
                ' "bytes",\n "river-types",\n "serde_json",\n',
                ' "bytes",\n "river-kernel",\n "river-types",\n "serde_json",\n',
              ],
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'storage-log-first',
    from: 'storage',
    commits: [
      {
        author: 'sam',
        at: '2025-07-08T15:10:00Z',
        message: 'Write to the log first, then to the file',
        changes: [
          {
            edit: 'crates/storage/src/file.rs',
            replace: [
              [
                'use crate::error::StorageError;\n',
                'use crate::error::StorageError;\nuse crate::wal::{FileLog, WriteAheadLog};\n',
              ],
              [
                '    file: File,\n    len: u64,\n',
                '    file: File,\n    wal: FileLog,\n    len: u64,\n',
              ],
              [
                '        Ok(Self { path, file, len })\n',
                `        let log = OpenOptions::new().create(true).append(true).open(path.with_extension("wal"))?;
        Ok(Self { path, file, wal: FileLog::new(log), len })
`,
              ],
              [
                '        self.file.write_all(&line)?;\n',
                '        self.wal.log(&line)?;\n        self.file.write_all(&line)?;\n',
              ],
            ],
          },
          {
            edit: 'benches/results/storage.json',
            replace: [
              ['"append_event/file", "median_ns": 812,', '"append_event/file", "median_ns": 1019,'],
            ],
          },
        ],
      },
    ],
  },
];

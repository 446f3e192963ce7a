use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use river_types::Stamped;

use crate::backend::EventStore;
use crate::error::StorageError;

/// One JSON document a line, in a file that only ever grows.
#[derive(Debug)]
pub struct FileStore {
    path: PathBuf,
    file: File,
    len: u64,
}

impl FileStore {
    /// Opens a log, or begins one.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StorageError> {
        let path = path.as_ref().to_owned();
        let file = OpenOptions::new().create(true).append(true).open(&path)?;
        let len = BufReader::new(File::open(&path)?).lines().count() as u64;
        Ok(Self { path, file, len })
    }
}

impl EventStore for FileStore {
    fn append(&mut self, event: &Stamped) -> Result<u64, StorageError> {
        let mut line = serde_json::to_vec(event).expect("an event is always valid JSON");
        line.push(b'\n');
        self.file.write_all(&line)?;
        self.file.sync_data()?;
        self.len += 1;
        Ok(self.len - 1)
    }

    fn read_from(&self, position: u64) -> Result<Vec<Stamped>, StorageError> {
        BufReader::new(File::open(&self.path)?)
            .lines()
            .zip(1..)
            .skip(position as usize)
            .map(|(text, line)| {
                serde_json::from_str(&text?)
                    .map_err(|source| StorageError::Damaged { line, source })
            })
            .collect()
    }
}

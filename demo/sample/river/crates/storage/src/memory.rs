use river_types::Stamped;

use crate::backend::EventStore;
use crate::error::StorageError;

/// Keeps events for as long as the process lives. For tests, and for agents without a past.
#[derive(Debug, Default)]
pub struct MemoryStore {
    events: Vec<Stamped>,
}

impl EventStore for MemoryStore {
    fn append(&mut self, event: &Stamped) -> Result<u64, StorageError> {
        self.events.push(event.clone());
        Ok(self.events.len() as u64 - 1)
    }

    fn read_from(&self, position: u64) -> Result<Vec<Stamped>, StorageError> {
        Ok(self.events.iter().skip(position as usize).cloned().collect())
    }
}

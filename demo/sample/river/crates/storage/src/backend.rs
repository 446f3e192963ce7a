use river_types::Stamped;

use crate::error::StorageError;

/// An append-only log of events. Positions start at 0 and have no gaps.
pub trait EventStore: Send {
    /// Keeps an event and returns its position.
    ///
    /// # Errors
    ///
    /// When the event is not safely kept. It then has no position, and the next one takes its place.
    fn append(&mut self, event: &Stamped) -> Result<u64, StorageError>;

    /// All events from a position on, oldest first.
    ///
    /// # Errors
    ///
    /// When the log cannot be read.
    fn read_from(&self, position: u64) -> Result<Vec<Stamped>, StorageError>;
}

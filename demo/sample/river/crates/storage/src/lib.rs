//! Keeps events in the order in which they happened.

pub mod backend;
pub mod error;
pub mod file;
pub mod memory;

pub use backend::EventStore;
pub use error::StorageError;
pub use file::FileStore;
pub use memory::MemoryStore;

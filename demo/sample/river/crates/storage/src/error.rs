use thiserror::Error;

/// Why an event could not be kept or read.
#[derive(Debug, Error)]
pub enum StorageError {
    /// The disk refused.
    #[error("the log cannot be reached")]
    Unavailable(#[from] std::io::Error),
    /// A line of the log is not an event.
    #[error("line {line} of the log is damaged")]
    Damaged {
        /// Counted from 1.
        line: u64,
        /// What was wrong with it.
        #[source]
        source: serde_json::Error,
    },
}

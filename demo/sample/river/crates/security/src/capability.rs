use serde::{Deserialize, Serialize};

/// Something an agent may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Queue tasks for itself.
    Queue,
    /// Queue tasks for others.
    QueueForOthers,
    /// Read the event log.
    ReadEvents,
    /// Take snapshots.
    Snapshot,
}

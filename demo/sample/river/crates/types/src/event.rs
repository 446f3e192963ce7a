//! The event model: whatever happens in a river is one of these.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::agent::AgentId;
use crate::task::TaskId;

/// What happened. New kinds go to the end, so that stored logs stay readable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum KernelEvent {
    /// An agent registered.
    AgentStarted { agent: AgentId },
    /// An agent left.
    AgentStopped { agent: AgentId },
    /// A task was accepted.
    TaskQueued { task: TaskId, agent: AgentId },
    /// An agent took a task.
    TaskStarted { task: TaskId },
    /// Everything before this position is in a snapshot.
    SnapshotTaken { up_to: u64 },
}

impl KernelEvent {
    /// The name under which the event is stored and counted.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AgentStarted { .. } => "agent_started",
            Self::AgentStopped { .. } => "agent_stopped",
            Self::TaskQueued { .. } => "task_queued",
            Self::TaskStarted { .. } => "task_started",
            Self::SnapshotTaken { .. } => "snapshot_taken",
        }
    }
}

/// An event with its place in the log and its time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stamped {
    /// Position in the log, from 0, without gaps.
    pub position: u64,
    /// When the kernel accepted it.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What happened.
    pub event: KernelEvent,
}

use thiserror::Error;

use crate::agent::AgentId;
use crate::task::TaskId;

/// Why the kernel refused.
#[derive(Debug, Error)]
pub enum KernelError {
    /// Nobody registered under this id.
    #[error("there is no agent {0}")]
    UnknownAgent(AgentId),
    /// The task is not in the queue, or was taken already.
    #[error("task {0:?} is not waiting")]
    NotWaiting(TaskId),
    /// The agent may not do this.
    #[error("{0} is not allowed to do this")]
    Forbidden(AgentId),
    /// The event could not be kept, so nothing happened.
    #[error("the event could not be stored")]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
}

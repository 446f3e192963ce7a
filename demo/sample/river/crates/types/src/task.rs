use serde::{Deserialize, Serialize};

use crate::agent::AgentId;

/// Position of a task in the order in which the kernel accepted them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskId(pub u64);

/// A piece of work for one agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Given by the kernel.
    pub id: TaskId,
    /// Who is to do it.
    pub agent: AgentId,
    /// What the agent was asked, word for word.
    pub request: String,
}

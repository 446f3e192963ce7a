use std::fmt;

use serde::{Deserialize, Serialize};

/// Names an agent for as long as its events are kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgentId(String);

impl AgentId {
    /// An id from a name; surrounding white space is not part of it.
    pub fn new(name: impl AsRef<str>) -> Self {
        Self(name.as_ref().trim().to_owned())
    }

    /// The name as written into events.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AgentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the kernel knows about an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentState {
    /// Registered and waiting for a task.
    Idle,
    /// Working on a task.
    Busy,
    /// Gone; its id stays taken.
    Stopped,
}

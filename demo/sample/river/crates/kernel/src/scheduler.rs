use std::collections::{HashMap, VecDeque};

use river_types::{AgentId, Task, TaskId};

/// First come, first served, for each agent on its own.
#[derive(Debug, Default)]
pub struct Scheduler {
    next: u64,
    waiting: HashMap<AgentId, VecDeque<Task>>,
}

impl Scheduler {
    /// Puts a request at the end of an agent's queue.
    pub fn queue(&mut self, agent: AgentId, request: String) -> TaskId {
        let id = TaskId(self.next);
        self.next += 1;
        let task = Task { id, agent: agent.clone(), request };
        self.waiting.entry(agent).or_default().push_back(task);
        id
    }

    /// Takes the oldest task of an agent.
    pub fn take(&mut self, agent: &AgentId) -> Option<Task> {
        self.waiting.get_mut(agent)?.pop_front()
    }

    /// How many tasks wait, over all agents.
    pub fn len(&self) -> usize {
        self.waiting.values().map(VecDeque::len).sum()
    }

    /// Whether nobody has anything to do.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

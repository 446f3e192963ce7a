use std::collections::HashMap;

use river_types::{AgentId, AgentState, KernelError, KernelEvent, Task, TaskId};

use crate::authorize::{authorize, AllowList};
use crate::scheduler::Scheduler;

/// Keeps an event for good, or says why it cannot.
pub type Recorder = Box<dyn FnMut(KernelEvent) -> Result<(), KernelError> + Send>;

/// Agents, their tasks, and the promise that nothing happens unrecorded.
pub struct Kernel {
    allowed: AllowList,
    agents: HashMap<AgentId, AgentState>,
    scheduler: Scheduler,
    record: Recorder,
}

impl Kernel {
    /// A kernel without agents.
    pub fn new(allowed: AllowList, record: Recorder) -> Self {
        Self { allowed, agents: HashMap::new(), scheduler: Scheduler::default(), record }
    }

    /// Registers an agent.
    ///
    /// # Errors
    ///
    /// When the agent is not allowed, or the event could not be stored.
    pub fn start(&mut self, agent: AgentId) -> Result<(), KernelError> {
        authorize(&self.allowed, &agent)?;
        (self.record)(KernelEvent::AgentStarted { agent: agent.clone() })?;
        self.agents.insert(agent, AgentState::Idle);
        Ok(())
    }

    /// Accepts a request for a registered agent.
    ///
    /// # Errors
    ///
    /// When nobody registered under this id, or the event could not be stored.
    pub fn queue(&mut self, agent: AgentId, request: String) -> Result<TaskId, KernelError> {
        if !self.agents.contains_key(&agent) {
            return Err(KernelError::UnknownAgent(agent));
        }
        let task = self.scheduler.queue(agent.clone(), request);
        (self.record)(KernelEvent::TaskQueued { task, agent })?;
        Ok(task)
    }

    /// Gives an agent its oldest task, if any waits.
    ///
    /// # Errors
    ///
    /// When the event could not be stored.
    pub fn take(&mut self, agent: &AgentId) -> Result<Option<Task>, KernelError> {
        let Some(task) = self.scheduler.take(agent) else {
            return Ok(None);
        };
        (self.record)(KernelEvent::TaskStarted { task: task.id })?;
        self.agents.insert(agent.clone(), AgentState::Busy);
        Ok(Some(task))
    }

    /// Lets an agent go. Its waiting tasks stay where they are.
    ///
    /// # Errors
    ///
    /// When nobody registered under this id, or the event could not be stored.
    pub fn stop(&mut self, agent: &AgentId) -> Result<(), KernelError> {
        let Some(state) = self.agents.get_mut(agent) else {
            return Err(KernelError::UnknownAgent(agent.clone()));
        };
        (self.record)(KernelEvent::AgentStopped { agent: agent.clone() })?;
        *state = AgentState::Stopped;
        Ok(())
    }
}

import type { State } from './history.ts';

/** Workstream 3: more events, and what is stacked on it. Its event list meets the one of storage. */
export const kernel: State[] = [
  {
    name: 'kernel-agent-states',
    from: 'main',
    commits: [
      {
        author: 'kim',
        at: '2025-07-07T09:20:00Z',
        message: 'Tell suspended agents from stopped ones',
        changes: [
          {
            edit: 'crates/types/src/agent.rs',
            replace: [
              [
                '    /// Gone; its id stays taken.\n',
                '    /// Kept waiting on purpose; its tasks stay queued.\n    Suspended,\n    /// Gone; its id stays taken.\n',
              ],
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'kernel',
    from: 'kernel-agent-states',
    commits: [
      {
        author: 'kim',
        at: '2025-07-07T14:05:00Z',
        message: 'Record the whole life of an agent and of a task',
        changes: [
          {
            edit: 'crates/types/src/event.rs',
            replace: [
              [
                '    SnapshotTaken { up_to: u64 },\n',
                `    SnapshotTaken { up_to: u64 },
    /// An agent is kept waiting on purpose.
    AgentSuspended { agent: AgentId },
    /// A suspended agent may go on.
    AgentResumed { agent: AgentId },
    /// An agent was stopped against its will.
    AgentTerminated { agent: AgentId, reason: String },
    /// A task came to a good end.
    TaskCompleted { task: TaskId },
    /// A task came to a bad end.
    TaskFailed { task: TaskId, reason: String },
`,
              ],
              [
                '            Self::SnapshotTaken { .. } => "snapshot_taken",\n',
                `            Self::SnapshotTaken { .. } => "snapshot_taken",
            Self::AgentSuspended { .. } => "agent_suspended",
            Self::AgentResumed { .. } => "agent_resumed",
            Self::AgentTerminated { .. } => "agent_terminated",
            Self::TaskCompleted { .. } => "task_completed",
            Self::TaskFailed { .. } => "task_failed",
`,
              ],
            ],
          },
          {
            edit: 'docs/events.md',
            replace: [
              [
                '| `snapshot_taken` | the store can be read from here     |\n',
                `| \`snapshot_taken\` | the store can be read from here     |
| \`agent_suspended\` | the kernel stopped giving it tasks  |
| \`agent_resumed\`  | it gets tasks again                 |
| \`agent_terminated\` | the kernel stopped it, and says why |
| \`task_completed\` | the agent finished it               |
| \`task_failed\`    | the agent gave up, and says why     |
`,
              ],
            ],
          },
        ],
      },
      {
        author: 'kim',
        at: '2025-07-07T16:40:00Z',
        message: 'Suspend and resume agents',
        changes: [
          {
            edit: 'crates/kernel/src/kernel.rs',
            replace: [
              [
                '    /// Lets an agent go. Its waiting tasks stay where they are.\n',
                `    /// Stops giving an agent tasks, until [\`Kernel::resume\`].
    ///
    /// # Errors
    ///
    /// When nobody registered under this id, or the event could not be stored.
    pub fn suspend(&mut self, agent: &AgentId) -> Result<(), KernelError> {
        self.turn(agent, AgentState::Suspended, |agent| KernelEvent::AgentSuspended { agent })
    }

    /// Gives a suspended agent tasks again.
    ///
    /// # Errors
    ///
    /// When nobody registered under this id, or the event could not be stored.
    pub fn resume(&mut self, agent: &AgentId) -> Result<(), KernelError> {
        self.turn(agent, AgentState::Idle, |agent| KernelEvent::AgentResumed { agent })
    }

    fn turn(
        &mut self,
        agent: &AgentId,
        to: AgentState,
        event: impl FnOnce(AgentId) -> KernelEvent,
    ) -> Result<(), KernelError> {
        let Some(state) = self.agents.get_mut(agent) else {
            return Err(KernelError::UnknownAgent(agent.clone()));
        };
        (self.record)(event(agent.clone()))?;
        *state = to;
        Ok(())
    }

    /// Lets an agent go. Its waiting tasks stay where they are.
`,
              ],
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'kernel-error-events',
    from: 'kernel',
    commits: [
      {
        author: 'kim',
        at: '2025-07-08T10:15:00Z',
        message: 'Give every kernel error a code',
        changes: [errorCodes('K')],
      },
    ],
  },
  {
    // The same work once more, after a second thought: this one is force-pushed over the first.
    name: 'kernel-error-events-again',
    from: 'kernel',
    commits: [
      {
        author: 'kim',
        at: '2025-07-09T15:30:00Z',
        message: 'Give every kernel error a stable code',
        changes: [errorCodes('kernel-')],
      },
    ],
  },
];

function errorCodes(prefix: string): State['commits'][number]['changes'][number] {
  return {
    edit: 'crates/types/src/error.rs',
    replace: [
      [
        '    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),\n}\n',
        `    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl KernelError {
    /// A code that never changes, for logs and for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownAgent(_) => "${prefix}1",
            Self::NotWaiting(_) => "${prefix}2",
            Self::Forbidden(_) => "${prefix}3",
            Self::Storage(_) => "${prefix}4",
        }
    }
}
`,
      ],
    ],
  };
}

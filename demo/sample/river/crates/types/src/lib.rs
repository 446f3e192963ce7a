//! What all crates of river share. Nothing here does any work.

pub mod agent;
pub mod error;
pub mod event;
pub mod task;

pub use agent::{AgentId, AgentState};
pub use error::KernelError;
pub use event::{KernelEvent, Stamped};
pub use task::{Task, TaskId};

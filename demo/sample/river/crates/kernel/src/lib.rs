//! Queues tasks for agents and tells everybody who listens what happened.

pub mod authorize;
pub mod bus;
pub mod kernel;
pub mod scheduler;

pub use authorize::authorize;
pub use bus::{EventBus, Subscriber};
pub use kernel::Kernel;
pub use scheduler::Scheduler;

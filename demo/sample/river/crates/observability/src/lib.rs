//! Counts and times what the kernel does. Never fails, never blocks.

pub mod metrics;
pub mod timer;

pub use metrics::EventCounter;
pub use timer::Timer;

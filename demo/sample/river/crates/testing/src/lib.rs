//! What the tests of all crates need. Never a dependency of anything that ships.

pub mod agent;
pub mod clock;

pub use agent::idle_kernel;
pub use clock::FrozenClock;

//! Who an agent is, and what it may do.

pub mod capability;
pub mod jwt;

pub use capability::Capability;
pub use jwt::{Claims, TokenSigner};

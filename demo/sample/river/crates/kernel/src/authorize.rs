use std::collections::BTreeSet;

use river_types::{AgentId, KernelError};

/// Agents that may do anything at all.
pub type AllowList = BTreeSet<AgentId>;

/// Whether an agent may use the kernel.
///
/// # Errors
///
/// [`KernelError::Forbidden`] when the agent is not on the list.
pub fn authorize(allowed: &AllowList, agent: &AgentId) -> Result<(), KernelError> {
    if allowed.contains(agent) {
        Ok(())
    } else {
        Err(KernelError::Forbidden(agent.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_refused() {
        let allowed = AllowList::from([AgentId::new("ferry")]);
        assert!(authorize(&allowed, &AgentId::new("ferry")).is_ok());
        assert!(authorize(&allowed, &AgentId::new("otter")).is_err());
    }
}

use std::time::Duration;

use jsonwebtoken::{encode, errors::Error, EncodingKey, Header};
use river_types::AgentId;
use serde::{Deserialize, Serialize};

use crate::capability::Capability;

/// What a token says about its bearer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// The agent.
    pub sub: AgentId,
    /// Seconds since 1970 after which the token is worth nothing.
    pub exp: u64,
    /// What the agent may do.
    pub caps: Vec<Capability>,
}

/// Signs tokens with one key.
pub struct TokenSigner {
    key: EncodingKey,
}

impl TokenSigner {
    /// A signer with a shared secret.
    pub fn new(secret: &[u8]) -> Self {
        Self { key: EncodingKey::from_secret(secret) }
    }

    /// A token that is good for `lifetime` from `now` on (seconds since 1970).
    ///
    /// # Errors
    ///
    /// When the claims cannot be signed with this key.
    pub fn sign(
        &self,
        agent: &AgentId,
        caps: Vec<Capability>,
        now: u64,
        lifetime: Duration,
    ) -> Result<String, Error> {
        let exp = now + lifetime.as_secs();
        let claims = Claims { sub: agent.clone(), exp, caps };
        encode(&Header::default(), &claims, &self.key)
    }
}

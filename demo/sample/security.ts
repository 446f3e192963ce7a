import type { State } from './history.ts';

/** Workstream 5: key rotation. It re-signs `authorize`, pins `time`, and rewrites what a hotfix touches. */
export const security: State[] = [
  {
    name: 'security',
    from: 'main',
    commits: [
      {
        author: 'zoe',
        at: '2025-07-07T10:30:00Z',
        message: 'Rotate signing keys',
        changes: [
          {
            edit: 'crates/security/src/jwt.rs',
            replace: [
              [
                'use std::time::Duration;\n\nuse jsonwebtoken',
                'use std::time::Duration;\n\nuse time::OffsetDateTime;\n\nuse jsonwebtoken',
              ],
              [
                '/// Signs tokens with one key.\npub struct TokenSigner {\n    key: EncodingKey,\n}\n',
                `/// Signs tokens with the newest key, and says which one that was.
pub struct TokenSigner {
    keys: Vec<SigningKey>,
}

struct SigningKey {
    id: String,
    key: EncodingKey,
    since: OffsetDateTime,
}
`,
              ],
              [
                `    /// A signer with a shared secret.
    pub fn new(secret: &[u8]) -> Self {
        Self { key: EncodingKey::from_secret(secret) }
    }
`,
                `    /// A signer with a shared secret.
    pub fn new(id: &str, secret: &[u8], since: OffsetDateTime) -> Self {
        let mut signer = Self { keys: Vec::new() };
        signer.rotate(id, secret, since);
        signer
    }

    /// Signs with this secret from now on. Tokens signed with older ones stay good until they expire.
    pub fn rotate(&mut self, id: &str, secret: &[u8], since: OffsetDateTime) {
        let key = EncodingKey::from_secret(secret);
        self.keys.push(SigningKey { id: id.to_owned(), key, since });
        self.keys.sort_by_key(|key| key.since);
    }
`,
              ],
              [
                `        let exp = now + lifetime.as_secs();
        let claims = Claims { sub: agent.clone(), exp, caps };
        encode(&Header::default(), &claims, &self.key)
`,
                `        let newest = self.keys.last().expect("a signer has a key from the start");
        let header = Header { kid: Some(newest.id.clone()), ..Header::default() };
        let exp = now.saturating_add(lifetime.as_secs());
        encode(&header, &Claims { sub: agent.clone(), exp, caps }, &newest.key)
`,
              ],
            ],
          },
          {
            edit: 'crates/security/Cargo.toml',
            replace: [
              [
                'thiserror = { workspace = true }\n',
                'thiserror = { workspace = true }\n# 0.3.35 changed how offsets are parsed; the token tests rely on the old way.\ntime = "=0.3.34"\n',
              ],
            ],
          },
          {
            edit: 'Cargo.lock',
            replace: [
              [
                ' "jsonwebtoken",\n "river-kernel",\n "river-types",\n "serde",\n "thiserror",\n]',
                ' "jsonwebtoken",\n "river-kernel",\n "river-types",\n "serde",\n "thiserror",\n "time",\n]',
              ],
            ],
          },
        ],
      },
      {
        author: 'zoe',
        at: '2025-07-08T09:45:00Z',
        message: 'Ask what an agent wants to do before allowing it',
        changes: [
          {
            edit: 'crates/kernel/src/authorize.rs',
            replace: [
              [
                `/// Whether an agent may use the kernel.
///
/// # Errors
///
/// [\`KernelError::Forbidden\`] when the agent is not on the list.
pub fn authorize(allowed: &AllowList, agent: &AgentId) -> Result<(), KernelError> {
    if allowed.contains(agent) {
`,
                `/// What an agent asks to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Register with the kernel.
    Start,
    /// Have its own state reported; nobody needs to be on a list for that.
    Report,
}

/// Whether an agent may do something.
///
/// # Errors
///
/// [\`KernelError::Forbidden\`] when the agent needs to be on the list and is not.
pub fn authorize(
    allowed: &AllowList,
    agent: &AgentId,
    action: Action,
) -> Result<(), KernelError> {
    if action == Action::Report || allowed.contains(agent) {
`,
              ],
              [
                `        assert!(authorize(&allowed, &AgentId::new("ferry")).is_ok());
        assert!(authorize(&allowed, &AgentId::new("otter")).is_err());
`,
                `        assert!(authorize(&allowed, &AgentId::new("ferry"), Action::Start).is_ok());
        assert!(authorize(&allowed, &AgentId::new("otter"), Action::Start).is_err());
        assert!(authorize(&allowed, &AgentId::new("otter"), Action::Report).is_ok());
`,
              ],
            ],
          },
          {
            edit: 'crates/kernel/src/kernel.rs',
            replace: [
              [
                'use crate::authorize::{authorize, AllowList};\n',
                'use crate::authorize::{authorize, Action, AllowList};\n',
              ],
              [
                '        authorize(&self.allowed, &agent)?;\n',
                '        authorize(&self.allowed, &agent, Action::Start)?;\n',
              ],
            ],
          },
          {
            edit: 'crates/kernel/src/lib.rs',
            replace: [
              ['pub use authorize::authorize;\n', 'pub use authorize::{authorize, Action};\n'],
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'security-audit-trail',
    from: 'main',
    commits: [
      {
        author: 'zoe',
        at: '2025-07-08T13:00:00Z',
        message: 'Begin an audit trail',
        changes: [
          {
            write: 'crates/security/src/audit.rs',
            text: `use river_kernel::Subscriber;
use river_types::{KernelEvent, Stamped};

/// Keeps who came and went, for people who must be able to prove it.
#[derive(Debug, Default)]
pub struct AuditTrail {
    entries: Vec<Stamped>,
}

impl AuditTrail {
    /// Everything kept so far, oldest first.
    pub fn entries(&self) -> &[Stamped] {
        &self.entries
    }
}

impl Subscriber for AuditTrail {
    fn notice(&mut self, event: &Stamped) {
        use KernelEvent::{AgentStarted, AgentStopped};
        if matches!(event.event, AgentStarted { .. } | AgentStopped { .. }) {
            self.entries.push(event.clone());
        }
    }
}
`,
          },
          {
            edit: 'crates/security/src/lib.rs',
            replace: [
              ['pub mod capability;\n', 'pub mod audit;\npub mod capability;\n'],
              ['pub use capability::', 'pub use audit::AuditTrail;\npub use capability::'],
            ],
          },
        ],
      },
    ],
  },
];

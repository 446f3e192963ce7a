use std::collections::BTreeMap;

use river_kernel::Subscriber;
use river_types::Stamped;

/// How often each kind of event was seen.
#[derive(Debug, Default)]
pub struct EventCounter {
    seen: BTreeMap<&'static str, u64>,
}

impl EventCounter {
    /// Times an event of this name was seen.
    pub fn count(&self, name: &str) -> u64 {
        self.seen.get(name).copied().unwrap_or_default()
    }
}

impl Subscriber for EventCounter {
    fn notice(&mut self, event: &Stamped) {
        *self.seen.entry(event.event.name()).or_default() += 1;
    }
}

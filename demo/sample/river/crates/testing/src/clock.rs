use time::{Duration, OffsetDateTime};

/// A clock that moves only when told to.
#[derive(Clone, Copy, Debug)]
pub struct FrozenClock(OffsetDateTime);

impl FrozenClock {
    /// Stands at the beginning of 1970.
    pub fn new() -> Self {
        Self(OffsetDateTime::UNIX_EPOCH)
    }

    /// The time it shows.
    pub fn now(&self) -> OffsetDateTime {
        self.0
    }

    /// Moves it forward.
    pub fn advance(&mut self, by: Duration) {
        self.0 += by;
    }
}

impl Default for FrozenClock {
    fn default() -> Self {
        Self::new()
    }
}

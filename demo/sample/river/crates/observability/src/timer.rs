use std::time::{Duration, Instant};

/// Measures how long something takes.
#[derive(Debug)]
pub struct Timer {
    started: Instant,
}

impl Timer {
    /// Starts now.
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Runs something and returns how long it took, too.
    pub fn measure<T>(work: impl FnOnce() -> T) -> (T, Duration) {
        let timer = Self::start();
        let result = work();
        (result, timer.elapsed())
    }
}

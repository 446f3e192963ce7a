use river_types::Stamped;

/// Hears about every event, in order, after it was stored.
pub trait Subscriber: Send {
    /// Must not block: the kernel waits for it.
    fn notice(&mut self, event: &Stamped);
}

/// Tells all subscribers, in the order in which they came.
#[derive(Default)]
pub struct EventBus {
    subscribers: Vec<Box<dyn Subscriber>>,
}

impl EventBus {
    /// From now on `subscriber` hears about everything.
    pub fn subscribe(&mut self, subscriber: Box<dyn Subscriber>) {
        self.subscribers.push(subscriber);
    }

    /// Hands an event to everybody.
    pub fn publish(&mut self, event: &Stamped) {
        for subscriber in &mut self.subscribers {
            subscriber.notice(event);
        }
    }
}

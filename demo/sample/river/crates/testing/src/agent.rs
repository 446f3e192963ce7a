use std::sync::mpsc::{channel, Receiver};

use river_kernel::authorize::AllowList;
use river_kernel::Kernel;
use river_types::{AgentId, KernelEvent};

/// A kernel with one registered agent that does nothing, and everything that was recorded.
pub fn idle_kernel(name: &str) -> (Kernel, AgentId, Receiver<KernelEvent>) {
    let (sender, events) = channel();
    let agent = AgentId::new(name);
    let record = Box::new(move |event| {
        sender.send(event).ok();
        Ok(())
    });
    let mut kernel = Kernel::new(AllowList::from([agent.clone()]), record);
    kernel.start(agent.clone()).expect("the agent is on the list");
    (kernel, agent, events)
}

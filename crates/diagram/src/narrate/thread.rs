//! Sentences about threads of the operating system.

use super::facts::Facts;
use trace::{LaneKind, ThreadEvent};

pub(super) fn happened(facts: &Facts, what: ThreadEvent) -> &'static str {
    match what {
        ThreadEvent::Spawned(..) => {
            "{Who} makes {name}: the operating system reserves {size} of address space for its \
             stack."
        }
        ThreadEvent::Started => "{Name} begins to run, on a stack of its own.",
        ThreadEvent::Ended => "{Name} is over: its closure has returned.",
        ThreadEvent::CutOff if matches!(facts.lane_kind(), LaneKind::Task(_)) => {
            "The run ends here, in the middle of a poll of {name}: the calls on the stack never \
             return."
        }
        ThreadEvent::CutOff => {
            "The run ends here, and {name} with it: the calls on its stack never return."
        }
        ThreadEvent::Unparked(_) => "{Who} unparks {name}: its present or next park returns.",
        ThreadEvent::CoreWanted => {
            "{Name} could go on, but every core is busy with another thread: it waits for its turn."
        }
        ThreadEvent::Preempted => {
            "The time slice of {name} is over and another thread gets the core: a context switch. \
             Its stack stays as it is."
        }
        ThreadEvent::CoreGot => "{Name} has a core and goes on where it was.",
    }
}

//! The words of what happens to threads.

use super::word::{Words, id};
use crate::{LaneId, ThreadEvent};

impl Words for ThreadEvent {
    fn write(&self) -> String {
        match self {
            ThreadEvent::Spawned(lane, kib) => format!("thread-spawned {lane} {kib}"),
            ThreadEvent::Started => "thread-started".to_owned(),
            ThreadEvent::Ended => "thread-ended".to_owned(),
            ThreadEvent::CutOff => "cut-off".to_owned(),
            ThreadEvent::Unparked(lane) => format!("unparked {lane}"),
            ThreadEvent::CoreWanted => "core-wanted".to_owned(),
            ThreadEvent::Preempted => "preempted".to_owned(),
            ThreadEvent::CoreGot => "core-got".to_owned(),
        }
    }

    fn read(words: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        fn lane(words: &mut dyn Iterator<Item = &str>) -> Option<LaneId> {
            id('L', words.next()).map(LaneId)
        }
        Some(match words.next()? {
            "thread-spawned" => ThreadEvent::Spawned(lane(words)?, words.next()?.parse().ok()?),
            "thread-started" => ThreadEvent::Started,
            "thread-ended" => ThreadEvent::Ended,
            "cut-off" => ThreadEvent::CutOff,
            "unparked" => ThreadEvent::Unparked(lane(words)?),
            "core-wanted" => ThreadEvent::CoreWanted,
            "preempted" => ThreadEvent::Preempted,
            "core-got" => ThreadEvent::CoreGot,
            _ => return None,
        })
    }
}

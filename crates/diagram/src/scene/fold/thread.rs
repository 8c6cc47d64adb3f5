//! Threads: made, unparked, joined, without a core, cut off.

use super::Fold;
use crate::scene::{Link, Row, Spot};
use crate::{ArrowKind, BoxEnd};
use trace::{LaneId, LaneKind, ThreadEvent, WaitOn};

impl Fold<'_> {
    pub(super) fn thread(&mut self, lane: LaneId, what: ThreadEvent) {
        match what {
            ThreadEvent::Spawned(new, _) => {
                self.lanes[new.index()].coming = Some(self.across(ArrowKind::Spawn, lane));
            }
            ThreadEvent::Unparked(other) => {
                self.lanes[other.index()].coming = Some(self.across(ArrowKind::Wake, lane));
            }
            ThreadEvent::Started => self.arrive(lane),
            ThreadEvent::Ended => self.lanes[lane.index()].ended = Some(self.reach()),
            ThreadEvent::CoreWanted | ThreadEvent::Preempted => {
                self.lanes[lane.index()].coreless = self.stretch(lane);
            }
            ThreadEvent::CoreGot => {
                if let Some((spot, mut reach)) = self.lanes[lane.index()].coreless.take() {
                    reach.close(self.now);
                    self.blocked.push(spot, reach);
                }
            }
            ThreadEvent::CutOff => {
                for piece in std::mem::take(&mut self.lanes[lane.index()].stack) {
                    self.end_piece(Some(piece), BoxEnd::Open);
                }
            }
        }
    }

    /// A thread waits no longer: because somebody unparked it, or whom it joins is over.
    pub(super) fn thread_goes_on(&mut self, lane: LaneId, on: WaitOn) {
        if self.trace.lane(lane).kind != LaneKind::Thread {
            return;
        }
        match on {
            WaitOn::Thread(other) => {
                if let Some(reach) = self.lanes[other.index()].ended {
                    let link = self.across(ArrowKind::Wake, other);
                    self.lanes[lane.index()].coming = Some(Link { reach, ..link });
                    self.arrive(lane);
                }
            }
            WaitOn::Named(_) => self.arrive(lane),
            WaitOn::Op(_) | WaitOn::Task(_) => {}
        }
    }

    /// An arrow from what one thread does to another, which has not come to its end yet.
    fn across(&self, kind: ArrowKind, from: LaneId) -> Link {
        self.link(kind, self.top(from))
    }

    fn arrive(&mut self, lane: LaneId) {
        if let Some(mut link) = self.lanes[lane.index()].coming.take() {
            link.reach.close(self.now);
            self.links.push(Spot::new(lane, Row::Strip), link);
        }
    }
}

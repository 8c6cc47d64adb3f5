//! One row for the lanes that have none of their own.
//!
//! A picture of a hundred thousand lanes would be nobody's. Of a run with more lanes than a screen
//! has rows, the first ones and the last ones are shown, and between them one row with the polls of
//! all others (of threads, their outermost calls). Nothing of it is lost: whoever looks closer
//! finds each, and whoever asks for one of the lanes gets it.

use super::{OPEN, Row, Scene, SceneLane, has_strip};
use trace::{LaneId, LaneKind, Trace};

/// A run of more lanes than this has a crowd.
const MOST: usize = 40;
/// Lanes that are shown before the row for all others, and after it.
const FIRST: usize = 5;
const LAST: usize = 2;

/// A piece that stands in the row for all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its place among the scene's pieces.
    pub(crate) piece: u32,
    pub(crate) lane: LaneId,
}

impl Scene {
    /// Sums up the lanes in the middle, if there are too many.
    pub(super) fn gather(&mut self, trace: &Trace) {
        let others = self.lanes.iter().filter(|lane| lane.kind != LaneKind::Reactor).count();
        if others <= MOST {
            return;
        }
        let hidden: Vec<SceneLane> = self.lanes.drain(FIRST..others - LAST).collect();
        let first = hidden[0];
        let rows = if has_strip(first.kind) { 1 } else { 2 };
        self.lanes.insert(FIRST, SceneLane { rows, crowd: hidden.len(), ..first });
        let mut rows: Vec<Option<Row>> = vec![None; trace.lanes.len()];
        for lane in &hidden {
            let row = if has_strip(lane.kind) { Row::Strip } else { Row::Depth(0) };
            rows[lane.id.index()] = Some(row);
        }
        // By events, each of which begins one piece at most: so they are in order at once.
        let mut begun = vec![OPEN; trace.events.len()];
        let (mut piece, mut count) = (0, 0);
        for (spot, pieces) in self.pieces.rows() {
            let is_member = rows[spot.lane.index()] == Some(spot.row());
            count += if is_member { pieces.len() } else { 0 };
            for reach in pieces.iter().map(|piece| piece.reach) {
                if is_member {
                    begun[reach.from_event()] = piece;
                }
                piece += 1;
            }
        }
        self.crowd.reserve_exact(count);
        let begun = begun.into_iter().zip(&trace.events).filter(|(piece, _)| *piece != OPEN);
        self.crowd.extend(begun.map(|(piece, event)| Member { piece, lane: event.lane }));
    }

    /// The how-manieth of its row a member is, from 1.
    pub(crate) fn number(&self, member: Member) -> usize {
        self.pieces.number(member.piece)
    }

    /// Whether a lane is summed up with others.
    pub fn is_crowded(&self, lane: LaneId) -> bool {
        let crowded = self.lanes.iter().any(|shown| shown.crowd > 0);
        crowded && self.lanes.iter().all(|shown| shown.id != lane || shown.crowd > 0)
    }

    /// How many rows of calls a lane needs.
    pub(crate) fn rows_of(&self, lane: LaneId) -> usize {
        let pieces = self.pieces.of_lane(lane).map(|(spot, _)| spot.rows());
        pieces.chain(self.lines.of_lane(lane).map(|(spot, _)| spot.rows())).max().unwrap_or(0)
    }
}

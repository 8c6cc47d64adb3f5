//! Fewer shapes for a long run: what lies too close together to be told apart becomes one piece.
//!
//! It stands apart because only long runs need it. The budgets are for all lanes together, so that
//! a picture never holds more than [`crate::Survey::MOST_BOXES`] boxes.

use super::{Piece, Scene, Source};
use std::collections::BTreeMap;
use trace::LaneId;

/// How many pieces may be shown, and how many of each other kind of shape.
const PIECES: usize = 900;
const OTHERS: usize = 240;
/// Into how many stretches a row is divided if there are more pieces than that.
const STRETCHES: usize = 40;

impl Scene {
    pub(super) fn thin(&mut self, lanes: &[LaneId], steps: usize) {
        let per = steps / STRETCHES + 1;
        if self.pieces.len() > PIECES {
            self.merge(per);
        }
        self.pieces.truncate(PIECES);
        // An arrow from a lane that is not shown would come from nowhere.
        self.links.retain(|link| match link.source {
            Source::Lane(lane, _) => lanes.contains(&lane),
            Source::Bar(_) => true,
        });
        if self.lines.len() > OTHERS {
            self.lines.retain(|line| line.reach.to - line.reach.from >= per);
        }
        self.lines.truncate(OTHERS);
        // An arrow names its operation by the place of the bar: both, or none.
        if self.bars.len() > OTHERS || self.links.len() > OTHERS {
            self.bars.truncate(OTHERS);
            self.links.clear();
        }
        self.dots.truncate(OTHERS);
        self.work.truncate(OTHERS);
        self.blocked.truncate(OTHERS);
    }

    /// One piece for all that begin in the same stretch of the same row.
    fn merge(&mut self, per: usize) {
        let mut merged: Vec<Piece> = Vec::new();
        let mut place = BTreeMap::new();
        for piece in self.pieces.drain(..) {
            let key = (piece.lane, piece.row, piece.reach.from / per);
            match place.get(&key) {
                None => {
                    place.insert(key, merged.len());
                    merged.push(piece);
                }
                Some(at) => {
                    let first: &mut Piece = &mut merged[*at];
                    first.count += 1;
                    first.reach.to = first.reach.to.max(piece.reach.to);
                    first.reach.to_event = first.reach.to_event.max(piece.reach.to_event);
                    (first.call, first.end) = (None, piece.end);
                }
            }
        }
        self.pieces = merged;
    }
}

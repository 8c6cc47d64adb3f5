//! Arrows, from a wake or a spawn to the poll that it brought.

use super::Placing;
use crate::scene::{Bar, Link, Source, Spot};
use crate::view::arrow::{Leaves, paths};
use crate::view::level::Ends;
use crate::{ArrowView, View};
use trace::LaneKind;

impl Placing<'_> {
    pub(super) fn arrows(&self, view: &mut View, spot: Spot, links: &[Link]) {
        let head = |place: usize| links[place].reach.end();
        let runs = self.runs(links.len(), Ends::At, &head);
        // One whose head is out of sight may begin in sight.
        let mut drawn: Vec<usize> = runs.iter().map(|run| run.places.start).collect();
        drawn.push(match runs.last() {
            Some(last) => last.places.end,
            None => {
                let seen = |link: &Link| self.sight.x(self.to(link.reach), Ends::At);
                links.partition_point(|link| seen(link) < self.sight.from)
            }
        });
        for place in drawn {
            if let Some(link) = links.get(place) {
                self.arrow(view, spot, link);
            }
        }
    }

    /// Adds an arrow, if both its ends have a place.
    fn arrow(&self, view: &mut View, target: Spot, link: &Link) -> Option<()> {
        let (from, to) = (self.from(link.reach), self.to(link.reach));
        if self.sight.x(from, Ends::At) > self.sight.to {
            return None;
        }
        let (top, height) = self.floor.row(target)?;
        let column = self.right(to) - self.left(to);
        let x2 = self.near(self.left(to) + (column / 2.0).min(6.0));
        let (mut op, mut lane) = (None, None);
        let (leaves, (x1, y1), y2) = match link.source() {
            Source::Bar(bar) => {
                let bar: &Bar = &self.scene.bars[bar];
                op = Some(bar.op);
                let (y, tall) = self.floor.bar(self.reactor, bar.row as usize)?;
                // A wake may come before its operation is over, if the operation lives on.
                let x = self.right(self.to(bar.reach)).min(self.right(from));
                (Leaves::Right, (x, y + tall / 2.0), top + height)
            }
            Source::Lane(spot) => {
                lane = Some(spot.lane);
                let strip = Spot { row: 0, ..spot };
                if spot.lane == target.lane {
                    (Leaves::Round, (self.middle(from), top + height), top + height)
                } else if self.floor.above(spot.lane, target.lane) {
                    let (above, tall) = self.floor.row(strip)?;
                    (Leaves::Vertically, (self.middle(from), above + tall), top)
                } else {
                    let y = self.floor.nearest(spot)?.0;
                    (Leaves::Vertically, (self.middle(from), y), top + height)
                }
            }
        };
        let x1 = self.near(x1);
        let (path, head) = paths(leaves, (x1, y1), (x2, y2));
        let task = match self.trace.lane(target.lane).kind {
            LaneKind::Task(task) => Some(task),
            _ => None,
        };
        view.arrows.push(ArrowView {
            kind: link.kind,
            x1,
            y1,
            x2,
            y2,
            path,
            from_lane: leaves != Leaves::Right,
            head,
            trace: self.which,
            task,
            target: target.lane,
            op,
            source: lane,
            reach: link.reach,
            from,
            to,
        });
        Some(())
    }
}

//! Thin lines: what is off the stack and not over; and the names of futures that nobody has polled.

use super::Placing;
use crate::scene::{Line, Spot};
use crate::view::arrow::line_path;
use crate::view::level::Ends;
use crate::words::{call_label, call_noun, fit};
use crate::{EndsIn, ThreadKind, ThreadView, View};
use trace::CallId;

/// Of a run with more calls nobody is told the how-manieth of its function a future was.
const MANY_CALLS: usize = 10_000;

impl Placing<'_> {
    pub(super) fn threads(&self, view: &mut View, spot: Spot, lines: &[Line]) {
        let Some(y) = self.floor.middle(spot) else { return };
        let many = spot.slot == Spot::SLOTS;
        // Where too many run at once, those that begin here are drawn.
        let at = |place: usize| {
            let reach = lines[place].reach;
            if many { reach.begin() } else { reach }
        };
        let mut runs = self.runs(lines.len(), if many { Ends::At } else { Ends::After }, &at);
        runs.retain(|run| run.places.len() == 1 || many);
        if self.counts(0, runs.len()) {
            return;
        }
        view.threads
            .extend(runs.into_iter().map(|run| self.thread(spot, y, &lines[run.places.start])));
    }

    fn thread(&self, spot: Spot, y: f64, line: &Line) -> ThreadView {
        let (from, to) = (self.from(line.reach), self.to(line.reach));
        let x1 = match line.kind {
            ThreadKind::NotStarted | ThreadKind::Queued => self.middle(from),
            ThreadKind::Suspended | ThreadKind::Pending => self.right(from),
        };
        let dropped = line.ends_in == EndsIn::Dropped;
        let x2 = match line.kind {
            _ if dropped => self.middle(to),
            ThreadKind::Pending => self.middle(to),
            _ => self.left(to),
        };
        let (x2, y2) = match line.next() {
            // It goes on in another row: down to the upper edge of the box, or up to its lower one.
            Some(next) if (next.lane, next.row) != (spot.lane, spot.row) => {
                let (top, height) = self.floor.nearest(next).unwrap_or((y, 0.0));
                let x2 = x2 + (self.right(to) - self.left(to)).min(6.0);
                (x2, if top > y { top } else { top + height })
            }
            _ => (x2, y),
        };
        let (x1, x2) = (self.near(x1), self.near(x2));
        let x2 = x2.max(x1);
        let mut thread = ThreadView {
            kind: line.kind,
            x1,
            x2,
            y,
            y2,
            path: line_path(x1, x2, y, y2),
            ends_in: line.ends_in,
            marker: line.kind == ThreadKind::NotStarted && (dropped || x2 - x1 > 6.0),
            label: String::new(),
            end_label: String::new(),
            trace: self.which,
            lane: spot.lane,
            call: line.call(),
            reach: line.reach,
            from,
            to,
        };
        if let (ThreadKind::NotStarted, Some(call)) = (line.kind, line.call()) {
            self.name(&mut thread, spot, call);
        }
        thread
    }

    /// Writes the name of a future of which nothing has run, where there is room.
    fn name(&self, thread: &mut ThreadView, spot: Spot, call: CallId) {
        let dropped = thread.ends_in == EndsIn::Dropped;
        let begins = |after: usize| {
            let next = self.next(spot, after);
            next.map_or(f64::MAX, |event| self.left(self.position(event)))
        };
        let (name, x1, x2) = (call_label(self.trace, call), thread.x1, thread.x2);
        let label = fit(&name, begins(thread.reach.from_event()).min(x2) - x1 - 4.0);
        // What is entered next says its name itself.
        if label == name || dropped && label.chars().count() > 3 {
            thread.label = label;
        }
        if let Some(end) = thread.reach.to_event().filter(|_| dropped) {
            // Which of its function it was is found by counting all.
            let few = self.trace.calls.len() < MANY_CALLS;
            let name = if few { call_noun(self.trace, call) } else { name };
            if fit(&name, begins(end) - x2 - 16.0) == name {
                thread.end_label = name;
            }
        }
    }

    /// The first event after this one at which a box or a marker begins in the same row.
    fn next(&self, spot: Spot, after: usize) -> Option<usize> {
        let pieces = self.scene.pieces.at(Spot { slot: 0, ..spot });
        let next = pieces.partition_point(|piece| piece.reach.from_event() <= after);
        let piece = pieces.get(next).map(|piece| piece.reach.from_event());
        let slots = self.scene.lines.of_lane(spot.lane).filter(|(other, _)| other.row == spot.row);
        let markers = slots.filter_map(|(_, lines)| {
            let next = lines.partition_point(|line| line.reach.from_event() <= after);
            // Further on there is a box in between.
            let mut near = lines[next..].iter().take(8);
            let marker = near.find(|line| line.kind == ThreadKind::NotStarted)?;
            Some(marker.reach.from_event())
        });
        markers.chain(piece).min()
    }
}

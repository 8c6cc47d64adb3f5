//! Boxes, the row for all lanes that have none, and operations.

use super::{LEAST, Placing};
use crate::scene::{Member, Piece, Spot};
use crate::view::level::{Ends, Run};
use crate::words::{bar_name, call_label, fit, grouped};
use crate::{BoxKind, BoxView, OpView, View};
use std::ops::Range;
use trace::LaneId;

/// Nothing narrower has room for a word, px: not even for a digit.
const LEAST_LABEL: f64 = 10.0;

impl Placing<'_> {
    pub(super) fn boxes(&self, view: &mut View, spot: Spot, pieces: &[Piece]) {
        let Some((y, height)) = self.floor.row(spot) else { return };
        let runs = self.runs(pieces.len(), Ends::After, &|place| pieces[place].reach);
        if self.counts(runs.len(), 0) {
            return;
        }
        for run in runs {
            let next = pieces.get(run.places.end).map(|next| self.from(next.reach));
            let (x, width) = self.span_px(&run, next);
            let shape = self.a_box(pieces, &run.places, spot.lane, (x, width));
            view.boxes.push(BoxView { y, height, ..shape });
        }
    }

    fn a_box(
        &self,
        pieces: &[Piece],
        run: &Range<usize>,
        lane: LaneId,
        (x, width): (f64, f64),
    ) -> BoxView {
        let (piece, count, number) = (&pieces[run.start], run.len(), run.start + 1);
        let reach = piece.reach.until(pieces[run.end - 1].reach);
        let label = match (piece.kind, piece.call()) {
            _ if width < LEAST_LABEL => String::new(),
            _ if count > 1 => fit(&grouped(count), width),
            (BoxKind::Poll, _) => numbered("poll ", number, width),
            (BoxKind::Turn, _) => numbered("turn ", number, width),
            (_, Some(call)) => fit(&call_label(self.trace, call), width),
            (_, None) => String::new(),
        };
        BoxView {
            x,
            y: 0.0,
            width,
            height: 0.0,
            kind: piece.kind,
            label,
            trace: self.which,
            lane,
            call: if count > 1 { None } else { piece.call() },
            reach,
            number,
            count,
            is_crowd: false,
            from: self.from(reach),
            to: self.to(reach),
            end: pieces[run.end - 1].end,
        }
    }

    /// The row for all lanes that have none: how high a box is says how many it stands for.
    pub(super) fn crowd(&self, view: &mut View) {
        let Some((bottom, tall)) = self.floor.crowd() else { return };
        let (members, pieces) = (&self.scene.crowd, self.scene.pieces.items());
        let at = |place: usize| pieces[members[place].piece as usize].reach;
        let mut runs: Vec<Run> = Vec::new();
        for run in self.runs(members.len(), Ends::After, &at) {
            // Threads run at the same time: what overlaps is drawn as one.
            match runs.last_mut() {
                Some(last) if last.right > run.left + 0.01 => {
                    (last.places.end, last.right) = (run.places.end, run.right);
                }
                _ => runs.push(run),
            }
        }
        if self.counts(runs.len(), 0) {
            return;
        }
        let begins = |member: &Member| self.from(pieces[member.piece as usize].reach);
        let most = runs.iter().map(|run| run.places.len()).max().unwrap_or(1) as f64;
        for run in runs {
            let next = members.get(run.places.end).map(begins);
            let (x, width) = self.span_px(&run, next);
            let run = run.places;
            let first = members[run.start];
            let one = &pieces[first.piece as usize..][..1];
            let last = pieces[members[run.end - 1].piece as usize];
            let shape = self.a_box(one, &(0..1), first.lane, (x, width));
            let count = run.len();
            let reach = one[0].reach.until(last.reach);
            let height = (tall * count as f64 / most).max(LEAST);
            view.boxes.push(BoxView {
                y: bottom - height,
                height,
                label: match count {
                    1 => fit(self.trace.name(self.trace.lane(first.lane).name), width),
                    _ => fit(&grouped(count), width),
                },
                call: if count > 1 { None } else { shape.call },
                reach,
                number: self.scene.number(first),
                count,
                is_crowd: true,
                to: self.to(reach),
                end: last.end,
                ..shape
            });
        }
    }

    pub(super) fn ops(&self, view: &mut View) {
        for (spot, bars) in self.scene.bar_rows.rows() {
            let place = self.floor.bar(self.reactor, spot.row.into());
            let Some((y, height)) = place else { continue };
            let bar = |place: usize| &self.scene.bars[bars[place] as usize];
            let runs = self.runs(bars.len(), Ends::After, &|place| bar(place).reach);
            if self.counts(runs.len(), runs.len()) {
                continue;
            }
            for run in runs {
                let next = bars.get(run.places.end).map(|_| self.from(bar(run.places.end).reach));
                let (x, width) = self.span_px(&run, next);
                let run = run.places;
                let first = bar(run.start);
                let reach = first.reach.until(bar(run.end - 1).reach);
                let count = run.len();
                let name = match count {
                    _ if width < LEAST_LABEL => String::new(),
                    1 => bar_name(self.trace, first.op),
                    _ => grouped(count),
                };
                view.ops.push(OpView {
                    x,
                    y,
                    width,
                    height,
                    label: fit(&name, width - 6.0),
                    end: bar(run.end - 1).end,
                    trace: self.which,
                    op: first.op,
                    count,
                    reach,
                    from: self.from(reach),
                    to: self.to(reach),
                });
            }
        }
    }
}

/// `poll 2`; where that does not fit, the number may.
fn numbered(kind: &str, number: usize, width: f64) -> String {
    let number = number.to_string();
    let whole = [kind, &number].concat();
    if fit(&whole, width) == whole {
        return whole;
    }
    let room = number.len() as f64 * 7.2 + 3.0 <= width;
    if room { number } else { String::new() }
}

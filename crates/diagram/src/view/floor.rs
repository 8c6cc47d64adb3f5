//! Where lanes and their rows stand from top to bottom.
//!
//! A lane's strip of polls is at its foot, and each call's row above its caller's; above the rows
//! there is room for the marks of printed lines, below the strip for arrows that come back.

use super::folds::Folds;
use crate::axis::gutter;
use crate::scene::{Row, Scene, Spot, has_strip};
use crate::words::{grouped, shorten};
use crate::{LaneView, Look};
use trace::{LaneId, LaneKind, Rows, Trace};

/// Above a lane's rows, and below them, px.
const HEAD: f64 = 14.0;
const FOOT: f64 = 13.0;
/// Between the lanes of two traces, px.
const BETWEEN: f64 = 10.0;
/// Space between one row's box and the next, px.
const ROW_GAP: f64 = 3.0;

/// The lanes of one trace.
pub(super) struct Floor {
    row: f64,
    /// Per lane of the trace's table; none if it is not shown.
    lanes: Rows<Option<Place>>,
    /// The row for all lanes without one.
    crowd: Option<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    order: usize,
    /// The lower edge of its lowest row.
    bottom: f64,
    /// Its upper edge.
    top: f64,
    strip: bool,
    /// How many rows of calls are shown.
    rows: usize,
}

/// Stacks the lanes of all traces; the views' lanes, each trace's floor, and the height of it all.
pub(super) fn floors(
    traces: &[&Trace],
    scenes: &[Scene],
    look: &Look,
    folds: &Folds,
) -> (Vec<LaneView>, Vec<Floor>, f64) {
    let (mut lanes, mut floors, mut y) = (Vec::new(), Vec::new(), look.ruler.max(0.0));
    let row = look.row.max(8.0);
    let room = ((gutter(look) - 22.0) / 7.4).max(2.0) as usize;
    for (which, (trace, scene)) in traces.iter().zip(scenes).enumerate() {
        let mut floor = Floor { row, lanes: Rows::few(None), crowd: None };
        for (nth, shown) in folds.shown(which, trace, scene).into_iter().enumerate() {
            if nth == 0 && !lanes.is_empty() {
                y += BETWEEN;
            }
            let (lane, deeper) = (shown.lane, shown.deeper);
            let strip = has_strip(lane.kind);
            let rows = lane.rows.max(usize::from(!strip)) as f64 * floor.pitch(lane.kind);
            let height = HEAD + rows + if strip { floor.strip() } else { 0.0 } + FOOT;
            let (label, note) = match lane.crowd {
                0 => label(trace, lane.id),
                crowd => (format!("{} more", grouped(crowd)), "tasks, summed up".to_owned()),
            };
            lanes.push(LaneView {
                trace: which,
                lane: lane.id,
                kind: lane.kind,
                label: shorten(&label, room),
                note: shorten(&note, room + 2),
                y,
                height,
                deeper,
                crowd: lane.crowd,
            });
            let top = y;
            y += height;
            let (order, bottom, rows) = (lanes.len(), y - FOOT, lane.rows);
            let place = Some(Place { order, bottom, top, strip, rows });
            match lane.crowd {
                0 => floor.lanes[lane.id.index()] = place,
                _ => floor.crowd = place,
            }
        }
        floors.push(floor);
    }
    (lanes, floors, y + BETWEEN)
}

/// What stands beside a lane, and its second line.
fn label(trace: &Trace, lane: LaneId) -> (String, String) {
    let name = trace.name(trace.lane(lane).name).to_owned();
    match trace.lane(lane).kind {
        LaneKind::Task(task) => (name, format!("task {}", task.0)),
        LaneKind::Thread if name.is_empty() => (trace.thread_label(lane), "OS thread".to_owned()),
        LaneKind::Thread => (name, "OS thread".to_owned()),
        LaneKind::JavaScript => ("JavaScript".to_owned(), "one stack".to_owned()),
        LaneKind::Reactor => ("Outside world".to_owned(), "timers, sockets".to_owned()),
    }
}

impl Floor {
    /// The height of a strip of polls.
    fn strip(&self) -> f64 {
        (self.row * 0.62).round()
    }

    /// From one row of a lane to the next.
    fn pitch(&self, kind: LaneKind) -> f64 {
        if kind == LaneKind::Reactor { (self.row * 0.85).round() } else { self.row }
    }

    /// The upper edge and the height of a row's boxes; none if it is not shown.
    #[inline(never)]
    pub(super) fn row(&self, spot: Spot) -> Option<(f64, f64)> {
        let place = self.lanes[spot.lane.index()]?;
        let strip = if place.strip { self.strip() } else { 0.0 };
        match spot.row() {
            // Without a strip, what stands on it stands at the top: an arrow from the reactor.
            Row::Strip if !place.strip => Some((place.top + 4.0, 0.0)),
            Row::Strip => Some((place.bottom - strip, strip)),
            Row::Depth(depth) if depth >= place.rows => None,
            Row::Depth(depth) => {
                let top = place.bottom - strip - (depth + 1) as f64 * self.row;
                Some((top, self.row - ROW_GAP))
            }
        }
    }

    /// The lower edge and the height of the row for all other lanes.
    pub(super) fn crowd(&self) -> Option<(f64, f64)> {
        let place = self.crowd?;
        let strip = if place.strip { self.strip() } else { 0.0 };
        Some((place.bottom, strip + place.rows as f64 * self.row - ROW_GAP))
    }

    /// The same, or the nearest row that is shown.
    pub(super) fn nearest(&self, spot: Spot) -> Option<(f64, f64)> {
        let place = self.lanes[spot.lane.index()]?;
        let top = place.rows.checked_sub(1).map_or(Row::Strip, Row::Depth);
        self.row(spot).or_else(|| self.row(Spot::new(spot.lane, top)))
    }

    /// The upper edge and the height of an operation's bar; none if it is not shown.
    pub(super) fn bar(&self, lane: LaneId, row: usize) -> Option<(f64, f64)> {
        let place = self.lanes[lane.index()].filter(|place| row < place.rows)?;
        let pitch = self.pitch(LaneKind::Reactor);
        Some((place.bottom - (row + 1) as f64 * pitch, pitch - ROW_GAP - 1.0))
    }

    /// The middle of a row, moved a little for each further call whose line runs there.
    pub(super) fn middle(&self, spot: Spot) -> Option<f64> {
        let (top, height) = self.row(spot)?;
        let aside = [0.0, 0.2, -0.2, 0.36, -0.36][usize::from(spot.slot) % 5];
        Some(top + height / 2.0 + aside * height)
    }

    /// Whether one lane stands above another.
    pub(super) fn above(&self, one: LaneId, other: LaneId) -> bool {
        let order = |lane: LaneId| self.lanes[lane.index()].map(|place| place.order);
        order(one) < order(other)
    }
}

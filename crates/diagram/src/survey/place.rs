//! The row for all other lanes: for each column, how often they were polled there.

use super::Survey;
use crate::axis::Columns;
use crate::scene::{Row, has_strip};
use crate::sentence::{fill, unknown};
use crate::view::Floor;
use crate::words::{fit, grouped};
use crate::{BoxEnd, BoxKind, BoxView, Timeline};
use trace::{EventKind, Index, LaneId, Trace};

/// The least height of a box, px.
const LEAST: f64 = 3.0;

/// What happens to the other lanes in one column.
struct Bucket {
    from: usize,
    to: usize,
    polls: usize,
}

impl Survey {
    /// The boxes of the row for all others; none if there are no others.
    pub(crate) fn crowd(
        &self,
        trace: &Trace,
        index: &Index,
        timeline: &Timeline,
        columns: &Columns,
        floor: &Floor,
    ) -> Vec<BoxView> {
        let Some(row) = self.scene.lanes.iter().find(|lane| lane.crowd > 0) else { return vec![] };
        let edges = columns.edges.windows(2).filter(|edge| edge[0] < edge[1]);
        let buckets: Vec<_> = edges
            .map(|edge| self.bucket(trace, index, timeline, edge[0], edge[1]))
            .filter(|bucket| bucket.polls > 0)
            .collect();
        let most = buckets.iter().map(|bucket| bucket.polls).max().unwrap_or(1) as f64;
        let (top, _) = floor.row(row.id, Row::Depth(row.rows - 1));
        let (strip, tall) = floor.row(row.id, Row::Strip);
        let foot = strip + if has_strip(row.kind) { tall } else { 0.0 };
        let place = |bucket: &Bucket| {
            let (x, right) = (columns.right(bucket.from), columns.right(bucket.to));
            let height = ((foot - top) * bucket.polls as f64 / most).max(LEAST);
            let width = (right - x).max(2.0);
            BoxView {
                x,
                y: foot - height,
                width,
                height,
                kind: BoxKind::Poll,
                label: fit(&grouped(bucket.polls), width),
                title: self.title(timeline, bucket),
                trace: 0,
                lane: row.id,
                call: None,
                from: bucket.from + 1,
                to: bucket.to,
                end: BoxEnd::Pending,
            }
        };
        buckets.iter().map(place).collect()
    }

    fn bucket(
        &self,
        trace: &Trace,
        index: &Index,
        timeline: &Timeline,
        from: usize,
        to: usize,
    ) -> Bucket {
        let (before, after) = (timeline.cursor(from, 0), timeline.cursor(to, 0));
        let polls = index.tally_at(after).polls - index.tally_at(before).polls;
        let own: usize =
            self.shown.iter().map(|lane| polled(trace, index, *lane, before, after)).sum();
        Bucket { from, to, polls: (polls as usize).saturating_sub(own) }
    }

    fn title(&self, timeline: &Timeline, bucket: &Bucket) -> String {
        let form = "{polls} polls of the other {tasks} tasks, from {from} to {to}.";
        fill(form, &|name| match name {
            "polls" => grouped(bucket.polls),
            "tasks" => grouped(self.hidden),
            "from" => timeline.at(bucket.from + 1).words(),
            "to" => timeline.at(bucket.to).words(),
            _ => unknown(name),
        })
    }
}

/// How often the task of a lane begins to be polled between two cursors.
fn polled(trace: &Trace, index: &Index, lane: LaneId, from: usize, to: usize) -> usize {
    let own = index.events_before(lane, to);
    let own = &own[index.events_before(lane, from).len()..];
    let polls =
        |event: &&u32| matches!(trace.events[**event as usize].kind, EventKind::PollStarted(_));
    own.iter().filter(polls).count()
}

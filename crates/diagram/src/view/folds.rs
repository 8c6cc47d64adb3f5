//! Which lanes are shown, in which order, and how much of each.

use crate::scene::{Scene, SceneLane, has_strip};
use trace::{LaneId, LaneKind, Trace};

/// How much of a lane is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Only its strip of polls or turns; of a thread, its outermost calls.
    Strip,
    /// Nothing.
    Hidden,
    /// Every row, however tall the stack; of a lane that is summed up with others, a row of its
    /// own.
    Whole,
}

/// What the reader has folded, hidden, unfolded and moved. Nothing at first.
#[derive(Clone, Debug, Default)]
pub struct Folds {
    /// Trace, lane, and how it is folded.
    lanes: Vec<(usize, LaneId, Fold)>,
    /// Lanes of a trace that were moved, each with the lane before which it is to stand; later
    /// moves count on earlier ones.
    moved: Vec<(usize, LaneId, LaneId)>,
    /// Traces of which nothing is shown.
    without: Vec<usize>,
    /// How lanes are put in another order than the scene's; a page that shows no lane otherwise
    /// does without.
    order: Option<Order>,
}

type Order = fn(&Folds, usize, &Trace, &Scene) -> Vec<SceneLane>;

/// A taller stack is cut off above, unless somebody unfolds it.
const TALL: usize = 24;

/// A lane as it is shown.
pub(super) struct Shown {
    pub(super) lane: SceneLane,
    /// Rows that are not shown.
    pub(super) deeper: usize,
}

impl Folds {
    /// How a lane is folded, if it is.
    pub fn of(&self, trace: usize, lane: LaneId) -> Option<Fold> {
        let own = self.lanes.iter().find(|(which, id, _)| (*which, *id) == (trace, lane));
        own.map(|(_, _, fold)| *fold)
    }

    /// The same with nothing of these traces.
    pub fn without(&self, traces: impl IntoIterator<Item = usize>) -> Folds {
        Folds { without: traces.into_iter().collect(), ..self.clone() }
    }

    /// The same with a lane folded in another way, or as it is at first.
    pub fn with(&self, trace: usize, lane: LaneId, fold: Option<Fold>) -> Folds {
        let mut folds = self.clone();
        folds.lanes.retain(|(which, id, _)| (*which, *id) != (trace, lane));
        folds.lanes.extend(fold.map(|fold| (trace, lane, fold)));
        folds.order = Some(Folds::ordered);
        folds
    }

    /// The same with a lane moved up or down by one.
    pub fn moved(
        &self,
        which: usize,
        trace: &Trace,
        scene: &Scene,
        lane: LaneId,
        up: bool,
    ) -> Folds {
        let order = self.listed(which, trace, scene);
        let mut folds = self.clone();
        let Some(at) = order.iter().position(|id| *id == lane) else { return folds };
        let pair = if up {
            at.checked_sub(1).map(|above| (lane, order[above]))
        } else {
            order.get(at + 1).map(|below| (*below, lane))
        };
        folds.order = Some(Folds::ordered);
        folds.moved.extend(pair.map(|(lane, before)| (which, lane, before)));
        folds
    }

    /// The lanes of a trace that can be shown, from top to bottom, those too that are hidden.
    pub fn listed(&self, which: usize, trace: &Trace, scene: &Scene) -> Vec<LaneId> {
        let lanes = self.ordered(which, trace, scene).into_iter();
        lanes.filter(|lane| lane.crowd == 0).map(|lane| lane.id).collect()
    }

    /// The lanes of a trace from top to bottom.
    pub(super) fn shown(&self, which: usize, trace: &Trace, scene: &Scene) -> Vec<Shown> {
        if self.without.contains(&which) {
            return Vec::new();
        }
        let lanes = match self.order {
            Some(order) => order(self, which, trace, scene),
            None => scene.lanes.clone(),
        };
        let hidden = |lane: &SceneLane| self.of(which, lane.id) == Some(Fold::Hidden);
        let shown = lanes.into_iter().filter(|lane| lane.crowd > 0 || !hidden(lane));
        shown.map(|lane| self.cut(which, lane)).collect()
    }

    fn ordered(&self, which: usize, trace: &Trace, scene: &Scene) -> Vec<SceneLane> {
        let mut lanes: Vec<SceneLane> = Vec::new();
        for lane in &scene.lanes {
            if lane.crowd == 0 {
                lanes.push(*lane);
                continue;
            }
            // Those of the crowd that have been asked for stand before it.
            let whole =
                self.lanes.iter().filter(|(of, _, fold)| (*of, *fold) == (which, Fold::Whole));
            let asked = whole.map(|(_, id, _)| *id).filter(|id| scene.is_crowded(*id));
            lanes.extend(asked.map(|id| SceneLane {
                id,
                kind: trace.lane(id).kind,
                rows: scene.rows_of(id),
                crowd: 0,
            }));
            lanes.push(*lane);
        }
        for (_, lane, before) in self.moved.iter().filter(|(of, ..)| *of == which) {
            let from = lanes.iter().position(|shown| shown.id == *lane && shown.crowd == 0);
            if let Some(from) = from {
                let moved = lanes.remove(from);
                let to = lanes.iter().position(|shown| shown.id == *before);
                lanes.insert(to.unwrap_or(lanes.len()), moved);
            }
        }
        lanes
    }

    fn cut(&self, which: usize, lane: SceneLane) -> Shown {
        let fold = if lane.crowd > 0 { None } else { self.of(which, lane.id) };
        let most = match fold {
            Some(Fold::Whole) => usize::MAX,
            Some(Fold::Strip) if has_strip(lane.kind) => 0,
            Some(Fold::Strip) => 1,
            // What is under way at once is no stack: all of it is shown, up to a screenful.
            _ if lane.kind == LaneKind::Reactor => TALL + TALL,
            _ => TALL,
        };
        let deeper = lane.rows.saturating_sub(most);
        Shown { lane: SceneLane { rows: lane.rows - deeper, ..lane }, deeper }
    }
}

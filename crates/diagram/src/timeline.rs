//! The steps that one or several traces share, so that one press of Step moves both languages.
//!
//! It stands apart because it is the only place that knows how events of two runs go together. It
//! leaves out where a step is drawn: that is the axis's affair.

use trace::{Event, EventKind, Instant, Trace};

/// Steps shared by traces on one clock.
///
/// At each instant, step `k` of one trace goes with step `k` of the next; an instant has as many
/// steps as the busiest trace has events there. A *position* is the number of steps that have been
/// taken: `0..=steps()`. At position 0 the first task stands on the run queue and nothing has been
/// polled: what put it there is no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Per position, the instant reached; one more than there are steps.
    at: Vec<Instant>,
    tracks: Vec<Track>,
}

/// One trace's share of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Track {
    /// Per position, how many events have happened.
    cursors: Vec<usize>,
    /// Per event, the position right after it.
    positions: Vec<usize>,
}

impl Timeline {
    /// Lines up any number of traces.
    pub fn new(traces: &[&Trace]) -> Timeline {
        let mut timeline =
            Timeline { at: vec![Instant::START], tracks: Vec::with_capacity(traces.len()) };
        for trace in traces {
            let events = prelude(trace);
            timeline.tracks.push(Track { cursors: vec![events], positions: vec![0; events] });
        }
        let next = |track: &Track, trace: &Trace| {
            trace.events.get(track.positions.len()).map(|event| event.at)
        };
        loop {
            let mut now = None;
            for (track, trace) in timeline.tracks.iter().zip(traces) {
                now = match (now, next(track, trace)) {
                    (Some(one), Some(other)) => Some(other.min(one)),
                    (one, other) => one.or(other),
                };
            }
            let Some(now) = now else { break };
            let position = timeline.at.len();
            timeline.at.push(now);
            for (track, trace) in timeline.tracks.iter_mut().zip(traces) {
                // An event may not be earlier than the step before it in a valid trace; in an
                // invalid one it is taken as it comes.
                if next(track, trace).is_some_and(|at| at <= now) {
                    track.positions.push(position);
                }
                track.cursors.push(track.positions.len());
            }
        }
        timeline
    }

    /// How many steps there are; positions are `0..=steps()`.
    pub fn steps(&self) -> usize {
        self.at.len() - 1
    }

    /// How many events of that trace have happened at a position; past the end means the end.
    pub fn cursor(&self, position: usize, trace: usize) -> usize {
        self.tracks.get(trace).map_or(0, |track| track.cursors[position.min(self.steps())])
    }

    /// The position right after that event; past the end means the end.
    pub fn position(&self, trace: usize, event: usize) -> usize {
        let track = self.tracks.get(trace);
        track.and_then(|track| track.positions.get(event)).copied().unwrap_or(self.steps())
    }

    /// Whether something stands at position 0 already.
    pub(crate) fn has_stage(&self) -> bool {
        self.tracks.iter().any(|track| track.cursors[0] > 0)
    }

    /// The instant at a position.
    pub fn at(&self, position: usize) -> Instant {
        self.at[position.min(self.steps())]
    }

    /// The event of that trace which this step itself made happen, if any.
    pub fn event(&self, position: usize, trace: usize) -> Option<usize> {
        let before = self.cursor(position.checked_sub(1)?, trace);
        (position <= self.steps() && self.cursor(position, trace) > before).then_some(before)
    }
}

/// How many events only set the stage: the main future is made, and put on the run queue.
pub(crate) fn prelude(trace: &Trace) -> usize {
    let sets_the_stage = |event: &&Event| {
        let kind = matches!(event.kind, EventKind::CallCreated(_) | EventKind::TaskSpawned(_));
        kind && event.at == Instant::START
    };
    trace.events.iter().take_while(sets_the_stage).count()
}

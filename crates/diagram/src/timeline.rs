//! The steps that one or several traces share, so that one press of Step moves both languages.
//!
//! It stands apart because it is the only place that knows how events of two runs go together. It
//! leaves out where a step is drawn: that is the axis's affair.

use crate::Reach;
use crate::words::between;
use trace::{Event, EventKind, Instant, Trace};

/// Steps shared by traces on one clock.
///
/// At each instant, step `k` of one trace goes with step `k` of the next; an instant has as many
/// steps as the busiest trace has events there. A *position* is the number of steps that have been
/// taken: `0..=steps()`. At position 0 the first task stands on the run queue and nothing has been
/// polled: what put it there is no step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    steps: usize,
    /// Each instant, with the first position that has reached it.
    at: Vec<(usize, Instant)>,
    tracks: Vec<Track>,
    /// How many characters it takes to say how long a wait is.
    longest_wait: usize,
}

/// One trace's share of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Track {
    /// It is the only one: every event is a step, save so many that set the stage.
    Alone { stage: usize, events: usize },
    Shared {
        /// Per position, how many events have happened.
        cursors: Vec<usize>,
        /// Per event, the position right after it.
        positions: Vec<usize>,
    },
}

impl Timeline {
    /// Lines up any number of traces.
    pub fn new(traces: &[&Trace]) -> Timeline {
        let at = vec![(0, Instant::START)];
        let mut timeline = Timeline { steps: 0, at, tracks: vec![], longest_wait: 0 };
        match traces {
            [only] => timeline.follow(only),
            several => timeline.line_up(several),
        }
        // Of a long run only some are looked at.
        let waits = timeline.at.windows(2).step_by(timeline.at.len() / 500 + 1);
        let said = waits.map(|two| between(two[0].1, two[1].1).chars().count());
        timeline.longest_wait = said.max().unwrap_or(0);
        timeline
    }

    fn follow(&mut self, trace: &Trace) {
        let (stage, events) = (prelude(trace), trace.events.len());
        trace.events[stage..].iter().for_each(|event| self.step(event.at));
        self.tracks.push(Track::Alone { stage, events });
    }

    fn step(&mut self, now: Instant) {
        self.steps += 1;
        if self.at.last().is_none_or(|(_, last)| *last != now) {
            self.at.push((self.steps, now));
        }
    }

    fn line_up(&mut self, traces: &[&Trace]) {
        let stage = |trace: &&Trace| (vec![prelude(trace)], vec![0; prelude(trace)]);
        let mut tracks: Vec<_> = traces.iter().map(stage).collect();
        let next = |positions: &Vec<usize>, trace: &Trace| {
            trace.events.get(positions.len()).map(|event| event.at)
        };
        loop {
            let mut now = None;
            for ((_, positions), trace) in tracks.iter().zip(traces) {
                now = match (now, next(positions, trace)) {
                    (Some(one), Some(other)) => Some(other.min(one)),
                    (one, other) => one.or(other),
                };
            }
            let Some(now) = now else { break };
            self.step(now);
            for ((cursors, positions), trace) in tracks.iter_mut().zip(traces) {
                // An event may not be earlier than the step before it in a valid trace; in an
                // invalid one it is taken as it comes.
                if next(positions, trace).is_some_and(|at| at <= now) {
                    positions.push(self.steps);
                }
                cursors.push(positions.len());
            }
        }
        let shared = |(cursors, positions)| Track::Shared { cursors, positions };
        self.tracks = tracks.into_iter().map(shared).collect();
    }

    /// How many bytes this takes.
    pub fn bytes(&self) -> usize {
        let track = |track: &Track| match track {
            Track::Alone { .. } => 0,
            Track::Shared { cursors, positions } => {
                (cursors.len() + positions.len()) * size_of::<usize>()
            }
        };
        self.at.len() * size_of::<(usize, Instant)>() + self.tracks.iter().map(track).sum::<usize>()
    }

    /// How many steps there are; positions are `0..=steps()`.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// How many events of that trace have happened at a position; past the end means the end.
    pub fn cursor(&self, position: usize, trace: usize) -> usize {
        let position = position.min(self.steps);
        self.tracks.get(trace).map_or(0, |track| match track {
            Track::Alone { stage, .. } => stage + position,
            Track::Shared { cursors, .. } => cursors[position],
        })
    }

    /// The position right after that event; past the end means the end.
    #[inline(never)]
    pub fn position(&self, trace: usize, event: usize) -> usize {
        let position = self.tracks.get(trace).and_then(|track| match track {
            Track::Alone { stage, events } => {
                (event < *events).then(|| (event + 1).saturating_sub(*stage))
            }
            Track::Shared { positions, .. } => positions.get(event).copied(),
        });
        position.unwrap_or(self.steps)
    }

    /// The position of the event that begins something.
    pub(crate) fn from(&self, trace: usize, reach: Reach) -> usize {
        self.position(trace, reach.from_event())
    }

    /// The position of the event that ends it: of the last one, while it is open.
    pub(crate) fn to(&self, trace: usize, reach: Reach) -> usize {
        self.position(trace, reach.to_event().unwrap_or(usize::MAX))
    }

    /// Whether something stands at position 0 already.
    pub(crate) fn has_stage(&self) -> bool {
        (0..self.tracks.len()).any(|trace| self.cursor(0, trace) > 0)
    }

    /// The instant at a position.
    pub fn at(&self, position: usize) -> Instant {
        self.at[self.number(position)].1
    }

    /// How many characters the longest of its waits takes in words.
    pub(crate) fn longest_wait(&self) -> usize {
        self.longest_wait
    }

    /// The how-manieth instant, from 0, a position is at.
    #[inline(never)]
    pub(crate) fn number(&self, position: usize) -> usize {
        self.at.partition_point(|(from, _)| *from <= position) - 1
    }

    /// The instants in order, each with the first position that has reached it.
    pub(crate) fn instants(&self) -> &[(usize, Instant)] {
        &self.at
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

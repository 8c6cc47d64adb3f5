//! An index says what a fold over all events says.

use crate::support::{random::random, samples};
use trace::{CallState, Index, LaneId, LaneKind, State, Tally, TaskPhase, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// What a full state says of the numbers.
fn count(state: &State, polls: u32) -> Tally {
    let mut tally = Tally { polls, lines: state.lines as u32, ..Tally::default() };
    for (_, task) in state.tasks.known() {
        *match task.phase {
            TaskPhase::Unborn => &mut tally.unborn,
            TaskPhase::Queued => &mut tally.queued,
            TaskPhase::Polling | TaskPhase::PollingWoken | TaskPhase::Finished => {
                &mut tally.running
            }
            TaskPhase::Pending => &mut tally.waiting,
            TaskPhase::Ended(trace::Ended::Completed) => &mut tally.done,
            TaskPhase::Ended(_) => &mut tally.cut,
        } += 1;
    }
    tally.unpolled =
        state.calls.known().filter(|(_, call)| **call == CallState::Created).count() as u32;
    tally
}

fn lanes(trace: &Trace) -> Vec<LaneId> {
    (0..trace.lanes.len() as u32).map(LaneId).collect()
}

fn check(trace: &Trace) {
    let index = Index::new(trace);
    let mut state = State::start(trace);
    for cursor in 0..=trace.events.len() {
        let polls = state.tasks.known().map(|(_, task)| task.polls).sum();
        assert_eq!(index.tally_at(cursor), count(&state, polls), "at {cursor}");
        let queue = index.queue_at(trace, cursor, usize::MAX);
        assert_eq!(queue, Vec::from(state.ready.clone()), "at {cursor}");
        same_lanes(trace, &index, &state, cursor);
        if let Some(event) = trace.events.get(cursor) {
            state.apply(trace, event);
        }
    }
}

/// Each lane by itself is as it is among all the others.
fn same_lanes(trace: &Trace, index: &Index, all: &State, cursor: usize) {
    for lane in lanes(trace) {
        let few = index.state_at(trace, &[lane], cursor);
        assert_eq!(few.at, all.at);
        assert_eq!((few.lines, few.ended), (all.lines, all.ended));
        assert_eq!(few.stacks[lane.index()], all.stacks[lane.index()], "{lane} at {cursor}");
        assert_eq!(few.awaited(lane), all.awaited(lane), "{lane} at {cursor}");
        assert_eq!(few.threads[lane.index()], all.threads[lane.index()]);
        if let LaneKind::Task(task) = trace.lane(lane).kind {
            assert_eq!(few.tasks[task.index()], all.tasks[task.index()], "{task} at {cursor}");
        }
        for call in &few.stacks[lane.index()] {
            assert_eq!(few.calls[call.index()], all.calls[call.index()]);
        }
        for op in few.pending_ops() {
            assert_eq!(few.ops[op.index()], all.ops[op.index()]);
        }
    }
}

#[test]
fn an_index_says_what_a_fold_says() {
    samples::all().iter().for_each(check);
    for seed in 0..40 {
        check(&random(seed, 60));
    }
}

#[test]
fn sums_are_right_beyond_the_first_that_is_written_down() {
    let long = (0..40).map(|seed| random(seed, 900)).filter(|trace| trace.events.len() > 2 * 128);
    let long: Vec<_> = long.take(4).collect();
    assert_eq!(long.len(), 4);
    long.iter().for_each(check);
}

#[test]
fn every_event_is_one_lane_s_own() {
    for trace in samples::all().into_iter().chain((0..20).map(|seed| random(seed, 60))) {
        let index = Index::new(&trace);
        let own = lanes(&trace).into_iter().flat_map(|lane| index.events_of(lane).to_vec());
        let mut all: Vec<_> = own.collect();
        all.sort_unstable();
        assert_eq!(all, (0..trace.events.len() as u32).collect::<Vec<_>>());
        let lines: Vec<_> = trace.log().map(|(at, ..)| at as u32).collect();
        assert_eq!(index.lines(), lines);
    }
}

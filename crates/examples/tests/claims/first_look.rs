//! Chapter 1: what its traces must show.

use super::seen::{
    computes, end_ms, entered, lines, polls, run, run_by, run_with, spans_of, stacks, switches,
    timed_lines, when,
};
use trace::{
    CallState, Cause, EventKind, OpEnd, PollResult, Recipe, TaskId, ThreadEvent, Trace,
    TraceBuilder,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn lazy_future_never_enters_the_body_that_nobody_awaits() {
    let trace = run("lazy-future");
    assert!(!lines(&trace).iter().any(|line| line.contains("mint goes into the pot")));
    assert_eq!(entered(&trace, "brew"), [0, 30], "the awaited call only: two polls");
    let never_entered = |kind: &EventKind| match kind {
        EventKind::CallDropped(call) => {
            let enters = EventKind::CallEntered(*call);
            trace.call_name(*call) == "brew" && !trace.events.iter().any(|e| e.kind == enters)
        }
        _ => false,
    };
    assert_eq!(when(&trace, never_entered), [30], "it is dropped as it was made");
    // Its row of the picture: a diamond, a line, its end, and no box.
    let picture = diagram::ascii(&trace);
    let row = picture.lines().find(|line| line.trim_start().starts_with("brew()"));
    let drawn = row.and_then(|row| row.split_once('|')).expect("the first row of brew").1;
    assert!(drawn.trim().starts_with("o-") && drawn.trim().ends_with("-x"), "{picture}");
    let prose = examples::find("lazy-future").expect("it is one").prose();
    assert!(prose.contains("Rust gets a diamond") && !prose.contains("box without"), "{prose}");
}

#[test]
fn lazy_future_evaluates_arguments_at_the_call_and_the_body_at_the_await() {
    let trace = run("lazy-future");
    let place = |text| lines(&trace).iter().position(|line| *line == text).expect(text);
    assert!(place("favourite: green") < place("main: called brew for green"));
    assert!(place("main: called brew for green") < place("brew: green goes into the pot"));
}

#[test]
fn async_sequential_takes_the_sum() {
    let trace = run("async-sequential");
    assert_eq!(entered(&trace, "cook"), [0, 30, 30, 50]);
    assert_eq!(end_ms(&trace), 50);
    assert_eq!(lines(&trace)[1..3], ["soup: done", "rice: on the stove"]);
    for (soup_ms, rice) in [(5, [5, 25]), (60, [60, 80])] {
        let turned = run_with("async-sequential", "soup_ms", soup_ms);
        assert_eq!(entered(&turned, "cook")[2..], rice, "it starts when the soup is done");
    }
}

#[test]
fn async_concurrent_ends_at_the_later_wait_and_interleaves_on_one_thread() {
    let trace = run("async-concurrent");
    assert_eq!(end_ms(&trace), 30, "the later of 30 and 20, not their sum");
    assert_eq!(
        lines(&trace)[..4],
        ["soup: on the stove", "rice: on the stove", "rice: done", "soup: done"]
    );
    assert_eq!(trace.tasks.len(), 1, "one task polls both");
    assert_eq!(entered(&trace, "cook"), [0, 0, 20, 20, 30], "the wake at 20 polls the sibling too");
}

#[test]
fn cheapo_request_keeps_its_callers_on_the_stack_while_it_waits() {
    let trace = run("cheapo-request");
    let waits = trace.events.iter().enumerate().filter_map(|(index, event)| match event.kind {
        EventKind::WaitStarted(_) => Some((index, event.lane)),
        _ => None,
    });
    let mut seen = Vec::new();
    for (index, lane) in waits {
        let state = trace.state_at(index + 1);
        let stack = &state.stacks[lane.index()];
        let names: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
        assert_eq!(names[..2], ["main", "cheapo_request"]);
        assert!(stack.iter().all(|call| state.calls[call.index()] == CallState::Active));
        seen.push(names[2].to_owned());
    }
    assert_eq!(seen[..3], ["getaddrinfo", "connect", "read"]);
    assert_eq!(end_ms(&trace), 15 + 40 + 70 + 5, "look-up, connect, ask and answer, parse");
}

#[test]
fn sequential_starts_the_second_function_when_the_first_has_ended() {
    let trace = run("sequential");
    let of = |name: &str, wanted: fn(&EventKind) -> bool| {
        when(&trace, |kind| match kind {
            EventKind::CallEntered(call) | EventKind::CallLeft(call, _) => {
                wanted(kind) && trace.call_name(*call) == name
            }
            _ => false,
        })
    };
    let left = |kind: &EventKind| matches!(kind, EventKind::CallLeft(..));
    let entered = |kind: &EventKind| matches!(kind, EventKind::CallEntered(_));
    assert_eq!(of("weigh", left), [35]);
    assert_eq!(of("print_label", entered), [35]);
    assert_eq!(end_ms(&run_with("sequential", "settle_ms", 0)), 35, "the wait is all that went");
}

#[test]
fn sequential_computes_nothing_while_it_waits() {
    let trace = run("sequential");
    let waits = when(&trace, |kind| matches!(kind, EventKind::WaitStarted(_)));
    let waited = when(&trace, |kind| matches!(kind, EventKind::WaitEnded(_)));
    let works = when(&trace, |kind| matches!(kind, EventKind::WorkStarted));
    assert_eq!((waits, waited, works), (vec![0, 45], vec![30, 65], vec![30, 35]));
    assert_eq!(computes(&trace, 1), 15, "of 65 ms; the rest it waits");
    let waiting = stacks(&trace, 1).into_iter().find(|(_, stack)| stack.len() == 3);
    assert_eq!(waiting, Some((0, vec!["main", "weigh", "nanosleep"])), "on the stack meanwhile");
}

#[test]
fn cheapo_request_async_unwinds_at_every_pending_and_is_rebuilt_outermost_first() {
    let trace = run("cheapo-request-async");
    let (out, one, two) = (vec![], vec!["main"], vec!["main", "cheapo_request"]);
    let seen = stacks(&trace, 1);
    let polled = |at| {
        let stacks = seen.iter().filter(|(ms, _)| *ms == at).map(|(_, stack)| stack.clone());
        stacks.collect::<Vec<_>>()
    };
    let up_and_down = vec![one.clone(), two.clone(), one.clone(), out.clone()];
    assert_eq!(polled(0)[1..], up_and_down, "after the empty stack of the start");
    assert_eq!((polled(15), polled(55)), (up_and_down.clone(), up_and_down));
    assert_eq!(polled(125), [one, two, vec!["main", "cheapo_request", "parse"]]);
    let answers: Vec<_> = polls(&trace, TaskId(0)).iter().map(|poll| (poll.0, poll.2)).collect();
    let (pending, ready) = (PollResult::Pending, PollResult::Ready);
    assert_eq!(answers, [(0, pending), (15, pending), (55, pending), (125, ready)]);
}

#[test]
fn cheapo_request_async_takes_as_long_as_the_blocking_one_and_prints_the_same() {
    let (blocking, suspending) = (run("cheapo-request"), run("cheapo-request-async"));
    assert_eq!(timed_lines(&blocking), timed_lines(&suspending));
    assert_eq!(end_ms(&blocking), end_ms(&suspending));
    let at_once = |kind: &EventKind| matches!(kind, EventKind::OpEnded(_, OpEnd::Done));
    let by_lane = suspending.events.iter().filter(|event| at_once(&event.kind));
    let own = by_lane.filter(|event| event.lane != TraceBuilder::REACTOR).count();
    assert_eq!(own, 2, "the write and the last read are done at once and do not suspend");
}

#[test]
fn learn_sing_dance_dances_while_it_learns_and_sings_after_it() {
    let trace = run("learn-sing-dance");
    let at = |start| {
        let lines = timed_lines(&trace).into_iter();
        lines.filter(|(_, line)| line.starts_with(start)).map(|(ms, _)| ms).collect::<Vec<_>>()
    };
    assert_eq!((at("learn"), at("dance"), at("sing")), (vec![0], vec![0, 15, 30], vec![40]));
    let returned = when(&trace, |kind| match kind {
        EventKind::CallLeft(call, trace::Left::Returned) => trace.call_name(*call) == "learn",
        _ => false,
    });
    assert_eq!(returned, [40], "singing begins when learning ends");
    assert_eq!((end_ms(&trace), trace.tasks.len()), (60, 1));
}

#[test]
fn learn_sing_dance_polls_the_learner_again_when_the_dancer_was_woken() {
    let trace = run("learn-sing-dance");
    assert_eq!(entered(&trace, "learn"), [0, 15, 30, 40]);
    let causes = polls(&trace, TaskId(0)).into_iter().skip(1);
    assert!(causes.into_iter().all(|(_, cause, _)| matches!(cause, Some(Cause::Op(_)))));
}

#[test]
fn block_on_keeps_its_thread_until_its_future_is_done() {
    let trace = run("block-on");
    let blocking = spans_of(&trace, "block_on");
    assert_eq!(blocking[..3], [(0, 40), (40, 60), (60, 105)], "none overlaps another");
    assert_eq!(blocking[3..], [(105, 105); 2], "one inside the other: it is refused at once");
    assert_eq!(entered(&trace, "dance"), [60, 75, 90, 105], "dancing waits for the song");
    let lane = 1;
    let waits = trace.events.iter().enumerate().filter(|(_, event)| {
        matches!(event.kind, EventKind::WaitStarted(_)) && event.lane.index() == lane
    });
    for (index, _) in waits {
        let state = trace.state_at(index + 1);
        let names: Vec<_> = state.stacks[lane].iter().map(|call| trace.call_name(*call)).collect();
        assert_eq!(names, ["main", "block_on"]);
        assert_eq!(state.polling, None, "the thread has nothing else to poll");
    }
}

#[test]
fn block_on_inside_a_block_on_is_an_error_and_its_future_is_never_polled() {
    let trace = run("block-on");
    assert!(lines(&trace).last().is_some_and(|line| line.ends_with("Nested")));
    let dropped = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::CallDropped(call) => Some(call),
        _ => None,
    });
    let dropped: Vec<_> = dropped.collect();
    assert_eq!(dropped.len(), 1);
    assert_eq!(trace.call_name(dropped[0]), "dance");
    let place = trace.events.iter().position(|e| e.kind == EventKind::CallDropped(dropped[0]));
    let place = place.expect("it is dropped");
    let stack = &trace.state_at(place).stacks[trace.events[place].lane.index()];
    let stack: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
    assert_eq!(stack, ["async block", "block_on"], "by the one that is refused");
    let is_entered = |event: &trace::Event| event.kind == EventKind::CallEntered(dropped[0]);
    assert!(!trace.events.iter().any(is_entered));
}

#[test]
fn threads_hold_their_own_stacks_while_they_wait() {
    let trace = run("threads");
    let at_10_ms = trace.events.iter().take_while(|event| event.at.0 <= 10_000_000).count();
    let state = trace.state_at(at_10_ms);
    let names = |lane: usize| {
        let calls = state.stacks[lane].iter().map(|call| trace.call_name(*call));
        calls.collect::<Vec<_>>()
    };
    assert_eq!(names(1), ["main", "join"]);
    for lane in 2..=4 {
        assert_eq!(names(lane), ["deliver", "ride", "nanosleep"]);
    }
    let last = timed_lines(&trace).into_iter().filter(|(_, line)| line.starts_with("deliver"));
    assert_eq!(last.map(|(ms, _)| ms).max(), Some(end_ms(&trace)), "the waits overlap");
}

#[test]
fn threads_cost_address_space_and_context_switches() {
    let costs = run("threads").thread_costs();
    assert_eq!((costs.spawned, costs.reserved), (3, 3 * 2 * 1024 * 1024));
    assert_eq!(costs.switches(), 5, "three rides, and two joins that had to wait");
}

#[test]
fn threads_finish_in_an_order_that_varies_with_the_seed() {
    let orders = (0..6).map(|seed| {
        let trace = run_by(Recipe::of("threads").with_seed(seed));
        let here = lines(&trace).into_iter().filter(|line| line.starts_with("deliver"));
        here.map(str::to_owned).collect::<Vec<_>>()
    });
    let orders: Vec<_> = orders.collect();
    assert!(orders.iter().all(|order| order.len() == 3));
    assert!(orders[0][0].contains("rice") && orders[1][0].contains("fish"), "{orders:?}");
}

#[test]
fn three_tasks_finish_when_three_threads_do_with_fewer_switches_and_polls_in_their_place() {
    let trace = run("three-tasks");
    let ends = timed_lines(&trace).into_iter().filter(|(_, line)| line.starts_with("main"));
    let ends: Vec<_> = ends.map(|(ms, _)| ms).collect();
    assert_eq!(ends, [38, 76]);
    let (threads, tasks) = (switches(&trace, 0..38), switches(&trace, 38..77));
    assert_eq!((threads, tasks), (7, 1));
    assert_eq!(threads + tasks, trace.thread_costs().switches());
    let polls = when(&trace, |kind| matches!(kind, EventKind::PollStarted(_)));
    assert_eq!(polls, [38, 38, 38, 38, 58, 64, 70, 76], "none while the threads had the core");
}

#[test]
fn three_tasks_are_never_interrupted_and_three_threads_are() {
    let trace = run_with("three-tasks", "compute_ms", 12);
    let preempted = |trace: &Trace| {
        when(trace, |kind| matches!(kind, EventKind::Thread(ThreadEvent::Preempted))).len()
    };
    assert_eq!(preempted(&trace), 9, "three times each");
    let worked = |lane: usize| {
        let on_lane = trace.events.iter().filter(|event| event.lane.index() == lane);
        let at = on_lane
            .filter(|event| matches!(event.kind, EventKind::WorkStarted | EventKind::WorkEnded));
        let at: Vec<_> = at.map(|event| event.at.0 / 1_000_000).collect();
        at[1] - at[0]
    };
    assert!([2, 3, 4].into_iter().all(|thread| worked(thread) > 12), "the core went round");
    assert_eq!([6, 7, 8].map(worked), [12, 12, 12], "a task gives its thread back by itself");
    assert_eq!(preempted(&run_with("three-tasks", "compute_ms", 3)), 0);
}

#[test]
fn not_parallel_computes_the_sum_in_one_poll_and_half_of_it_on_two_cores() {
    let trace = run("not-parallel");
    let works = |wanted: EventKind| {
        let events = trace.events.iter().filter(|event| event.kind == wanted);
        let mut seen: Vec<_> =
            events.map(|event| (event.at.0 / 1_000_000, event.worker.0)).collect();
        seen.sort();
        seen
    };
    assert_eq!(works(EventKind::WorkStarted), [(0, 0), (30, 0), (60, 0), (60, 1)]);
    assert_eq!(works(EventKind::WorkEnded), [(30, 0), (60, 0), (90, 0), (90, 1)]);
    assert_eq!(polls(&trace, TaskId(0)), [(0, None, PollResult::Ready)]);
    assert_eq!(trace.thread_costs().spawned, 2);
}

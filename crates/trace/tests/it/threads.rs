//! Threads in a trace: where each stands, what they cost, and what cannot happen to them.

use crate::support::{Script, ms, threads};
use trace::{
    EventKind as E, LaneId, Outcome, Stuck, ThreadCosts, ThreadEvent as Of, ThreadPhase, Trace,
    TraceBuilder, WaitOn, Waiter, WorkerId,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_state_says_where_each_thread_stands() {
    let trace = threads::threads();
    let at = |wanted: E| {
        let index =
            trace.events.iter().position(|event| event.kind == wanted).expect("it is there");
        trace.state_at(index + 1).threads[2]
    };
    assert_eq!(trace.state_at(0).threads[2], ThreadPhase::Unspawned);
    assert_eq!(at(E::Thread(Of::Spawned(LaneId(2), 2048))), ThreadPhase::Spawned);
    assert_eq!(at(E::Thread(Of::Started)), ThreadPhase::Running);
    assert_eq!(at(E::Thread(Of::Preempted)), ThreadPhase::WithoutCore);
    assert_eq!(at(E::Thread(Of::CoreGot)), ThreadPhase::Running);
    assert_eq!(at(E::Thread(Of::Ended)), ThreadPhase::Ended);
    let end = trace.state_at(usize::MAX);
    assert!(
        end.stacks.known().all(|(_, stack)| stack.is_empty()),
        "what is cut off is on no stack"
    );
}

#[test]
fn costs_are_counted_and_estimated() {
    let costs = threads::threads().thread_costs();
    let expected =
        ThreadCosts { spawned: 2, reserved: (2048 + 64) * 1024, voluntary: 3, involuntary: 2 };
    assert_eq!(costs, expected);
    assert_eq!(costs.switches(), 5);
    assert_eq!(costs.time().words(), "37.5 µs");
}

#[track_caller]
fn refuses(change: impl FnOnce(&mut Trace), words: &str) {
    let mut trace = threads::threads();
    change(&mut trace);
    let invalid = trace.validate().expect_err(words);
    assert!(invalid.problem.contains(words), "{invalid}");
}

#[test]
fn what_cannot_happen_to_a_thread_is_refused() {
    let find = |trace: &Trace, kind: E| {
        trace.events.iter().position(|event| event.kind == kind).expect("it is there")
    };
    let twice = |trace: &mut Trace, kind: E| {
        let index = find(trace, kind);
        let event = trace.events[index];
        trace.events.insert(index, event);
    };
    refuses(|trace| twice(trace, E::Thread(Of::Spawned(LaneId(2), 2048))), "cannot happen to");
    refuses(|trace| twice(trace, E::Thread(Of::Started)), "cannot happen to");
    refuses(|trace| twice(trace, E::Thread(Of::Preempted)), "cannot happen to");
    refuses(|trace| twice(trace, E::Thread(Of::CoreGot)), "cannot happen to");
    refuses(|trace| twice(trace, E::Thread(Of::Ended)), "cannot happen to");
    let without = |trace: &mut Trace, kind: E| {
        let index = find(trace, kind);
        trace.events.remove(index);
    };
    refuses(|trace| without(trace, E::Thread(Of::Ended)), "is left open");
    refuses(|trace| without(trace, E::Thread(Of::CutOff)), "left open");
    let on_no_thread = |trace: &mut Trace| {
        let index = find(trace, E::Thread(Of::Started));
        trace.events[index].lane = TraceBuilder::REACTOR;
    };
    refuses(on_no_thread, "cannot happen to L0");
    let beyond = |trace: &mut Trace| {
        let index = find(trace, E::Thread(Of::Unparked(LaneId(1))));
        trace.events[index].kind = E::Thread(Of::Unparked(LaneId(9)));
    };
    refuses(beyond, "points outside the tables");
}

#[test]
fn a_thread_ends_with_an_empty_stack() {
    let mut s = Script::new("refused");
    let (main, other) = (s.thread("main"), s.thread("other"));
    s.push(main, E::Thread(Of::Spawned(other, 2048)));
    s.push(other, E::Thread(Of::Started));
    s.enter_sync(other, "job", 3);
    s.push(other, E::Thread(Of::Ended));
    let invalid = s.finish(Outcome::Completed).validate().expect_err("refused");
    assert!(invalid.problem.contains("leaves calls on its stack"), "{invalid}");
}

#[test]
fn tables_are_put_in_the_order_of_first_appearance_and_what_is_unused_goes() {
    let mut builder = TraceBuilder::new(trace::Recipe::of("order"));
    let unused = builder.name("unused");
    let (main, gone, late, early) = {
        let mut lane = |name| builder.lane(trace::LaneKind::Thread, name);
        (lane("main"), lane("gone"), lane("late"), lane("early"))
    };
    let mut log = |at: u64, lane, text: &str| {
        let text = builder.name(text);
        builder.push_on(WorkerId(1), ms(at), lane, None, E::Logged(text));
    };
    log(0, main, "first");
    log(5, late, "third");
    log(3, early, "second");
    log(9, gone, "after the end");
    builder.arrange(&[0, 2, 1]);
    let stuck = vec![Stuck { who: Waiter::Thread(late), on: vec![WaitOn::Thread(early)] }];
    let trace = builder.finish(ms(5), Outcome::Deadlock(stuck)).in_order();
    assert_eq!(trace.validate(), Ok(()));
    let said: Vec<_> = trace.log().map(|(_, event, text)| (event.lane.0, text)).collect();
    assert_eq!(said, [(1, "first"), (2, "second"), (3, "third")]);
    assert_eq!(trace.names, ["reactor", "main", "first", "early", "second", "late", "third"]);
    assert!(!trace.names.contains(&"unused".to_owned()) && unused.0 == 1);
    let words = "The run ended in a deadlock: nothing can ever wake thread 2 (late), which waits \
                 for thread 1 (early).";
    assert_eq!(trace.outcome.sentence(&trace), words);
    assert_eq!(Trace::parse(&trace.to_text()), Ok(trace));
}

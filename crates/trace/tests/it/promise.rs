//! What is known of Promises, by a trace as a twin leaves it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use trace::{Awaited, CallId, OpId, PromiseState, Promises, Trace};

/// `main` awaits `brew()`, which awaits a sleep; then `null`, then something unknown.
const TWIN: &str = r#"awaitscope trace v1
recipe "twin" seed 0
outcome completed
name "reactor"
name "JavaScript"
name "main"
name "brew"
name "30 ms"
lane reactor N0
lane javascript N1
call async N2 S0
call async N3 S1
op sleep L1 0 N4
span 1:1-9:2
span 3:5-3:20
span 5:5-5:10
0 L1 turn-started
0 L1 call-entered C0 @S0 ; main 1:1
0 L1 call-entered C1 @S1 ; brew 3:5
0 L1 op-started O0 @S2 ; the sleep of 30 ms 5:5
0 L1 call-left C1 awaits O0 @S2 ; brew 5:5
0 L1 call-left C0 awaits C1 @S1 ; main 3:5
0 L1 turn-ended
30ms L0 op-ended O0 done ; the sleep of 30 ms
30ms L1 turn-started
30ms L1 call-entered C1 @S2 ; brew 5:5
30ms L1 call-left C1 returned @S2 ; brew 5:5
30ms L1 call-entered C0 @S1 ; main 3:5
30ms L1 call-left C0 awaits value @S1 ; main 3:5
30ms L1 call-entered C0 @S1 ; main 3:5
30ms L1 call-left C0 awaits unobservable @S1 ; main 3:5
30ms L1 call-entered C0 @S1 ; main 3:5
30ms L1 call-left C0 threw @S1 ; main 3:5
30ms L1 turn-ended
30ms L0 run-ended
"#;

const MAIN: CallId = CallId(0);
const BREW: CallId = CallId(1);

fn twin() -> Trace {
    let twin = Trace::parse(TWIN).expect("it is a trace");
    twin.validate().expect("it is valid");
    twin
}

/// What is known after the event that comes so late among all.
fn after(event: usize) -> Promises {
    Promises::at(&twin(), event + 1)
}

#[test]
fn a_twin_is_written_and_read_back() {
    assert_eq!(twin().to_text(), TWIN);
}

#[test]
fn a_suspended_function_awaits_what_it_was_given() {
    let known = after(5);
    assert_eq!(known.awaiting, [(BREW, Awaited::Op(OpId(0))), (MAIN, Awaited::Call(BREW))]);
    assert_eq!(known.awaited(MAIN), Some(Awaited::Call(BREW)));
    assert_eq!(known.state(Awaited::Op(OpId(0))), Some(PromiseState::Pending));
    assert_eq!(known.state(Awaited::Call(BREW)), Some(PromiseState::Pending));
    assert!(known.queued.is_empty());
}

#[test]
fn a_promise_is_settled_in_a_turn_of_its_own_and_queues_who_awaits_it() {
    assert_eq!(after(7).state(Awaited::Op(OpId(0))), Some(PromiseState::Pending));
    let known = after(8);
    assert_eq!(known.state(Awaited::Op(OpId(0))), Some(PromiseState::Fulfilled));
    assert_eq!(known.queued, [BREW]);
    assert_eq!(after(9).queued, []);
    let known = after(10);
    assert_eq!(known.state(Awaited::Call(BREW)), Some(PromiseState::Fulfilled));
    assert_eq!(known.queued, [MAIN]);
}

#[test]
fn what_is_no_promise_queues_at_once_and_what_cannot_be_seen_never_does() {
    assert_eq!(after(12).queued, [MAIN]);
    let unknown = after(14);
    assert!(unknown.queued.is_empty());
    assert_eq!(unknown.awaited(MAIN), Some(Awaited::Unobservable));
    assert_eq!(unknown.state(Awaited::Unobservable), None);
}

#[test]
fn a_function_that_throws_rejects_its_promise() {
    assert_eq!(after(17).state(Awaited::Call(MAIN)), Some(PromiseState::Rejected));
    assert!(after(17).awaiting.is_empty());
}

#[test]
fn rust_s_calls_are_not_left_as_javascript_s_are() {
    let mixed =
        TWIN.replace("lane javascript N1", "lane thread N1").replace("0 L1 turn-started\n", "");
    let mixed = Trace::parse(&mixed).expect("it is a trace");
    assert!(mixed.validate().is_err());
}

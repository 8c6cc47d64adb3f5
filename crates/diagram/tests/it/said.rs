//! Sentences that are true of one case and not of its neighbour: who ends what, who is blocked, who
//! woke whom, and what comes of it.

use crate::common::samples;
use crate::common::support::Script;
use diagram::narrate;
use trace::{Outcome, Trace, WaitOn};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Everything that is said of a run, one sentence a line, after an empty line.
fn narration(trace: &Trace) -> String {
    let said: Vec<_> = (0..trace.events.len()).map(|event| narrate(trace, event)).collect();
    ["\n", &said.join("\n"), "\n"].concat()
}

fn check(trace: &Trace, sentences: &[&str]) {
    assert_eq!(trace.validate(), Ok(()));
    let text = narration(trace);
    for sentence in sentences {
        assert!(text.contains(&["\n", sentence, "\n"].concat()), "“{sentence}” is not in:{text}");
    }
}

#[test]
fn a_thread_that_blocks_in_a_poll_is_said_to_be_blocked_with_its_executor() {
    let mut s = Script::new("blocks");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let main = s.call(lane, "main", 3);
    s.enter(lane, main);
    let nanosleep = s.enter_sync(lane, "nanosleep", 4);
    let sleep = s.sleep(lane, "40 ms");
    let wait = s.wait(lane, WaitOn::Op(sleep));
    s.at(40);
    s.done(sleep);
    s.waited(lane, wait);
    s.ret(lane, nanosleep);
    s.ret(lane, main);
    s.complete(task);
    check(
        &s.finish(Outcome::Completed),
        &[
            "nanosleep() starts a sleep of 40 ms: the operating system sets a timer.",
            "nanosleep() waits for the sleep of 40 ms: its thread is blocked, stack and all, and \
             with it every task of its executor.",
            "The sleep of 40 ms is over: the operating system ends it.",
            "nanosleep() has stopped waiting for the sleep of 40 ms: its thread goes on.",
        ],
    );
    let text = narration(&samples::messages());
    assert!(!text.contains("blocked"), "what is left pending blocks no thread:{text}");
}

#[test]
fn a_sleep_is_ended_by_whoever_set_its_timer() {
    check(&samples::javascript(), &["The sleep of 10 ms is over: the host ends it."]);
    check(&samples::two_tasks(), &["The sleep of 5 ms is over: the reactor ends it."]);
    let mut s = Script::new("threads");
    let lane = s.thread("main");
    let nanosleep = s.enter_sync(lane, "nanosleep", 4);
    let sleep = s.sleep(lane, "7 ms");
    let wait = s.wait(lane, WaitOn::Op(sleep));
    s.at(7);
    s.done(sleep);
    s.waited(lane, wait);
    s.ret(lane, nanosleep);
    let ended = "The sleep of 7 ms is over: the operating system ends it.";
    check(&s.finish(Outcome::Completed), &[ended]);
}

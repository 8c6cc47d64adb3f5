//! `cut-short`.

use super::{check, ms, only, run, run_in, told};
use awaitscope::net::TcpListener;
use awaitscope::task::{spawn, yield_now};
use awaitscope::time::sleep;
use awaitscope::traced;
use awaitscope::world::Network;
use diagram::Lint;
use trace::{Ended, EventKind, TaskId};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[traced]
async fn save() {
    sleep(ms(50)).await; // the disk
}

#[test]
fn a_task_that_main_does_not_wait_for_is_found_where_it_was_left() {
    #[traced]
    async fn main() {
        spawn(save());
        sleep(ms(20)).await;
    }
    let trace = run(main);
    let (finding, line) = only(&trace, include_str!("unfinished.rs"));
    assert_eq!(line, "sleep(ms(50)).await; // the disk");
    let ended = EventKind::TaskEnded(TaskId(1), Ended::Dropped);
    assert_eq!(trace.events[finding.event].kind, ended);
    let expected = "Task 1 (save) is dropped because the main task has ended: it was still \
                    waiting for the sleep of 50 ms, and the rest of it never runs.";
    assert_eq!((finding.lint, &finding.sentence[..]), (Lint::CutShort, expected));
}

#[test]
fn a_task_that_was_never_polled_or_was_ready_is_cut_short_too() {
    check(
        || async { drop(spawn(save())) },
        &["cut-short: Task 1 (save) is dropped because the main task has ended: it was spawned, \
           and nothing of it has ever run."],
    );
    let ready = || async {
        spawn(async {
            yield_now().await;
            yield_now().await;
        });
        yield_now().await;
    };
    check(
        ready,
        &["cut-short: Task 1 (task) is dropped because the main task has ended: it was ready to \
           go on, and the rest of it never runs."],
    );
}

#[test]
fn a_task_that_waits_for_another_is_named_with_it() {
    let main = || async {
        let saving = spawn(save());
        spawn(async {
            let _ = saving.await;
        });
        sleep(ms(20)).await;
    };
    let found = told(&run(main));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].contains("still waiting for the end of task 1 (save)"), "{found:?}");
}

#[test]
fn a_server_that_waits_for_its_next_guest_is_no_finding() {
    let main = || async {
        spawn(async {
            let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
            while listener.accept().await.is_ok() {}
        });
        sleep(ms(20)).await;
    };
    assert_eq!(told(&run_in(Network::default(), main)), [""; 0]);
}

#[test]
fn what_is_awaited_or_aborted_is_no_finding() {
    check(|| async { spawn(save()).await.is_ok() }, &[]);
    check(|| async { spawn(save()).abort() }, &[]);
}

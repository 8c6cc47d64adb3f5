//! What ends the work: drops, deadlines, errors.

use super::{calls, dropped, kinds, line, place, sleeps};
use crate::seen::{entered, lines, run, run_with, timed_lines, when};
use trace::{Ended, EventKind, Left, OpEnd, TaskId};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn select_race_drops_the_losers_that_it_owns_before_the_handler_runs() {
    let trace = run("select-race");
    let [_, baker, florist] = calls(&trace, "call")[..] else { panic!("three calls") };
    let returned = place(&trace, EventKind::CallLeft(baker, Left::Returned));
    let lost = place(&trace, EventKind::CallDropped(florist));
    let handler = line(&trace, "main: baker first");
    assert!(returned < lost && lost < handler);
    let hung_up = line(&trace, "florist: hangs up");
    assert!(returned < hung_up && hung_up < lost, "its locals go with it");
    assert_eq!(dropped(&trace, "call"), [20]);
}

#[test]
fn select_race_leaves_a_borrowed_loser_alive() {
    let trace = run("select-race");
    let notary = calls(&trace, "call")[0];
    assert_eq!(when(&trace, |kind| *kind == EventKind::CallEntered(notary)), [0, 20, 50]);
    assert_eq!(timed_lines(&trace).last(), Some(&(50, "main: notary too")));
}

#[test]
fn select_race_does_not_stop_what_a_loser_had_asked_of_others() {
    let trace = run("select-race");
    assert!(timed_lines(&trace).contains(&(40, "florist: has it")), "20 ms after it lost");
    let completed = EventKind::TaskEnded(TaskId(2), Ended::Completed);
    assert_eq!(when(&trace, |kind| *kind == completed), [40]);
}

#[test]
fn drop_cancels_drops_the_locals_inside_the_drop_and_runs_no_later_line() {
    let trace = run("drop-cancels");
    let (before, after) = (line(&trace, "main: in time?"), line(&trace, "main: the import is"));
    let inside = kinds(&trace, before..after);
    let [_, download] = calls(&trace, "download")[..] else { panic!("two downloads") };
    let [import] = calls(&trace, "import")[..] else { panic!("one import") };
    let [scratch] = calls(&trace, "TempFile::drop")[..] else { panic!("one destructor") };
    let order = [
        EventKind::CallDropped(download),
        EventKind::CallEntered(scratch),
        EventKind::CallDropped(import),
    ];
    let order = order.map(|kind| inside.iter().position(|other| *other == kind).expect("inside"));
    assert!(order.is_sorted(), "from the leaf outwards: {inside:?}");
    assert_eq!(sleeps(&trace)[2], ("30 ms", OpEnd::Cancelled));
    let never = ["download: part 2", "import: complete"];
    assert!(!lines(&trace).iter().any(|line| never.contains(line)));
}

#[test]
fn drop_cancels_nothing_of_a_future_that_has_finished() {
    let trace = run_with("drop-cancels", "patience_ms", 100);
    assert_eq!(dropped(&trace, "import"), [0_u64; 0]);
    assert!(line(&trace, "import.tmp: removed") < line(&trace, "main: in time? true"));
}

#[test]
fn timeout_drops_the_future_that_it_was_given() {
    let trace = run("timeout");
    assert_eq!(dropped(&trace, "count"), [20]);
    assert_eq!(sleeps(&trace)[1], ("40 ms", OpEnd::Cancelled));
    assert!(!lines(&trace).contains(&"teapots: counted"));
    let no_teapots = line(&trace, "main: no teapots");
    let [teapots, _] = calls(&trace, "count")[..] else { panic!("two counts") };
    assert!(place(&trace, EventKind::CallDropped(teapots)) < no_teapots);
}

#[test]
fn timeout_of_a_handle_leaves_the_task_running() {
    let trace = run("timeout");
    assert_eq!(
        timed_lines(&trace)[3..],
        [
            (40, "main: no saucers, deadline has elapsed"),
            (60, "saucers: counted"),
            (90, "main: closes"),
        ]
    );
    let completed = EventKind::TaskEnded(TaskId(1), Ended::Completed);
    assert_eq!(when(&trace, |kind| *kind == completed), [60]);
}

#[test]
fn timeout_asks_its_future_before_its_deadline() {
    let at_once = run_with("timeout", "patience_ms", 40);
    assert!(lines(&at_once).contains(&"main: 12 teapots"));
    assert!(
        lines(&at_once).iter().any(|line| line.starts_with("main: no saucers")),
        "one poll late"
    );
    let too_late = run_with("timeout", "patience_ms", 39);
    assert_eq!(dropped(&too_late, "count"), [39]);
}

#[test]
fn errors_drop_what_stood_beside_them() {
    let trace = run("errors");
    assert_eq!(dropped(&trace, "reserve"), [20], "half run, by try_join!");
    assert_eq!(entered(&trace, "reserve"), [0, 20]);
    assert_eq!(dropped(&trace, "pack"), [20], "by the question mark");
    assert_eq!(entered(&trace, "pack"), [0_u64; 0]);
    assert_eq!(sleeps(&trace)[0], ("40 ms", OpEnd::Cancelled));
    let [reserve] = calls(&trace, "reserve")[..] else { panic!("one reservation") };
    let [pack] = calls(&trace, "pack")[..] else { panic!("one parcel") };
    let place = |call| place(&trace, EventKind::CallDropped(call));
    assert!(place(reserve) < place(pack));
}

#[test]
fn errors_of_a_task_that_nobody_joins_are_silent() {
    let trace = run("errors");
    let completed = EventKind::TaskEnded(TaskId(1), Ended::Completed);
    assert_eq!(when(&trace, |kind| *kind == completed), [10], "it ends like any other");
    assert!(!timed_lines(&trace).iter().any(|(at, _)| *at == 10));
    assert!(!lines(&trace).iter().any(|line| line.contains("disk")));
}

//! What `host.js` promises of itself, on small programs (`probes/`): the order of turns, signals,
//! sockets, and how a run ends that does not end well.
#![cfg(not(target_arch = "wasm32"))]

use super::node::probe;
use awaitscope::twin::TwinWorld;
use awaitscope::world::Network;
use examples::worlds;
use expect_test::{Expect, expect};
use trace::{CallId, Event, EventKind, Left, Outcome, Recipe, Trace};

fn run(file: &str, network: Network) -> Trace {
    probe(file, TwinWorld::new(Recipe::of("probe"), network), 1_000)
}

/// The lines of a probe with their instants, how it ended, and what its operations came to.
fn check(file: &str, network: fn() -> Network, expected: Expect) {
    let trace = run(file, network());
    let again = run(file, network());
    assert_eq!(trace.to_text(), again.to_text(), "{file} twice");
    let log = trace.log().map(|(_, event, text)| format!("{} {text}\n", event.at));
    let ops = super::read::seen_ops(&trace).into_iter().map(|op| format!("{op}\n"));
    let (log, ops) = (log.collect::<String>(), ops.collect::<String>());
    expected.assert_eq(&format!("{log}--\n{ops}--\n{}\n", trace.outcome.sentence(&trace)));
}

#[test]
fn one_completion_is_one_task_and_its_microtasks_run_dry_before_the_next() {
    check(
        "turns.js",
        worlds::nobody,
        expect![[r#"
        0 main: has asked
        9ms one: resumed
        9ms one: a microtask later
        9ms one: and one more
        9ms two: resumed
        9ms two: a microtask later
        9ms two: and one more
        9ms three: resumed
        9ms three: a microtask later
        9ms three: and one more
        9ms main: is back
        --
        sleep 5 ms, from 0 to 5: done
        sleep 5 ms, from 0 to 5: done
        sleep 0 ms, from 0 to 0: done
        sleep 5 ms, from 0 to 5: done
        --
        The run completed after 9 ms.
    "#]],
    );
}

#[test]
fn a_signal_rejects_with_its_reason_and_cancels_what_is_under_way() {
    check(
        "signals.js",
        worlds::tea_house,
        expect![[r#"
        10ms short timer: rings
        20ms main: has aborted
        20ms timer: enough
        20ms request: enough
        20ms passed timer: enough
        20ms late timer: enough
        22ms TimeoutError
        148ms undefined mint, green, earl grey
        148ms 
        --
        sleep 30 ms, from 0 to 20: cancelled
        fetch http://tea.test/menu, from 0 to 20: cancelled
        sleep 10 ms, from 0 to 10: done
        sleep 18 ms, from 0 to 18: done
        sleep 15 ms, from 0 to 15: done
        sleep 2 ms, from 20 to 22: done
        sleep 5 ms, from 20 to 22: cancelled
        sleep 1 ms, from 22 to 23: done
        fetch http://tea.test/menu, from 23 to 148: done
        --
        The run completed after 148 ms.
    "#]],
    );
}

#[test]
fn a_socket_promises_or_calls_back() {
    check(
        "sockets.js",
        worlds::shops,
        expect![[r#"
        60ms undefined mint, green, earl grey null
        60ms undefined
        65ms unknown host name
        85ms null connected
        85ms null sent
        95ms Error: connection refused undefined
        95ms connection refused
        120ms null mint, green, earl grey
        --
        lookup tea.test, from 0 to 5: done
        connect tea.test:80, from 5 to 25: done
        write 22 bytes to tea.test, from 25 to 25: done
        read tea.test, from 25 to 60: done
        read tea.test, from 60 to 60: done
        lookup tea.test, from 60 to 65: done
        lookup cake.test, from 60 to 65: done
        lookup cake.test, from 60 to 65: done
        lookup nobody.test, from 60 to 65: unknown host name
        connect tea.test:80, from 65 to 85: done
        connect cake.test:80, from 65 to 95: connection refused
        connect cake.test:80, from 65 to 95: connection refused
        write 22 bytes to tea.test, from 85 to 85: done
        read tea.test, from 85 to 120: done
        --
        The run completed after 120 ms.
    "#]],
    );
}

#[test]
fn an_interval_goes_on_until_it_is_cleared_and_survives_an_error() {
    check(
        "intervals.js",
        worlds::nobody,
        expect![[r#"
            5ms once
            10ms tick 10
            25ms tick 25
            25ms error: the second one
            35ms tick 35
            45ms tick 45
            --
            sleep 10 ms, from 0 to 10: done
            sleep 5 ms, from 0 to 0: cancelled
            sleep 5 ms, from 0 to 5: done
            sleep 10 ms, from 10 to 20: done
            sleep 10 ms, from 25 to 35: done
            sleep 10 ms, from 35 to 45: done
            sleep 10 ms, from 45 to 45: cancelled
            --
            The run completed after 45 ms.
        "#]],
    );
}

#[test]
fn a_rejection_that_nobody_has_handled_when_its_turn_ends_is_told() {
    check(
        "unhandled.js",
        worlds::nobody,
        expect![[r#"
            10ms unhandledrejection: nobody
            10ms handled: somebody
            10ms unhandledrejection: too late
            10ms handled: in the same turn
            10ms unhandledrejection: a plain text
            15ms handled: too late
            --
            sleep 10 ms, from 0 to 10: done
            sleep 10 ms, from 0 to 10: done
            sleep 10 ms, from 0 to 10: done
            sleep 10 ms, from 0 to 10: done
            sleep 5 ms, from 10 to 15: done
            --
            The run completed after 15 ms.
        "#]],
    );
}

#[test]
fn a_main_that_throws_ends_with_its_words_after_what_is_under_way() {
    check(
        "throws.js",
        worlds::nobody,
        expect![[r#"
            20ms goes on
            --
            sleep 20 ms, from 0 to 20: done
            sleep 10 ms, from 0 to 10: done
            --
            The main function threw in line 5: no tea
        "#]],
    );
    check(
        "throws_at_once.js",
        worlds::nobody,
        expect![[r#"
            --
            --
            The main function threw in line 3: no cups
        "#]],
    );
}

#[test]
fn what_ends_a_main_or_is_reported_names_its_line() {
    let line_of = |file, wanted: fn(&EventKind) -> bool| {
        let trace = run(file, Network::default());
        let event = trace.events.iter().find(|event| wanted(&event.kind));
        event.and_then(|event| event.span).map(|span| trace.span(span).line)
    };
    let threw = |kind: &EventKind| matches!(kind, EventKind::CallLeft(CallId(0), Left::Threw));
    assert_eq!(line_of("throws.js", threw), Some(5));
    assert_eq!(line_of("throws_at_once.js", threw), Some(3));
    let logs = |kind: &EventKind| matches!(kind, EventKind::Logged(_));
    assert_eq!(line_of("unhandled.js", logs), Some(5), "where the error was made");
}

#[test]
fn a_main_that_never_settles_ends_as_a_deadlock() {
    let trace = run("never.js", Network::default());
    assert_eq!(trace.outcome, Outcome::Deadlock(Vec::new()));
    let expected = "The main function stays suspended at its await in line 3: nothing is under way \
                    that could settle its Promise.";
    assert_eq!(trace.outcome.sentence(&trace), expected);
}

#[test]
fn a_loop_without_end_ends_with_its_budget_whether_it_awaits_or_not() {
    for file in ["loops.js", "loops_without_awaiting.js", "loops_in_a_callback.js"] {
        let trace = run(file, Network::default());
        let expected = Outcome::BudgetSpent(trace::Budget::Events(1_000));
        assert_eq!(trace.outcome, expected, "{file}");
        let sentence = trace.outcome.sentence(&trace);
        assert!(sentence.starts_with("The run was stopped in line "), "{file}: {sentence}");
        // What is under way at the end is cancelled, for which there is no charge.
        let starts = |event: &&Event| matches!(event.kind, EventKind::OpStarted(_));
        let asked = trace.events.iter().filter(starts).count();
        assert!(asked <= 1_000, "{file} has asked {asked} times");
    }
}

#[test]
fn a_twin_in_a_world_of_timers_is_told_that_there_is_no_network() {
    let world = TwinWorld::of_timers(Recipe::of("probe"), worlds::shops());
    let trace = probe("sockets.js", world, 1_000);
    let words = "this twin’s world has no network";
    assert_eq!(trace.outcome, Outcome::Threw(words.to_owned()));
}

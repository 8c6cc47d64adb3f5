//! The same in words: narration, account, and the picture in characters.

use crate::common::{many, samples};
use diagram::{account, ascii, narrate, opening};
use std::fmt::Write;
use trace::{EventKind, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn narration(trace: &Trace) -> String {
    let mut out = opening(trace);
    for event in 0..trace.events.len() {
        write!(out, "\n{}", narrate(trace, event)).expect("writing to a string cannot fail");
    }
    out.push('\n');
    out
}

#[test]
fn what_is_typed_and_received_is_told_and_stands_in_the_account() {
    let trace = crate::common::support::connections::typed();
    let text = narration(&trace);
    for sentence in [
        "\nThe terminal “you” is connected to port 7 and can be typed into.\n",
        "\nThe terminal “eve” is refused: nobody listens on port 8.\n",
        "\nThe reader types “hi␇␊” into the terminal “you”.\n",
        "\nThe terminal “you” shows “hi␇␊\u{fffd}”.\n",
        "\nTask 0 (main) closes the connection to “you”.\n",
    ] {
        assert!(text.contains(sentence), "{sentence} is not in:\n{text}");
    }
    let account = account(&trace).to_text();
    let terminal = "\n## Terminal of you\n\n\
        | at    | who         | bytes |\n\
        | ----- | ----------- | ----- |\n\
        | 10 ms | you         | hi␇␊  |\n\
        | 20 ms | the program | hi␇␊\u{fffd} |\n\n\
        ## Lost input\n\n\
        What was typed at 60 ms into the terminal of client 4 is lost: it was not connected \
        then.\n";
    assert!(account.ends_with(terminal), "{account}");
    assert!(!account.contains("Terminal of eve"));
}

#[test]
fn messages_and_answers_of_polls_are_told() {
    let text = narration(&crate::common::samples::messages());
    for sentence in [
        "\nTask 0 (main) sends a message into channel 1 (Order).\n",
        " into channel 1 (Order), behind one that nobody has received yet.\n",
        "\nTask 0 (main) begins to wait for room in channel 1 (Order).\n",
        "\nNext::poll() receives a message from channel 1 (Order).\n",
        "\nNext::poll() answers Ready, and the stack is empty.\n",
        "\nNext::poll() answers Pending, and the stack is empty.\n",
    ] {
        assert!(text.contains(sentence), "{sentence} is not in:\n{text}");
    }
}

#[test]
fn spans_are_told_with_what_they_stand_in() {
    let text = narration(&crate::common::samples::spans());
    for sentence in [
        "\nTask 0 (main) opens the span request{path=/menu attempt=1}, within no other.\n",
        "\nTask 0 (main) opens the span query, within request{path=/menu attempt=1}.\n",
        "\nThe span query is entered: until it is left, all that happens on this thread is within \
         it.\n",
        "\nThe span query is left; this thread is within request{path=/menu attempt=1} again.\n",
        "\nThe span request{path=/menu attempt=1} is left; this thread is within no span.\n",
        "\nNobody holds the span query any more; it is closed.\n",
    ] {
        assert!(text.contains(sentence), "{sentence} is not in:\n{text}");
    }
}

/// Compares with a file beside this one; run with `UPDATE_EXPECT=1` to write it anew.
macro_rules! golden {
    ($file:literal, $actual:expr) => {
        #[cfg(not(target_arch = "wasm32"))]
        expect_test::expect_file![concat!("golden/", $file)].assert_eq(&$actual);
        #[cfg(target_arch = "wasm32")]
        assert_eq!($actual, include_str!(concat!("golden/", $file)));
    };
}

#[test]
fn every_event_has_one_whole_sentence() {
    for trace in many() {
        for sentence in narration(&trace).lines() {
            assert!(sentence.ends_with('.'), "{sentence}");
            let first = sentence.split(' ').next().unwrap_or_default();
            let large = first.starts_with(char::is_uppercase) || first.ends_with("()");
            assert!(large, "{sentence}");
            assert!(!sentence.contains("  ") && !sentence.contains("{}"), "{sentence}");
        }
    }
}

#[test]
fn a_body_never_ran_only_if_it_was_never_entered() {
    for trace in many() {
        for (index, event) in trace.events.iter().enumerate() {
            if let EventKind::CallDropped(call) = event.kind
                && !trace.is_javascript()
            {
                let entered = trace.events.iter().any(|e| e.kind == EventKind::CallEntered(call));
                let sentence = narrate(&trace, index);
                assert_eq!(sentence.contains("never ran."), !entered, "{sentence}");
            }
        }
    }
}

#[test]
fn pictures_in_characters_keep_to_a_hundred_columns() {
    for trace in many() {
        for line in ascii(&trace).lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
    let long = crate::common::random(3, 5_000);
    assert!(ascii(&long).lines().all(|line| line.chars().count() <= 100));
    assert!(ascii(&long).contains("scaled down"));
}

#[test]
fn an_account_names_every_call_operation_and_line() {
    for trace in many() {
        let account = account(&trace).to_text();
        for (_, _, text) in trace.log() {
            assert!(account.contains(text));
        }
        assert!(account.lines().filter(|row| row.starts_with("| ")).count() >= trace.calls.len());
    }
}

#[test]
fn the_lazy_future_in_sentences() {
    golden!("lazy.narration.txt", narration(&samples::lazy()));
}

#[test]
fn the_twin_in_sentences() {
    golden!("twin.narration.txt", narration(&samples::javascript()));
}

#[test]
fn two_tasks_in_sentences() {
    golden!("two-tasks.narration.txt", narration(&samples::two_tasks()));
}

#[test]
fn failures_in_sentences() {
    golden!("failures.narration.txt", narration(&samples::failures()));
}

#[test]
fn the_lazy_future_in_characters() {
    golden!("lazy.ascii.txt", ascii(&samples::lazy()));
}

#[test]
fn a_join_in_characters() {
    golden!("join.ascii.txt", ascii(&samples::join()));
}

#[test]
fn a_blocking_thread_in_characters() {
    golden!("blocking.ascii.txt", ascii(&samples::blocking()));
}

#[test]
fn threads_are_told_of_drawn_and_counted() {
    let trace = crate::common::support::threads::threads();
    golden!("threads.narration.txt", narration(&trace));
    golden!("threads.ascii.txt", ascii(&trace));
    golden!("threads.account.txt", account(&trace).to_text());
    let pool = crate::common::support::threads::pool();
    golden!("pool.narration.txt", narration(&pool));
}

#[test]
fn two_tasks_in_words() {
    golden!("two-tasks.account.txt", account(&samples::two_tasks()).to_text());
}

#[test]
fn a_blocking_thread_in_words() {
    golden!("blocking.account.txt", account(&samples::blocking()).to_text());
}

#[test]
fn nothing_is_said_to_be_the_only_thing_awaited_when_another_may_be() {
    // main awaits a call beside a timer of its own: a join of both looks like this in a trace.
    let mut s = crate::common::support::Script::new("beside");
    let (task, lane) = s.spawn("main", None);
    s.poll(task);
    let main = s.call(lane, "main", 3);
    s.enter(lane, main);
    let timer = s.sleep(lane, "9 ms");
    let brew = s.call(lane, "brew", 5);
    s.enter(lane, brew);
    let sleep = s.sleep(lane, "5 ms");
    s.suspend(lane, brew, 15);
    s.suspend(lane, main, 7);
    s.pending(task);
    s.cancel(lane, timer);
    s.cancel(lane, sleep);
    s.drop(lane, brew);
    s.drop(lane, main);
    s.end(task, trace::Ended::Dropped);
    let trace = s.finish(trace::Outcome::Completed);
    assert_eq!(trace.validate(), Ok(()));
    let text = narration(&trace);
    assert!(text.contains("brew() is suspended at line 15: it waits for the sleep of 5 ms,"));
    assert!(text.contains("main() is suspended at line 7 with brew() under way:"), "{text}");
}

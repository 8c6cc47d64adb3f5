//! Servers and clients of chapter 4: connections, spans, and what becomes of errors.

use super::{completed, stack_of};
use crate::seen::{entered, lines, run, run_with, timed_lines, when};
use trace::{Cause, EventKind, OpEnd, OpKind, Outcome, TaskId};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn echo_server_gives_every_connection_a_task_and_is_idle_when_all_but_you_have_gone() {
    let trace = run("echo-server");
    assert_eq!(trace.tasks.len(), 1 + 3);
    let Outcome::Idle(stuck) = &trace.outcome else { panic!("a listening server is no deadlock") };
    let stuck: Vec<_> = stuck.iter().filter_map(trace::Stuck::task).collect();
    assert_eq!(stuck, [TaskId(0), TaskId(3)]);
    let sentence = trace.outcome.sentence(&trace);
    assert!(sentence.contains("a connection on port 7"), "{sentence}");
    assert!(sentence.contains("bytes from you"), "{sentence}");
}

#[test]
fn echo_server_logs_a_broken_connection_and_the_others_go_on() {
    let trace = run("echo-server");
    let failed = |kind: &EventKind| matches!(kind, EventKind::OpEnded(_, OpEnd::Failed(_)));
    assert_eq!(when(&trace, failed), [50]);
    let at = |part: &str| {
        let line = timed_lines(&trace).into_iter().find(|(_, line)| line.contains(part));
        line.expect("it is printed").0
    };
    assert_eq!(at("is lost: connection reset"), 50);
    assert_eq!(at("leaves, 24 bytes echoed"), 70, "another client is served after that");
    assert_eq!(completed(&trace), [50, 70], "each task ends with its own connection");
}

#[test]
fn echo_server_wakes_the_task_whose_bytes_have_come_and_no_other() {
    let trace = run("echo-server");
    for event in &trace.events {
        if let EventKind::Woken(task, Cause::Op(op), _) = event.kind {
            assert_eq!(trace.op(op).lane, trace.task(task).lane, "it asked for what has come");
        }
    }
}

#[test]
fn what_a_finished_run_leaves_behind_is_cancelled_with_it() {
    let trace = run("echo-server");
    let cancelled = |kind: &EventKind| matches!(kind, EventKind::OpEnded(_, OpEnd::Cancelled));
    assert_eq!(when(&trace, cancelled), [75, 75], "the accept, and the read from you");
    let dropped = |task| {
        let ended = EventKind::TaskEnded(TaskId(task), trace::Ended::Dropped);
        trace.events.iter().any(|event| event.kind == ended)
    };
    assert_eq!([0, 1, 2, 3].map(dropped), [true, false, false, true]);
    let prose = examples::find("echo-server").expect("it is one").prose();
    assert!(prose.contains("ends idle, and what is pending then is dropped."), "{prose}");
}

#[test]
fn chat_tasks_delivers_to_exactly_those_who_are_connected_when_a_message_is_sent() {
    let trace = run("chat-tasks");
    let posted = when(&trace, |kind| matches!(kind, EventKind::MessageSent(_)));
    let mut sent = Vec::new();
    let mut members = Vec::new();
    for event in &trace.events {
        if let EventKind::MessageSent(channel) = event.kind {
            sent.push((event.at.0 / 1_000_000, channel.0));
        }
        if let EventKind::MessageReceived(channel) = event.kind {
            members.push((channel.0, trace.name(trace.lane(event.lane).name).to_owned()));
        }
    }
    // The n-th who joins has the n-th channel: ann 0, ben 1, cho 2.
    assert_eq!(sent, [(25, 0), (25, 1), (50, 0), (50, 2)]);
    assert_eq!(posted.len(), members.len(), "all that is sent is received");
    let written = trace.ops.iter().filter(|op| op.kind == OpKind::Write);
    let written: Vec<_> = written.map(|op| trace.name(op.label)).collect();
    let expected = ["5 bytes to ann", "5 bytes to ben", "6 bytes to cho", "6 bytes to ann"];
    assert_eq!(written.len(), 4);
    assert!(expected.iter().all(|write| written.contains(write)), "{written:?}");
}

#[test]
fn callbacks_come_from_the_loop_long_after_whoever_asked_has_returned() {
    let trace = run("callbacks");
    assert_eq!(entered(&trace, "fetch"), [0, 0]);
    assert_eq!(entered(&trace, "on_connected"), [25, 35]);
    assert_eq!(stack_of(&trace, "on_connected"), ["main", "EventLoop::run"]);
    assert_eq!(stack_of(&trace, "on_answer"), ["main", "EventLoop::run"]);
    assert_eq!(entered(&trace, "epoll_wait").len(), 5, "one call waits for both requests");
}

#[test]
fn callbacks_hand_their_errors_on_by_themselves() {
    let trace = run("callbacks");
    assert_eq!(entered(&trace, "on_error"), [35]);
    assert_eq!(stack_of(&trace, "on_error"), ["main", "EventLoop::run", "on_connected"]);
    assert_eq!(
        timed_lines(&trace)[1..3],
        [(35, "cake.test:80: connection refused"), (60, "tea.test:80: mint, green, earl grey"),]
    );
}

#[test]
fn http_router_handles_in_a_span_what_was_routed_before_the_layer() {
    let trace = run("http-router");
    let tree = trace::scope_tree(&trace);
    let requests: Vec<_> = tree.iter().map(|node| trace.scope_label(node.scope)).collect();
    assert_eq!(requests, ["request{path=/health}", "request{path=/health}"]);
    let within: Vec<_> = tree.iter().flat_map(|node| &node.lines).collect();
    let (outside, inside): (Vec<_>, Vec<_>) =
        trace.log().partition(|(index, _, _)| !within.contains(&index));
    assert_eq!(outside.iter().map(|(_, _, text)| *text).collect::<Vec<_>>(), ["version: 1.4"]);
    assert_eq!(inside.len(), 4, "two lines of each request");
    for node in &tree {
        let inner: Vec<_> = node.children.iter().map(|inner| inner.scope).collect();
        assert_eq!(inner.len(), 1, "the query stands within its request");
        assert_eq!(trace.scope_label(inner[0]), "query");
        assert_eq!((node.closed.0 - node.opened.0, node.busy), (25_000_000, 5_000_000));
        assert_eq!(node.children[0].busy, 0, "a query waits, and is over when that is computed");
    }
}

#[test]
fn http_router_enters_a_span_at_each_poll_of_its_future_and_leaves_it_at_each_suspension() {
    let trace = run("http-router");
    let health: Vec<_> = (0..)
        .zip(&trace.calls)
        .filter(|(_, call)| trace.name(call.name) == "health")
        .map(|(number, _)| trace::CallId(number))
        .collect();
    for (index, event) in trace.events.iter().enumerate() {
        let state = trace.state_at(index);
        let is_within = state.scope(&trace, event.lane).is_some();
        match event.kind {
            EventKind::CallEntered(call) if health.contains(&call) => assert!(is_within),
            EventKind::PollStarted(_) | EventKind::PollEnded(..) => {
                assert!(!is_within, "between polls the thread is within no span");
            }
            _ => {}
        }
    }
    let entries: Vec<_> = trace::scope_tree(&trace).iter().map(|node| node.entries).collect();
    assert_eq!(entries, [2, 2], "once a poll");
}

#[test]
fn cloud_client_reads_its_configuration_and_retries_with_growing_pauses() {
    let trace = run("cloud-client");
    assert_eq!(
        timed_lines(&trace),
        [
            (13, "orders are kept at tables.test:80"),
            (36, "attempt 1: 503 Service Unavailable"),
            (86, "attempt 2: deadline has elapsed"),
            (129, "attempt 3: 204 No Content"),
        ]
    );
    let asked: Vec<_> = trace.ops.iter().filter(|op| op.kind == OpKind::Lookup).collect();
    let hosts: Vec<_> = asked.iter().map(|op| trace.name(op.label)).collect();
    assert_eq!(hosts, ["config.test", "tables.test", "tables.test", "tables.test"]);
    let looked_up = |kind: &EventKind| match kind {
        EventKind::OpStarted(op) => trace.op(*op).kind == OpKind::Lookup,
        _ => false,
    };
    assert_eq!(when(&trace, looked_up), [0, 13, 36 + 10, 86 + 20]);
}

#[test]
fn cloud_client_drops_an_attempt_at_its_deadline_though_the_service_has_carried_it_out() {
    let trace = run("cloud-client");
    let dropped = |kind: &EventKind| match kind {
        EventKind::CallDropped(call) => trace.call_name(*call) == "request",
        _ => false,
    };
    assert_eq!(when(&trace, dropped), [86]);
    let cancelled = |kind: &EventKind| match kind {
        EventKind::OpEnded(op, OpEnd::Cancelled) => trace.op(*op).kind == OpKind::Read,
        _ => false,
    };
    assert_eq!(when(&trace, cancelled), [86], "its read is cancelled");
    let patient = run_with("cloud-client", "deadline_ms", 300);
    assert_eq!(lines(&patient).last(), Some(&"attempt 2: 201 Created"));
    assert_eq!(lines(&run_with("cloud-client", "deadline_ms", 20)).last(), Some(&"given up"));
}

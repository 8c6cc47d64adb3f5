//! Chapter 4: what its traces must show.

use super::seen::{end_ms, entered, lines, run, run_with, timed_lines, when};
use examples::{chapters, find};
use trace::{Cause, Ended, EventKind, OpEnd, OpKind, Outcome, Recipe, TaskId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// When tasks ended of their own accord, in whole milliseconds.
fn completed(trace: &Trace) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::TaskEnded(_, Ended::Completed)))
}

/// The names of the calls on the stack when the first call of this name is entered.
fn stack_of<'a>(trace: &'a Trace, name: &str) -> Vec<&'a str> {
    let is_it = |kind: EventKind| matches!(kind, EventKind::CallEntered(call) if trace.call_name(call) == name);
    let index = trace.events.iter().position(|event| is_it(event.kind)).expect(name);
    let state = trace.state_at(index);
    let stack = &state.stacks[trace.events[index].lane.index()];
    stack.iter().map(|call| trace.call_name(*call)).collect()
}

/// When tasks were woken by other tasks, and which.
fn woken_by_tasks(trace: &Trace) -> Vec<(u64, TaskId, TaskId)> {
    let wake = |event: &trace::Event| match event.kind {
        EventKind::Woken(woken, Cause::Task(by), _) => Some((event.at.0 / 1_000_000, woken, by)),
        _ => None,
    };
    trace.events.iter().filter_map(wake).collect()
}

/// When a lane began to wait for something whose name begins so.
fn waits_for(trace: &Trace, start: &str) -> Vec<u64> {
    when(trace, |kind| match kind {
        EventKind::WaitStarted(wait) => trace.wait_label(trace.wait(*wait).on).starts_with(start),
        _ => false,
    })
}

#[test]
fn the_run_of_each_example_bears_out_the_answer_that_its_author_expects() {
    let chapter =
        chapters().iter().find(|chapter| chapter.folder == "at_work").expect("it is there");
    let found: Vec<_> = chapter
        .examples
        .iter()
        .filter_map(|example| {
            let place = example.predict(&find(example.id).ok()?.run(&example.rehearsal()))?;
            Some((example.id, place))
        })
        .collect();
    let expected = [
        ("echo-server", 1),
        ("chat-tasks", 1),
        ("channels", 1),
        ("actors", 1),
        ("async-mutex", 0),
        ("lost-update", 1),
        ("interval", 2),
        ("cpu-hog", 2),
        ("callbacks", 2),
        ("http-router", 1),
        ("cloud-client", 1),
    ];
    assert_eq!(found, expected);
}

#[test]
fn echo_server_gives_every_connection_a_task_and_is_idle_when_all_but_you_have_gone() {
    let trace = run("echo-server");
    assert_eq!(trace.tasks.len(), 1 + 3);
    let Outcome::Idle(stuck) = &trace.outcome else { panic!("a listening server is no deadlock") };
    assert_eq!(stuck.iter().map(|stuck| stuck.task).collect::<Vec<_>>(), [TaskId(0), TaskId(3)]);
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
fn channels_suspend_a_producer_that_is_ahead_by_more_than_the_room() {
    let trace = run("channels");
    let queued = |trace: &Trace| {
        let lines = timed_lines(trace).into_iter().filter(|(_, line)| line.contains("queued"));
        lines.map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(queued(&trace), [0, 0, 20]);
    assert_eq!(
        waits_for(&trace, "room in channel 1")[..2],
        [0, 0],
        "at the second send and the third"
    );
    let by_printer = woken_by_tasks(&trace).into_iter().filter(|(.., by)| *by == TaskId(1));
    assert_eq!(by_printer.map(|(at, ..)| at).collect::<Vec<_>>()[..2], [0, 20]);
    let wide = run_with("channels", "room", 2);
    assert_eq!(queued(&wide), [0, 0, 0]);
    assert_eq!((end_ms(&trace), end_ms(&wide)), (60, 60), "the printer is no faster");
}

#[test]
fn channels_answer_once_through_a_oneshot_and_end_with_their_last_sender() {
    let trace = run("channels");
    assert_eq!(trace.channels.len(), 2);
    let through = |wanted: u32| {
        when(&trace, |kind| matches!(kind, EventKind::MessageSent(channel) if channel.0 == wanted))
    };
    assert_eq!((through(0), through(1)), (vec![0, 0, 20, 40], vec![60]));
    assert_eq!(completed(&trace), [60, 60], "the printer's loop is over, and then main");
}

#[test]
fn actors_suspend_whoever_sends_into_a_full_mailbox() {
    let trace = run("actors");
    assert_eq!(waits_for(&trace, "room in channel 1"), [0, 0, 30], "a tell, and each level");
    let wide = run_with("actors", "mailbox", 4);
    assert_eq!(waits_for(&wide, "room in channel 1"), []);
}

#[test]
fn actors_fail_those_who_send_when_they_are_dead() {
    let trace = run("actors");
    assert_eq!(lines(&trace).last(), Some(&"told when it is over: false"));
    let over = trace
        .events
        .iter()
        .position(|event| event.kind == EventKind::TaskEnded(TaskId(1), Ended::Completed));
    let told = trace.log().last().map(|(index, ..)| index);
    assert!(over < told, "the actor is over before the last message");
}

#[test]
fn actors_answer_a_question_whose_asker_has_given_up() {
    let trace = run("actors");
    let dropped = |kind: &EventKind| matches!(kind, EventKind::CallDropped(_));
    assert_eq!(when(&trace, dropped), [30], "the first level(), by its timeout");
    let heard: Vec<_> =
        timed_lines(&trace).into_iter().filter(|(_, line)| line.contains("heard")).collect();
    assert_eq!(heard, [(40, "level: 12 l, heard: false"), (40, "level: 12 l, heard: true")]);
}

#[test]
fn async_mutex_makes_others_wait_for_their_turn_and_lets_the_thread_go_on() {
    let trace = run("async-mutex");
    assert_eq!(waits_for(&trace, "lock 1"), [0, 0], "jon and kit");
    assert_eq!(woken_by_tasks(&trace)[..1], [(20, TaskId(2), TaskId(1))], "ida wakes jon");
    let times: Vec<_> = timed_lines(&trace).into_iter().map(|(at, _)| at).collect();
    assert_eq!(times, [20, 30, 40, 60]);
    assert_eq!(lines(&trace)[1], "the delivery is here", "while a lock is held and waited for");
    let held = |kind: &EventKind| matches!(kind, EventKind::WorkStarted);
    assert_eq!(when(&trace, held), [], "nobody holds the thread");
}

#[test]
fn lost_update_loses_one_where_reads_and_writes_of_two_overlap() {
    let said = |trace: &Trace, start: &str| {
        let line = lines(trace).into_iter().find(|line| line.starts_with(start));
        line.expect("it is printed").to_owned()
    };
    let trace = run("lost-update");
    assert_eq!(trace.tasks.len(), 1, "one task, one thread");
    assert_eq!(said(&trace, "without"), "without a lock: 7 seats are free");
    assert_eq!(said(&trace, "with a"), "with a lock: 5 seats are free");
    assert_eq!(waits_for(&trace, "lock 1"), [40], "the second waits before it reads");
    let apart = run_with("lost-update", "later_ms", 30);
    assert_eq!(said(&apart, "without"), "without a lock: 5 seats are free");
}

#[test]
fn interval_ticks_at_once_and_makes_up_for_late_ticks_as_it_is_told() {
    let trace = run("interval");
    let ticks = |name: &str| {
        let of_it = lines(&trace).into_iter().filter_map(|line| line.strip_prefix(name));
        of_it
            .map(|rest| rest.trim_end_matches(" ms").parse().expect("a number"))
            .collect::<Vec<u32>>()
    };
    assert_eq!(ticks("burst: "), [0, 25, 25, 30]);
    assert_eq!(ticks("delay: "), [0, 25, 35, 45]);
    assert_eq!(ticks("skip: "), [0, 25, 30, 40]);
}

#[test]
fn cpu_hog_delays_its_neighbours_timer_until_its_poll_is_over() {
    let trace = run("cpu-hog");
    let late: Vec<_> =
        lines(&trace).into_iter().filter(|line| line.starts_with("heartbeat")).collect();
    let late_ms: Vec<_> = late.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(late_ms, ["35", "0", "5", "5"]);
    let woken = |kind: &EventKind| matches!(kind, EventKind::Woken(TaskId(1), Cause::Op(_), _));
    assert_eq!(when(&trace, woken)[0], 10, "its deadline passes in the middle of the other's poll");
    let polled = |kind: &EventKind| *kind == EventKind::PollStarted(TaskId(1));
    assert_eq!(when(&trace, polled)[..2], [0, 45], "and it is polled when that is over");
}

#[test]
fn cpu_hog_gives_way_between_two_computations_if_it_yields() {
    let trace = run("cpu-hog");
    let itself = |task| {
        when(&trace, |kind| matches!(kind, EventKind::Woken(who, Cause::Itself, _) if *who == task))
    };
    assert_eq!(itself(TaskId(2)), [], "the first render never yields");
    assert_eq!(itself(TaskId(4)), [70, 85, 100], "the second one after each tile");
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
        assert_eq!((node.closed.0 - node.opened.0) / 1_000_000, 20);
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

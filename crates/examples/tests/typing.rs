//! Typing into a live connection: the run up to the cursor stays as it is, byte for byte, the echo
//! comes back, and no bytes do harm.

use examples::{Example, everything, find};
use trace::{
    ConnectionEvent, ConnectionId, ConnectionState, EventKind, Outcome, Recipe, Trace, visible,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const YOU: ConnectionId = ConnectionId(0);

fn example(id: &str) -> &'static Example {
    find(id).expect("the catalogue holds it")
}

/// The lines of the text form that are events.
fn events(trace: &Trace) -> Vec<String> {
    let text = trace.to_text();
    let lines: Vec<_> = text.lines().map(str::to_owned).collect();
    lines[lines.len() - trace.events.len()..].to_vec()
}

/// The run with this typed at the instant of a cursor.
fn typed(example: &Example, before: &Trace, cursor: usize, bytes: &[u8]) -> Trace {
    let client = before.connection(YOU).client;
    let at = before.events[cursor - 1].at;
    let again = example.run(&before.recipe.clone().with_typed(client, at, bytes.to_vec()));
    assert_eq!(again.validate(), Ok(()));
    assert_eq!(Trace::parse(&again.to_text()).as_ref(), Ok(&again));
    assert_eq!(again.lost_input(), [0; 0], "an open connection takes what is typed");
    again
}

/// Types at every cursor at which that is possible; says how many there were.
fn types_everywhere(example: &Example, before: &Trace, bytes: &[u8]) -> usize {
    let lines = events(before);
    let open = |cursor: &usize| before.connection_at(YOU, *cursor) == ConnectionState::Open;
    let cursors: Vec<usize> = (1..=before.events.len()).filter(open).collect();
    for cursor in &cursors {
        let again = typed(example, before, *cursor, bytes);
        assert_eq!(again.events[..*cursor], before.events[..*cursor], "{cursor}");
        assert!(events(&again)[..*cursor] == lines[..*cursor], "{cursor}: other bytes");
        let until = before.events[*cursor - 1].at;
        let same = again.events.iter().zip(&before.events).take_while(|(a, b)| a == b).count();
        let (next, sets_out) = (&again.events[same], before.events.get(same));
        let input = again.recipe.typed.len() as u32 - 1;
        let set_out = EventKind::Connection(YOU, ConnectionEvent::Typed(input));
        assert!(next.kind == set_out && next.at == until, "{cursor}: {next:?}, not {sets_out:?}");
    }
    cursors.len()
}

#[test]
fn what_is_typed_at_any_cursor_of_any_seed_leaves_all_events_before_it_as_they_were() {
    for id in ["echo-server", "chat-tasks"] {
        for seed in 0..6 {
            let before = example(id).run(&Recipe::of(id).with_seed(seed));
            let count = types_everywhere(example(id), &before, b"tea\n");
            assert!(count > 20, "{id} with seed {seed}: only {count} cursors");
        }
    }
}

#[test]
fn so_does_what_is_typed_after_something_else_was() {
    for id in ["echo-server", "chat-tasks"] {
        let alone = example(id).run(&Recipe::of(id).with_seed(3));
        let open = |cursor: &usize| alone.connection_at(YOU, *cursor) == ConnectionState::Open;
        let first = (1..alone.events.len()).find(open).expect("it connects");
        let before = typed(example(id), &alone, first, b"tea");
        let cursors = first..=before.events.len();
        for cursor in cursors.filter(|at| before.connection_at(YOU, *at) == ConnectionState::Open) {
            let again = typed(example(id), &before, cursor, b"mint!");
            assert_eq!(again.recipe.typed.len(), 2, "what was typed no later is kept");
            assert_eq!(again.events[..cursor], before.events[..cursor], "{id} at {cursor}");
        }
    }
}

#[test]
fn typing_at_an_earlier_cursor_drops_what_was_typed_later() {
    let server = example("echo-server");
    let alone = server.run(&Recipe::of("echo-server"));
    let at = |millis: u64| {
        alone.events.iter().rposition(|event| event.at.0 == millis * 1_000_000).expect("an event")
            + 1
    };
    let late = typed(server, &alone, at(55), b"late");
    let early = typed(server, &late, at(30), b"early");
    let all: Vec<_> = early.recipe.typed.iter().map(|(.., bytes)| bytes.as_slice()).collect();
    assert_eq!(all, [b"early"]);
}

/// What a terminal has shown by the end: who wrote it, and what.
fn shown(trace: &Trace) -> Vec<(u64, &'static str, String)> {
    let lines = trace.transcript(YOU, usize::MAX);
    let who = |typed| if typed { "you" } else { "program" };
    let line = |line: trace::TerminalLine| {
        (line.at.0 / 1_000_000, who(line.typed), visible(&line.bytes, false))
    };
    lines.into_iter().map(line).collect()
}

fn type_all(id: &str, typed: &[(u64, &[u8])]) -> Trace {
    let one = |(millis, bytes): &(u64, &[u8])| {
        (find_you(id), trace::Instant(millis * 1_000_000), bytes.to_vec())
    };
    let recipe = Recipe { typed: typed.iter().map(one).collect(), ..Recipe::of(id) };
    let trace = example(id).run(&recipe);
    assert_eq!(trace.validate(), Ok(()));
    trace
}

fn find_you(id: &str) -> u32 {
    let network = example(id).network();
    network.clients.iter().position(|client| client.name == "you").expect("you are there") as u32
}

#[test]
fn the_echo_comes_back_to_the_terminal_after_the_way_there_and_back() {
    let trace = type_all("echo-server", &[(30, b"hello\n"), (80, b"still there?")]);
    let expected = [
        (30, "you", "hello␊"),
        (40, "program", "hello␊"),
        (80, "you", "still there?"),
        (90, "program", "still there?"),
    ];
    assert_eq!(shown(&trace), expected.map(|(at, who, text)| (at, who, text.to_owned())));
    assert!(matches!(trace.outcome, Outcome::Idle(_)));
}

#[test]
fn who_has_typed_the_name_of_the_group_gets_its_messages_and_sends_some() {
    let trace = type_all("chat-tasks", &[(36, b"tea\n"), (60, b"cake?\n")]);
    let expected = [
        (36, "you", "tea␊"),
        (55, "program", "green!"),
        (60, "you", "cake?␊"),
        (70, "program", "cake?␊"),
    ];
    assert_eq!(shown(&trace), expected.map(|(at, who, text)| (at, who, text.to_owned())));
    assert!(trace.log().any(|(.., line)| line == "#tea, to 3: cake?"));
}

#[test]
fn what_is_typed_too_early_or_after_the_end_is_lost_and_that_is_known() {
    let trace = type_all("echo-server", &[(3, b"too early"), (30, b"in time")]);
    assert_eq!(trace.lost_input(), [0]);
    assert_eq!(shown(&trace).len(), 2);
    let unknown = Recipe { typed: vec![(9, trace::Instant(0), vec![1])], ..trace.recipe };
    assert_eq!(example("echo-server").run(&unknown).lost_input(), [0], "no such client");
}

#[test]
fn every_byte_comes_back_as_it_was_typed() {
    let all: Vec<u8> = (0..=255).collect();
    for bytes in [&all[..], b"\xff\xfe\xc3", b"", b"\x1b[2J\x07\x00\x04\x1a"] {
        let echo = type_all("echo-server", &[(30, bytes)]);
        let back: Vec<u8> = echo
            .transcript(YOU, usize::MAX)
            .into_iter()
            .filter(|line| !line.typed)
            .flat_map(|line| line.bytes)
            .collect();
        assert_eq!(back, bytes);
        let chat = type_all("chat-tasks", &[(36, bytes), (40, bytes)]);
        assert!(matches!(chat.outcome, Outcome::Idle(_)), "{bytes:?}: {:?}", chat.outcome);
        for trace in [&echo, &chat] {
            let words =
                diagram::account(trace).to_text() + &diagram::ascii(trace) + &picture(trace);
            assert!(!words.contains(|c: char| c.is_control() && c != '\n'), "{words:?}");
            for index in 0..trace.events.len() {
                let sentence = diagram::narrate(trace, index);
                assert!(!sentence.contains(char::is_control), "{sentence:?}");
            }
        }
    }
}

/// The whole diagram as a picture: a control character would make it no XML.
fn picture(trace: &Trace) -> String {
    let timeline = diagram::Timeline::new(&[trace]);
    let scene = diagram::Scene::new(trace);
    let look = diagram::Look { width: 800.0, ..diagram::Look::default() };
    let view = diagram::View::new(&[trace], &[scene], &timeline, &look);
    diagram::svg(&view, &[trace], &timeline, timeline.steps(), diagram::Theme::Light)
}

#[test]
fn a_paste_of_a_hundred_kilobytes_ends_with_a_name() {
    let paste: Vec<u8> = b"a line of sixteen\n".iter().copied().cycle().take(100_000).collect();
    for id in ["echo-server", "chat-tasks"] {
        let trace = type_all(id, &[(36, &paste)]);
        let named = matches!(trace.outcome, Outcome::Idle(_) | Outcome::BudgetSpent(_));
        assert!(named, "{:?}", trace.outcome);
        assert!(trace.events.len() <= 21_000, "{}", trace.events.len());
    }
}

#[test]
fn only_the_clients_without_a_script_are_the_readers() {
    let readers: Vec<_> = everything()
        .filter(|example| {
            let network = example.network();
            network.clients.iter().any(|client| client.peer.is_reader())
        })
        .map(|example| example.id)
        .collect();
    assert_eq!(readers, ["echo-server", "chat-tasks"]);
}

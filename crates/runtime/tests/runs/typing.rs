//! Typed input: when it sets out, what it leaves as it was, and what becomes of connections.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, valid};
use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::TcpListener;
use awaitscope::task::yield_now;
use awaitscope::time::sleep;
use awaitscope::world::{Client, Network, Reader};
use awaitscope::{Limits, blocking, println, spawn, traced, work};
use std::time::Duration;
use trace::{
    Closing, ConnectionEvent as Of, ConnectionId, ConnectionState as At, EventKind, Instant,
    Outcome, Recipe, Trace,
};

const YOU: ConnectionId = ConnectionId(0);

/// Two readers, so far away.
fn readers(latency: Duration) -> Network {
    let reader = |name, at, port| Client {
        name,
        at: ms(at),
        jitter: ms(0),
        port,
        latency,
        peer: Box::new(Reader),
    };
    Network { services: Vec::new(), clients: vec![reader("you", 10, 7), reader("eve", 12, 8)] }
}

fn recipe(typed: &[(u32, u64, &str)]) -> Recipe {
    let one = |(client, at, text): &(u32, u64, &str)| {
        (*client, Instant(at * 1_000_000), text.as_bytes().to_vec())
    };
    Recipe { typed: typed.iter().map(one).collect(), ..Recipe::of("a test") }
}

fn events(trace: &Trace) -> Vec<(u64, Of)> {
    let of = |event: &trace::Event| match event.kind {
        EventKind::Connection(id, what) if id == YOU => Some((event.at.0 / 1_000_000, what)),
        _ => None,
    };
    trace.events.iter().filter_map(of).collect()
}

/// Computes, yields and sleeps at the instants at which bytes come.
#[traced]
async fn busy() {
    for _ in 0..6 {
        work(ms(5));
        yield_now().await;
        work(ms(0));
        sleep(ms(0)).await;
        sleep(ms(5)).await;
    }
    println!("no longer busy");
}

#[traced]
async fn echoes() {
    let listener = TcpListener::bind("0.0.0.0:7").await.expect("the port is free");
    spawn(busy());
    let (mut stream, _) = listener.accept().await.expect("somebody comes");
    let mut buffer = [0; 4];
    loop {
        let count = stream.read(&mut buffer).await.expect("nothing breaks it");
        if count == 0 || &buffer[..count] == b"bye" {
            return println!("bye");
        }
        stream.write_all(&buffer[..count]).await.expect("it is open");
    }
}

fn run(latency: Duration, recipe: Recipe) -> Trace {
    valid(awaitscope::run(recipe, readers(latency), Limits::LESSON, echoes))
}

#[test]
fn whatever_the_program_does_at_that_instant_comes_first() {
    for latency in [ms(0), ms(3), ms(5)] {
        let before = run(latency, recipe(&[]));
        let mut count = 0;
        for cursor in 1..=before.events.len() {
            if before.connection_at(YOU, cursor) != At::Open {
                continue;
            }
            let at = before.events[cursor - 1].at;
            let recipe = before.recipe.clone().with_typed(0, at, b"abcdefgh".to_vec());
            let again = run(latency, recipe);
            assert_eq!(again.events[..cursor], before.events[..cursor], "{latency:?}, {cursor}");
            assert_eq!(again.lost_input(), [0; 0]);
            assert!(events(&again).contains(&(at.0 / 1_000_000, Of::Typed(0))));
            count += 1;
        }
        assert!(count > 50, "only {count} cursors");
    }
}

#[test]
fn inputs_of_one_instant_set_out_one_after_the_other() {
    let trace = run(ms(0), recipe(&[(0, 70, "ab"), (0, 70, "cd"), (0, 70, "ef")]));
    let shown = trace.transcript(YOU, usize::MAX);
    let shown: String = shown.iter().map(|line| if line.typed { '>' } else { '<' }).collect();
    assert_eq!(shown, "><><><", "each is answered before the next, for there is time");
}

#[test]
fn a_program_that_closes_is_said_to_have_closed_and_what_comes_then_is_lost() {
    let trace = run(ms(5), recipe(&[(0, 70, "bye"), (0, 90, "still there?")]));
    assert_eq!(lines(&trace), ["60ms no longer busy", "75ms bye"]);
    let closed = Of::Closed(Closing::ByProgram);
    assert_eq!(events(&trace)[..2], [(15, Of::Opened), (70, Of::Typed(0))]);
    assert_eq!(trace.outcome, Outcome::Completed);
    assert!(events(&trace).contains(&(75, closed)), "{:?}", events(&trace));
    assert_eq!(trace.lost_input(), [1]);
    let refused = trace.connection_at(ConnectionId(1), usize::MAX);
    assert_eq!(refused, At::Closed(Closing::Refused), "nobody listens at port 8");
}

#[test]
fn the_end_of_the_run_closes_what_is_open_before_anything_is_dropped() {
    let trace = run(ms(5), recipe(&[]));
    let over = EventKind::Connection(YOU, Of::Closed(Closing::RunOver));
    let place = trace.events.iter().position(|event| event.kind == over).expect("it closes");
    let polls = |event: &trace::Event| matches!(event.kind, EventKind::PollEnded(..));
    assert!(trace.events[..place].iter().rev().take(3).any(polls), "nothing was dropped before");
    assert_eq!(trace.connection_at(YOU, place), At::Open, "an idle run goes on if one types");
    assert_eq!(trace.connection_at(YOU, place + 1), At::Closed(Closing::RunOver));
}

#[test]
fn a_blocking_server_hears_what_is_typed_while_it_waits() {
    let serve = || {
        let listener = blocking::net::TcpListener::bind("0.0.0.0:7").expect("the port is free");
        let (mut stream, _) = listener.accept().expect("somebody comes");
        let mut buffer = [0; 8];
        let count = blocking::Read::read(&mut stream, &mut buffer).expect("it is open");
        println!("{}", String::from_utf8_lossy(&buffer[..count]));
    };
    let recipe = recipe(&[(0, 40, "hello")]);
    let trace = awaitscope::run_blocking(recipe, readers(ms(5)), Limits::LESSON, serve);
    assert_eq!(lines(&valid(trace)), ["45ms hello"]);
}

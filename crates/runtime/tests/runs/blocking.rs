//! Code that holds its thread: callers stay on the stack, and failures are `io::Error`s.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, run_blocking, run_in, story};
use awaitscope::blocking::net::TcpStream;
use awaitscope::blocking::{self, Read, Write};
use awaitscope::world::{Fault, HttpPeer, Network, Outbox, Peer, Service};
use awaitscope::{println, spawn, traced};
use expect_test::expect;
use std::io;
use trace::{CallState, EventKind};

/// Takes everything and says nothing.
struct Mute;

impl Peer for Mute {
    fn on_data(&mut self, _: &[u8], _: &mut Outbox) {}
}

/// Breaks the connection as soon as something is said.
struct Rude;

impl Peer for Rude {
    fn on_data(&mut self, _: &[u8], out: &mut Outbox) {
        out.reset(ms(1));
    }
}

fn town() -> Network {
    type Answers = Result<fn() -> Box<dyn Peer>, Fault>;
    let service =
        |name, answers: Answers| Service { name, port: 80, lookup: ms(1), latency: ms(2), answers };
    let services = vec![
        service("tea.test", Ok(|| Box::new(HttpPeer::new(ms(3), &[("/", "tea")])))),
        service("mute.test", Ok(|| Box::new(Mute))),
        service("rude.test", Ok(|| Box::new(Rude))),
        service("closed.test", Err(Fault::Refuse)),
        service("far.test", Err(Fault::Silent(ms(90)))),
    ];
    Network { services, clients: Vec::new() }
}

#[traced]
fn ask(address: &str) -> io::Result<String> {
    let mut socket = TcpStream::connect(address)?;
    socket.write_all(b"GET / HTTP/1.1\r\n\r\n")?;
    let mut heard = Vec::new();
    socket.read_to_end(&mut heard)?;
    Ok(String::from_utf8_lossy(&heard[heard.len() - 3..]).into_owned())
}

fn check(address: &str, expected: &str) {
    let trace = run_blocking(town(), || match ask(address) {
        Ok(text) => println!("{text}"),
        Err(error) => println!("{error} ({:?})", error.kind()),
    });
    assert_eq!(lines(&trace), [expected], "{address}");
}

#[test]
fn every_failure_is_an_error_with_words_at_its_instant() {
    check("tea.test:80", "12ms tea");
    check("coffee.test:80", "5ms unknown host name (NotFound)");
    check("tea.test:81", "5ms connection refused (ConnectionRefused)");
    check("closed.test:80", "5ms connection refused (ConnectionRefused)");
    check("far.test:80", "91ms timed out (TimedOut)");
    check("rude.test:80", "10ms connection reset (ConnectionReset)");
    check("mute.test:80", "7ms no answer will ever come (WouldBlock)");
    let problem = "“tea.test” is no address; one looks like tea.test:80 (InvalidInput)";
    check("tea.test", &format!("0 {problem}"));
}

#[test]
fn callers_stay_on_the_stack_while_a_system_call_waits() {
    let trace = run_blocking(town(), || ask("tea.test:80").is_ok());
    expect![[r#"
        0    thread  enters ask
        0    thread  enters getaddrinfo
        0    thread  asks for the look-up of tea.test
        0    thread  waits for the look-up of tea.test
        1ms  reactor has the look-up of tea.test
        1ms  thread  waits no more for the look-up of tea.test
        1ms  thread  returns from getaddrinfo
        1ms  thread  enters connect
        1ms  thread  asks for the connection to tea.test:80
        1ms  thread  waits for the connection to tea.test:80
        5ms  reactor has the connection to tea.test:80
        5ms  thread  waits no more for the connection to tea.test:80
        5ms  thread  returns from connect
        5ms  thread  enters write
        5ms  thread  asks for the writing of 18 bytes to tea.test
        5ms  thread  has the writing of 18 bytes to tea.test
        5ms  thread  returns from write
        5ms  thread  enters read
        5ms  thread  asks for bytes from tea.test
        5ms  thread  waits for bytes from tea.test
        12ms reactor has bytes from tea.test
        12ms thread  waits no more for bytes from tea.test
        12ms thread  returns from read
        12ms thread  enters read
        12ms thread  asks for bytes from tea.test
        12ms thread  waits for bytes from tea.test
        12ms reactor has bytes from tea.test
        12ms thread  waits no more for bytes from tea.test
        12ms thread  returns from read
        12ms thread  returns from ask
        12ms reactor The run completed after 12 ms.
    "#]]
    .assert_eq(&story(&trace, include_str!("blocking.rs")));
    for (index, event) in trace.events.iter().enumerate() {
        if let EventKind::WaitStarted(_) = event.kind {
            let state = trace.state_at(index + 1);
            let stack = &state.stacks[event.lane.index()];
            assert_eq!(trace.call_name(stack[0]), "ask");
            assert!(stack.iter().all(|call| state.calls[call.index()] == CallState::Active));
        }
    }
}

#[test]
fn what_nobody_will_answer_has_failed_in_the_trace() {
    let trace = run_blocking(town(), || ask("mute.test:80").is_ok());
    let failed = "has not bytes from mute.test: no answer will ever come";
    assert!(story(&trace, "").contains(failed));
}

#[test]
fn a_blocking_call_in_an_async_program_holds_everybody_up() {
    let trace = run_in(town(), || async {
        let sleeper = spawn(async {
            awaitscope::time::sleep(ms(2)).await;
            println!("due at 2");
        });
        awaitscope::task::yield_now().await;
        blocking::sleep(ms(9));
        sleeper.await.unwrap();
    });
    assert_eq!(lines(&trace), ["9ms due at 2"]);
}

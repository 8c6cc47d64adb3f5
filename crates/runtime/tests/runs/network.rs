//! Async sockets: failures, half-closed streams, and operations that are dropped under way.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run_in, story};
use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::{TcpListener, TcpStream};
use awaitscope::task::yield_now;
use awaitscope::time::{sleep, timeout};
use awaitscope::world::{Client, Network, Outbox, Peer, ScriptedClient, Service};
use awaitscope::{println, spawn, traced, work};
use expect_test::expect;
use std::sync::{Arc, Mutex};

type Notes = Arc<Mutex<Vec<&'static str>>>;

/// Notes what it hears; greets, and says no more.
struct Scribe(Notes);

impl Peer for Scribe {
    fn on_connect(&mut self, out: &mut Outbox) {
        self.0.lock().unwrap().push("connected");
        out.send(ms(0), "hello");
        out.end(ms(1));
    }

    fn on_data(&mut self, _: &[u8], out: &mut Outbox) {
        self.0.lock().unwrap().push("heard");
        out.send(ms(0), "too late");
    }

    fn on_close(&mut self, _: &mut Outbox) {
        self.0.lock().unwrap().push("closed");
    }
}

thread_local! {
    static NOTES: Notes = Notes::default();
}

fn scribe() -> Network {
    let peer = || Box::new(Scribe(NOTES.with(Clone::clone))) as Box<dyn Peer>;
    let (lookup, latency) = (ms(1), ms(4));
    let service = Service { name: "scribe.test", port: 80, lookup, latency, answers: Ok(peer) };
    Network { services: vec![service], clients: Vec::new() }
}

fn ada(lines: Vec<(std::time::Duration, &'static str)>) -> Network {
    let client = |at| Client {
        name: "ada",
        at: ms(at),
        jitter: ms(0),
        port: 7,
        latency: ms(1),
        peer: Box::new(ScriptedClient::new(lines.clone(), ms(1))),
    };
    Network { services: Vec::new(), clients: vec![client(1), client(2)] }
}

fn check<F: Future<Output: 'static> + 'static>(
    network: Network,
    main: impl FnOnce() -> F,
    expected: &[&str],
) {
    assert_eq!(lines(&run_in(network, main)), expected);
}

#[test]
fn a_connect_that_is_given_up_is_closed_and_the_peer_hears_of_it() {
    NOTES.with(|notes| notes.lock().unwrap().clear());
    let main = || async {
        let late = timeout(ms(5), TcpStream::connect("scribe.test:80")).await;
        println!("{}", late.is_err());
        sleep(ms(20)).await;
    };
    let trace = run_in(scribe(), main);
    expect![[r#"
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      asks for the sleep of 5 ms
        0    T0      asks for the look-up of scribe.test
        0    T0      is pending
        1ms  reactor has the look-up of scribe.test
        1ms  reactor wakes T0 (the look-up of scribe.test, Queued)
        1ms  T0      is polled
        1ms  T0      asks for the connection to scribe.test:80
        1ms  T0      is pending
        5ms  reactor has the sleep of 5 ms
        5ms  reactor wakes T0 (the sleep of 5 ms, Queued)
        5ms  T0      is polled
        5ms  T0      cancels the connection to scribe.test:80
        5ms  T0      prints “true”
        5ms  T0      asks for the sleep of 20 ms
        5ms  T0      is pending
        25ms reactor has the sleep of 20 ms
        25ms reactor wakes T0 (the sleep of 20 ms, Queued)
        25ms T0      is polled
        25ms T0      is ready
        25ms T0      ends T0: Completed
        25ms reactor The run completed after 25 ms.
    "#]]
    .assert_eq(&story(&trace, ""));
    assert_eq!(NOTES.with(|notes| notes.lock().unwrap().join(", ")), "connected, closed");
}

#[test]
fn a_peer_that_has_ended_still_hears_and_is_heard_no_more() {
    NOTES.with(|notes| notes.lock().unwrap().clear());
    let main = || async {
        let mut stream = TcpStream::connect("scribe.test:80").await.unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).await.unwrap();
        println!("{}", String::from_utf8_lossy(&all));
        stream.write_all(b"are you there?").await.unwrap();
        sleep(ms(20)).await;
        println!("{:?}", stream.read(&mut [0; 8]).await);
        drop(stream);
        sleep(ms(20)).await;
    };
    check(scribe(), main, &["10ms hello", "30ms Ok(0)"]);
    assert_eq!(NOTES.with(|notes| notes.lock().unwrap().join(", ")), "connected, heard, closed");
}

#[test]
fn what_a_dropped_accept_or_read_had_got_is_not_lost() {
    let network = ada(vec![(ms(1), "hello")]);
    let main = || async {
        let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
        let mut accepted = Box::pin(listener.accept());
        assert!(futures::poll!(accepted.as_mut()).is_pending());
        work(ms(2)); // the first client has come and gone to this accept
        drop(accepted);
        let (mut stream, from) = listener.accept().await.unwrap();
        println!("{from}");
        let mut buffer = [0; 8];
        let mut read = Box::pin(stream.read(&mut buffer));
        assert!(futures::poll!(read.as_mut()).is_pending());
        work(ms(9));
        drop(read);
        let count = stream.read(&mut buffer).await.unwrap();
        println!("{}", String::from_utf8_lossy(&buffer[..count]));
    };
    check(network, main, &["2ms 10.0.0.1:40000", "11ms hello"]);
}

#[test]
fn what_a_dropped_accept_had_got_wakes_the_next_one() {
    let network = ada(vec![]);
    let main = || async {
        let listener = Arc::new(TcpListener::bind("0.0.0.0:7").await.unwrap());
        let first = spawn(accepts(listener.clone(), "first"));
        yield_now().await;
        spawn(accepts(listener, "second"));
        yield_now().await;
        work(ms(2));
        first.abort();
        yield_now().await;
        sleep(ms(50)).await;
    };
    check(network, main, &["2ms second"]);
}

#[traced]
async fn accepts(listener: Arc<TcpListener>, name: &'static str) {
    let accepted = listener.accept().await;
    println!("{name}");
    drop(accepted);
}

#[test]
fn addresses_are_checked_and_ports_are_taken_once() {
    let main = || async {
        for address in ["tea.test", "tea.test:tea", "tea.test:99999", ""] {
            let error = TcpStream::connect(address).await.unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput, "{address}");
        }
        let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
        println!("{}", TcpListener::bind("127.0.0.1:7").await.unwrap_err());
        drop(listener);
        println!("{}", TcpListener::bind("0.0.0.0:7").await.is_ok());
        println!("{}", TcpStream::connect(":80").await.unwrap_err());
    };
    check(Network::default(), main, &["0 address in use", "0 true", "5ms unknown host name"]);
}

#[test]
fn reading_into_nothing_answers_at_once() {
    let main = || async {
        let mut stream = TcpStream::connect("scribe.test:80").await.unwrap();
        println!("{:?}", stream.read(&mut []).await);
    };
    check(scribe(), main, &["9ms Ok(0)"]);
}

#[test]
fn many_connections_have_addresses_of_their_own() {
    let main = || async {
        let mut seen = std::collections::BTreeSet::new();
        let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
        for _ in 0..300 {
            let (_, from) = listener.accept().await.unwrap();
            seen.insert(from);
        }
        println!("{}", seen.len());
    };
    let client = |at| Client { at: ms(at), ..ada(vec![]).clients.remove(0) };
    let network = Network { services: Vec::new(), clients: (0..300).map(client).collect() };
    check(network, main, &["300ms 300"]);
}

#[test]
fn a_listener_that_closes_hangs_up_on_whoever_was_not_accepted() {
    let main = || async {
        let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
        sleep(ms(5)).await;
        drop(listener);
        let reopened = TcpListener::bind("0.0.0.0:7").await.unwrap();
        reopened.accept().await.unwrap();
    };
    let trace = run_in(ada(vec![(ms(1), "hello")]), main);
    assert!(outcome(&trace).starts_with("The run ends here, idle"), "nobody comes any more");
}

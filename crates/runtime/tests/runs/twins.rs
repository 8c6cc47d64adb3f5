//! `TwinWorld`, driven by hand as a JavaScript host would drive it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, story, valid};
use awaitscope::twin::TwinWorld;
use awaitscope::world::{Fault, HttpPeer, Network, Outbox, Peer, Service};
use expect_test::{Expect, expect};
use trace::{OpId, Outcome, Recipe};

/// Dies in the middle of its answer.
struct Breaks;

impl Peer for Breaks {
    fn on_data(&mut self, _: &[u8], out: &mut Outbox) {
        out.send(ms(1), "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ngre");
        out.end(ms(2));
    }
}

/// Lets its answer drip, and breaks the connection if asked twice.
struct Drips;

impl Peer for Drips {
    fn on_data(&mut self, _: &[u8], out: &mut Outbox) {
        out.drip(ms(1), ms(2), 20, b"HTTP/1.1 200 OK\r\n\r\nmint, green, earl grey");
        out.end(ms(9));
    }
}

fn town() -> Network {
    type Answers = Result<fn() -> Box<dyn Peer>, Fault>;
    let service = |name, port, answers: Answers| Service {
        name,
        port,
        lookup: ms(1),
        latency: ms(2),
        answers,
    };
    let services = vec![
        service("tea.test", 80, Ok(|| Box::new(HttpPeer::new(ms(3), &[("/menu", "mint")])))),
        service("tea.test", 8080, Ok(|| Box::new(Drips))),
        service("torn.test", 80, Ok(|| Box::new(Breaks))),
        service("far.test", 80, Err(Fault::Silent(ms(90)))),
    ];
    Network { services, clients: Vec::new() }
}

/// Each completion as a turn with one line; the whole trace.
fn check(script: fn(&mut TwinWorld), expected: Expect) {
    let drive = || {
        let mut world = TwinWorld::new(Recipe::of("twin"), town());
        world.start_turn();
        script(&mut world);
        world.end_turn();
        while let Some((op, answer)) = world.next_completion() {
            let at = world.now();
            world.start_turn();
            world.log(&format!("{op} at {at}: {answer:?}"), None);
            world.end_turn();
        }
        valid(world.finish(Outcome::Completed))
    };
    let trace = drive();
    assert_eq!(trace.to_text(), drive().to_text(), "the same twice");
    expected.assert_eq(&story(&trace, ""));
}

#[test]
fn completions_come_in_the_order_of_their_instants() {
    check(
        |world| {
            world.sleep(ms(5), None);
            world.sleep(ms(3), None);
            world.sleep(ms(5), None);
            world.sleep(ms(0), None);
        },
        expect![[r#"
            0    js      begins a turn
            0    js      asks for the sleep of 5 ms
            0    js      asks for the sleep of 3 ms
            0    js      asks for the sleep of 5 ms
            0    js      asks for the sleep of 0 ms
            0    js      ends its turn
            0    reactor has the sleep of 0 ms
            0    js      begins a turn
            0    js      prints “O3 at 0: Ok("")”
            0    js      ends its turn
            3ms  reactor has the sleep of 3 ms
            3ms  js      begins a turn
            3ms  js      prints “O1 at 3ms: Ok("")”
            3ms  js      ends its turn
            5ms  reactor has the sleep of 5 ms
            5ms  js      begins a turn
            5ms  js      prints “O0 at 5ms: Ok("")”
            5ms  js      ends its turn
            5ms  reactor has the sleep of 5 ms
            5ms  js      begins a turn
            5ms  js      prints “O2 at 5ms: Ok("")”
            5ms  js      ends its turn
            5ms  reactor The run completed after 5 ms.
        "#]],
    );
}

#[test]
fn so_they_do_if_work_has_passed_several() {
    check(
        |world| {
            world.sleep(ms(5), None);
            world.sleep(ms(3), None);
            world.sleep(ms(9), None);
            world.work(ms(6), None);
            world.log("one\ntwo", None);
        },
        expect![[r#"
            0    js      begins a turn
            0    js      asks for the sleep of 5 ms
            0    js      asks for the sleep of 3 ms
            0    js      asks for the sleep of 9 ms
            0    js      works
            3ms  reactor has the sleep of 3 ms
            5ms  reactor has the sleep of 5 ms
            6ms  js      has worked
            6ms  js      prints “one”
            6ms  js      prints “two”
            6ms  js      ends its turn
            6ms  js      begins a turn
            6ms  js      prints “O1 at 6ms: Ok("")”
            6ms  js      ends its turn
            6ms  js      begins a turn
            6ms  js      prints “O0 at 6ms: Ok("")”
            6ms  js      ends its turn
            9ms  reactor has the sleep of 9 ms
            9ms  js      begins a turn
            9ms  js      prints “O2 at 9ms: Ok("")”
            9ms  js      ends its turn
            9ms  reactor The run completed after 9 ms.
        "#]],
    );
}

#[test]
fn a_fetch_is_one_operation_and_goes_on_while_the_twin_works() {
    check(
        |world| {
            world.fetch_text("http://tea.test/menu", None);
            world.fetch_text("http://tea.test:8080", None);
            world.work(ms(30), None);
        },
        expect![[r#"
            0    js      begins a turn
            0    js      asks for the answer to http://tea.test/menu
            0    js      asks for the answer to http://tea.test:8080
            0    js      works
            12ms reactor has the answer to http://tea.test/menu
            18ms reactor has the answer to http://tea.test:8080
            30ms js      has worked
            30ms js      ends its turn
            30ms js      begins a turn
            30ms js      prints “O0 at 30ms: Ok("mint")”
            30ms js      ends its turn
            30ms js      begins a turn
            30ms js      prints “O1 at 30ms: Ok("mint, green, earl grey")”
            30ms js      ends its turn
            30ms reactor The run completed after 30 ms.
        "#]],
    );
}

/// What comes of fetching one URL.
fn fetched(url: &str) -> String {
    let mut world = TwinWorld::new(Recipe::of("twin"), town());
    let op = world.fetch_text(url, None);
    let (completed, answer) = world.next_completion().expect("every fetch is over some day");
    assert_eq!(op, completed);
    assert_eq!(world.next_completion(), None);
    let at = world.now();
    valid(world.finish(Outcome::Completed));
    format!("{at} {answer:?}")
}

#[test]
fn a_fetch_fails_with_the_words_of_its_failure() {
    assert_eq!(fetched("http://tea.test:80/menu"), "12ms Ok(\"mint\")");
    assert_eq!(fetched("http://tea.test/cake"), "12ms Ok(\"no such page\\n\")");
    assert_eq!(fetched("http://cake.test/"), "5ms Err(\"unknown host name\")");
    assert_eq!(fetched("http://tea.test:81/"), "5ms Err(\"connection refused\")");
    assert_eq!(fetched("http://far.test/"), "91ms Err(\"timed out\")");
    assert_eq!(fetched("http://torn.test/"), "11ms Err(\"connection reset\")");
    for url in ["tea.test/menu", "https://tea.test/", "http://", "http://a b/", "http://a:b/", ""] {
        let problem = "is no address; one looks like http://tea.test/menu";
        assert_eq!(fetched(url), format!("0 Err(\"“{url}” {problem}\")"));
    }
}

#[test]
fn what_is_under_way_at_the_end_is_cancelled() {
    let mut world = TwinWorld::new(Recipe::of("twin"), town());
    world.start_turn();
    world.sleep(ms(3), None);
    world.sleep(ms(30), None);
    world.fetch_text("http://tea.test/menu", None);
    world.end_turn();
    assert_eq!(world.next_completion(), Some((OpId(0), Ok(String::new()))));
    let trace = valid(world.finish(Outcome::Threw("enough".to_owned())));
    expect![[r#"
        0    js      begins a turn
        0    js      asks for the sleep of 3 ms
        0    js      asks for the sleep of 30 ms
        0    js      asks for the answer to http://tea.test/menu
        0    js      ends its turn
        3ms  reactor has the sleep of 3 ms
        3ms  js      cancels the sleep of 30 ms
        3ms  js      cancels the answer to http://tea.test/menu
        3ms  reactor The main function threw: enough
    "#]]
    .assert_eq(&story(&trace, ""));
}

#[test]
fn what_is_cancelled_completes_no_more_even_if_it_is_over() {
    let mut world = TwinWorld::new(Recipe::of("twin"), town());
    world.start_turn();
    let timer = world.sleep(ms(30), None);
    let passed = world.sleep(ms(2), None);
    let fetch = world.fetch_text("http://tea.test/menu", None);
    world.work(ms(4), None);
    for op in [timer, passed, fetch, timer] {
        world.cancel(op);
    }
    world.end_turn();
    assert_eq!(world.next_completion(), None);
    let trace = valid(world.finish(Outcome::Completed));
    expect![[r#"
        0    js      begins a turn
        0    js      asks for the sleep of 30 ms
        0    js      asks for the sleep of 2 ms
        0    js      asks for the answer to http://tea.test/menu
        0    js      works
        2ms  reactor has the sleep of 2 ms
        4ms  js      has worked
        4ms  js      cancels the sleep of 30 ms
        4ms  js      cancels the answer to http://tea.test/menu
        4ms  js      ends its turn
        4ms  reactor The run completed after 4 ms.
    "#]]
    .assert_eq(&story(&trace, ""));
}

#[test]
fn a_connection_is_looked_up_made_written_to_read_and_closed() {
    let mut world = TwinWorld::new(Recipe::of("twin"), town());
    let (mut said, mut stages) = (Vec::new(), 0);
    let mut op = world.lookup("tea.test", None);
    loop {
        let (completed, answer) = world.next_completion().expect("each stage completes");
        assert_eq!(completed, op);
        said.push(answer.expect("nothing fails here"));
        stages += 1;
        op = match stages {
            1 => world.connect("tea.test", 80, None),
            2 => world.write(0, "GET /menu HTTP/1.1\r\n\r\n", None),
            3 | 4 => world.read(0, None),
            _ => break,
        };
    }
    world.close(0);
    let body = said[3].rsplit("\r\n").next();
    assert_eq!((said[1].as_str(), body, said[4].as_str()), ("0", Some("mint"), ""));
    let trace = valid(world.finish(Outcome::Completed));
    expect![[r#"
        0    js      asks for the look-up of tea.test
        1ms  reactor has the look-up of tea.test
        1ms  js      asks for the connection to tea.test:80
        5ms  reactor has the connection to tea.test:80
        5ms  js      asks for the writing of 22 bytes to tea.test
        5ms  js      has the writing of 22 bytes to tea.test
        5ms  js      asks for bytes from tea.test
        12ms reactor has bytes from tea.test
        12ms js      asks for bytes from tea.test
        12ms reactor has bytes from tea.test
        12ms reactor The run completed after 12 ms.
    "#]]
    .assert_eq(&story(&trace, ""));
}

#[test]
fn sockets_fail_with_words_where_there_is_no_network_or_no_such_thing() {
    let mut timers = TwinWorld::of_timers(Recipe::of("twin"), town());
    let op = timers.lookup("tea.test", None);
    let none = Err("this twin’s world has no network".to_owned());
    assert_eq!(timers.next_completion(), Some((op, none)));
    valid(timers.finish(Outcome::Completed));

    let mut world = TwinWorld::new(Recipe::of("twin"), town());
    let strangers = [world.connect("tea.test", 80, None), world.read(7, None)];
    for op in strangers {
        let unknown = Err("unknown host name".to_owned());
        assert_eq!(world.next_completion(), Some((op, unknown)), "nobody has looked it up");
    }
    world.close(7);
    valid(world.finish(Outcome::Completed));
}

#[test]
fn a_turn_that_the_host_left_open_is_closed_by_the_end() {
    let mut world = TwinWorld::new(Recipe::of("twin"), Network::default());
    world.start_turn();
    world.log("this one loops for ever", None);
    let trace = valid(world.finish(Outcome::Completed));
    assert!(story(&trace, "").contains("ends its turn"));
}

//! Streams: pieces at their instants, ends, resets, several readers, and readers that give up.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::{Driver, Notes, Scribe, at, ms, service};
use expect_test::{Expect, expect};
use reactor::{Outbox, StreamKey};

thread_local! {
    static NOTES: Notes = Notes::default();
    static SAYS: std::cell::Cell<fn(&mut Outbox)> = const { std::cell::Cell::new(|_| {}) };
}

/// The connection stands at 20 ms; what the peer says at once is there then, too.
fn check(says: fn(&mut Outbox), script: impl FnOnce(&mut Driver, StreamKey), expected: Expect) {
    SAYS.set(says);
    let scribe = || Scribe { notes: NOTES.with(Clone::clone), says: SAYS.get() };
    let notes = scribe().notes;
    notes.lock().unwrap().clear();
    let network = service(
        "scribe.test",
        Ok(|| Box::new(Scribe { notes: NOTES.with(Clone::clone), says: SAYS.get() })),
    );
    let mut driver = Driver::with_notes(network, notes);
    let stream = driver.connect();
    script(&mut driver, stream);
    driver.run();
    expected.assert_eq(&driver.told());
}

/// Reads until the end; each answer with its instant.
fn read_all(driver: &mut Driver, stream: StreamKey, most: usize) -> Vec<String> {
    let mut answers = Vec::new();
    loop {
        let read = driver.reactor.read(stream, most);
        while driver.reactor.is_pending(read) {
            let Some(next) = driver.reactor.next_deadline() else { return answers };
            driver.pass(next);
        }
        let answer = driver.take(read);
        answers.push(format!("{} {answer}", driver.reactor.now()));
        if !answer.starts_with('“') || answer == "“”" {
            return answers;
        }
    }
}

#[test]
fn bytes_that_drip_come_in_pieces_at_their_instants() {
    let says = |out: &mut Outbox| {
        out.drip(ms(5), ms(3), 4, b"tea is ready");
        out.end(ms(15));
    };
    check(
        says,
        |driver, stream| {
            let read = read_all(driver, stream, 64);
            assert_eq!(read, ["25ms “tea ”", "28ms “is r”", "31ms “eady”", "35ms “”"]);
        },
        expect!["10ms the peer is connected"],
    );
}

#[test]
fn a_reader_takes_no_more_than_it_has_room_for() {
    let says = |out: &mut Outbox| {
        out.send(ms(0), "hello");
        out.end(ms(0));
    };
    check(
        says,
        |driver, stream| {
            driver.pass(at(30));
            let nothing = driver.reactor.read(stream, 0);
            assert_eq!(driver.take(nothing), "“”", "no room, no wait");
            assert_eq!(
                read_all(driver, stream, 2),
                ["30ms “he”", "30ms “ll”", "30ms “o”", "30ms “”"]
            );
        },
        expect!["10ms the peer is connected"],
    );
}

#[test]
fn after_its_end_a_peer_still_hears_and_is_heard_no_more() {
    let says = |out: &mut Outbox| {
        out.send(ms(0), "bye");
        out.end(ms(1));
        out.send(ms(2), "one more thing");
    };
    check(
        says,
        |driver, stream| {
            assert_eq!(read_all(driver, stream, 64), ["20ms “bye”", "21ms “”"]);
            driver.ask("write", |reactor| reactor.write(stream, b"again"));
            driver.run();
            assert_eq!(read_all(driver, stream, 64), ["43ms “”"]);
        },
        expect![[r#"
            10ms the peer is connected
            21ms write: done
            31ms the peer hears again"#]],
    );
}

#[test]
fn a_reset_fails_readers_and_writers() {
    check(
        |out| {
            out.send(ms(0), "lost");
            out.reset(ms(5));
        },
        |driver, stream| {
            let reads = ["first", "second", "third"];
            driver.pass(at(22));
            for name in reads {
                driver.ask(name, |reactor| reactor.read(stream, 64));
            }
            driver.run();
            driver.ask("write", |reactor| reactor.write(stream, b"hello?"));
            driver.ask("read", |reactor| reactor.read(stream, 64));
            driver.reactor.close(stream);
        },
        expect![[r#"
            10ms the peer is connected
            22ms first: done
            25ms second: connection reset
            25ms third: connection reset
            25ms write: connection reset
            25ms read: connection reset"#]],
    );
}

#[test]
fn closing_is_heard_once_and_nothing_is_written_or_heard_after_it() {
    check(
        |out| out.send(ms(20), "too late"),
        |driver, stream| {
            driver.ask("write", |reactor| reactor.write(stream, b"bye"));
            driver.reactor.close(stream);
            driver.reactor.close(stream);
            driver.ask("write after closing", |reactor| reactor.write(stream, b"oh, and"));
        },
        expect![[r#"
            10ms the peer is connected
            20ms write: done
            20ms write after closing: connection reset
            30ms the peer hears bye
            30ms the peer hears that we have closed"#]],
    );
}

#[test]
fn of_two_readers_the_first_gets_what_comes_first() {
    check(
        |out| {
            out.send(ms(5), "one");
            out.send(ms(9), "two");
        },
        |driver, stream| {
            let first = driver.ask("first", |reactor| reactor.read(stream, 64));
            let second = driver.ask("second", |reactor| reactor.read(stream, 64));
            driver.run();
            assert_eq!((driver.take(first), driver.take(second)), ("“one”".into(), "“two”".into()));
        },
        expect![[r#"
            10ms the peer is connected
            25ms first: done
            29ms second: done"#]],
    );
}

#[test]
fn two_readers_share_what_is_more_than_the_first_has_room_for() {
    check(
        |out| out.send(ms(5), "one two"),
        |driver, stream| {
            let first = driver.ask("first", |reactor| reactor.read(stream, 4));
            let second = driver.ask("second", |reactor| reactor.read(stream, 4));
            driver.run();
            assert_eq!(
                (driver.take(first), driver.take(second)),
                ("“one ”".into(), "“two”".into())
            );
        },
        expect![[r#"
            10ms the peer is connected
            25ms first: done
            25ms second: done"#]],
    );
}

#[test]
fn what_a_reader_that_gives_up_had_got_goes_to_the_next() {
    check(
        |out| out.send(ms(5), "precious"),
        |driver, stream| {
            let gives_up = driver.ask("gives up", |reactor| reactor.read(stream, 4));
            let before = driver.ask("gave up before", |reactor| reactor.read(stream, 64));
            driver.cancel(before);
            driver.pass(at(25));
            driver.cancel(gives_up);
            let next = driver.ask("next", |reactor| reactor.read(stream, 64));
            assert_eq!(driver.take(next), "“precious”", "in its order");
        },
        expect![[r#"
            10ms the peer is connected
            20ms gave up before: cancelled
            25ms gives up: done
            25ms gives up: given back
            25ms next: done"#]],
    );
}

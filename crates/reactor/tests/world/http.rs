//! The HTTP peer, and the client with a script, spoken to directly: they are plain functions.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::ms;
use expect_test::{Expect, expect};
use reactor::{HttpPeer, Outbox, Peer, Said, ScriptedClient};

/// What a peer says to each piece of what it hears: the piece's number, how long after it, what.
fn check(peer: &mut dyn Peer, pieces: &[&str], expected: Expect) {
    let mut told = String::new();
    let mut out = Outbox::default();
    peer.on_connect(&mut out);
    for (number, piece) in (0..).zip([None].into_iter().chain(pieces.iter().map(Some))) {
        if let Some(piece) = piece {
            peer.on_data(piece.as_bytes(), &mut out);
        }
        for (after, said) in out.said.drain(..) {
            let said = match said {
                Said::Bytes(bytes) => String::from_utf8_lossy(&bytes).replace("\r\n", "↵"),
                said => format!("{said:?}"),
            };
            told += &format!("{number} +{after:?} {said}\n");
        }
    }
    peer.on_close(&mut out);
    assert!(out.said.is_empty(), "whoever has gone is told nothing");
    expected.assert_eq(&told);
}

fn tea_house() -> HttpPeer {
    HttpPeer::new(ms(30), &[("/menu", "mint\n"), ("/", "")])
}

#[test]
fn a_page_is_answered_with_200() {
    let request = "GET /menu HTTP/1.1\r\nHost: tea.test\r\n\r\n";
    check(
        &mut tea_house(),
        &[request],
        expect![[r#"
            1 +30ms HTTP/1.1 200 OK↵Content-Length: 5↵Connection: close↵↵mint

            1 +30ms End
        "#]],
    );
    check(
        &mut tea_house(),
        &["GET / HTTP/1.0\r\n\r\n"],
        expect![[r#"
            1 +30ms HTTP/1.1 200 OK↵Content-Length: 0↵Connection: close↵↵
            1 +30ms End
        "#]],
    );
}

#[test]
fn what_is_not_there_is_404_and_what_makes_no_sense_is_400() {
    check(
        &mut tea_house(),
        &["GET /cake HTTP/1.1\r\n\r\n"],
        expect![[r#"
            1 +30ms HTTP/1.1 404 Not Found↵Content-Length: 13↵Connection: close↵↵no such page

            1 +30ms End
        "#]],
    );
    for request in ["POST /menu HTTP/1.1", "GET /menu", "GET  /menu HTTP/1.1", "\u{1f375}", ""] {
        let mut out = Outbox::default();
        tea_house().on_data(format!("{request}\r\n\r\n").as_bytes(), &mut out);
        let Some((_, Said::Bytes(answer))) = out.said.first() else { panic!("{request}") };
        assert!(answer.starts_with(b"HTTP/1.1 400 Bad Request\r\n"), "{request}");
    }
}

#[test]
fn a_request_may_come_in_pieces() {
    let pieces = ["GET /me", "nu HTTP/1.1\r", "\n\r", "\n"];
    check(
        &mut tea_house(),
        &pieces,
        expect![[r#"
            4 +30ms HTTP/1.1 200 OK↵Content-Length: 5↵Connection: close↵↵mint

            4 +30ms End
        "#]],
    );
}

#[test]
fn a_scripted_client_says_a_line_when_the_last_was_answered_in_full() {
    let lines = vec![(ms(5), "hello\n"), (ms(20), "again\n")];
    let answers = ["unasked", "hel", "lo\n", "again\n", "more"];
    check(
        &mut ScriptedClient::new(lines, ms(3)),
        &answers[1..],
        expect![[r#"
            0 +5ms hello

            2 +20ms again

            3 +3ms End
        "#]],
    );
    check(
        &mut ScriptedClient::new(Vec::new(), ms(3)).breaks(),
        &[],
        expect![[r#"
            0 +3ms Reset
        "#]],
    );
    check(
        &mut ScriptedClient::new(Vec::new(), ms(3)),
        &answers[..1],
        expect![[r#"
            0 +3ms End
        "#]],
    );
}

#[test]
fn a_scripted_client_does_not_wait_for_the_echo_of_nothing() {
    let lines = vec![(ms(5), ""), (ms(20), "hello\n")];
    check(
        &mut ScriptedClient::new(lines, ms(3)),
        &[],
        expect![[r#"
            0 +25ms hello

        "#]],
    );
}

#[test]
fn a_page_may_have_a_status_of_its_own() {
    check(
        &mut HttpPeer::new(ms(1), &[("/cake", "!503 Service Unavailable\nsold out\n")]),
        &["GET /cake HTTP/1.1\r\n\r\n"],
        expect![[r#"
            1 +1ms HTTP/1.1 503 Service Unavailable↵Content-Length: 9↵Connection: close↵↵sold out

            1 +1ms End
        "#]],
    );
}

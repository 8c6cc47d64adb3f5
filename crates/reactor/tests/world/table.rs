//! The table service, spoken to directly: its rows and its troubles outlive a connection.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::ms;
use expect_test::expect;
use reactor::{Kept, Outbox, Peer, Said, SilentClient, TablePeer, TimedClient, Trouble};

/// Each request on a connection of its own; what the service answers, and after how long.
fn ask(troubles: &'static [Trouble], requests: &[&str]) -> String {
    let mut kept = Kept::default();
    let mut told = String::new();
    for request in requests {
        let mut out = Outbox { kept, ..Outbox::default() };
        TablePeer::new(ms(10), troubles).on_data(request.as_bytes(), &mut out);
        for (after, said) in out.said {
            let said = match said {
                Said::Bytes(bytes) => {
                    let text = String::from_utf8_lossy(&bytes);
                    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
                    format!("{} “{}”", head.lines().next().expect("a status"), body.trim())
                }
                Said::End => continue,
                Said::Reset => "reset".to_owned(),
            };
            told += &format!("{after:?} {said}\n");
        }
        kept = out.kept;
    }
    told
}

const GET: &str = "GET /orders/7 HTTP/1.1\r\n\r\n";
const PUT: &str = "PUT /orders/7 HTTP/1.1\r\nContent-Length: 4\r\n\r\nmint";

#[test]
fn a_row_that_was_put_is_there_for_the_next_connection() {
    let told = ask(&[], &[GET, PUT, GET, PUT, "PUT /orders HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n"]);
    expect![[r#"
        10ms HTTP/1.1 404 Not Found “no such row”
        10ms HTTP/1.1 201 Created “”
        10ms HTTP/1.1 200 OK “mint”
        10ms HTTP/1.1 204 No Content “”
        10ms HTTP/1.1 400 Bad Request “not a request that this service knows”
        10ms HTTP/1.1 400 Bad Request “not a request that this service knows”
    "#]]
    .assert_eq(&told);
}

#[test]
fn the_first_requests_meet_their_troubles_and_later_ones_none() {
    const TROUBLES: &[Trouble] =
        &[Trouble::Busy, Trouble::Slow(ms(90)), Trouble::Reset, Trouble::None];
    expect![[r#"
        10ms HTTP/1.1 503 Service Unavailable “busy”
        100ms HTTP/1.1 201 Created “”
        10ms reset
        10ms HTTP/1.1 200 OK “mint”
    "#]]
    .assert_eq(&ask(TROUBLES, &[PUT, PUT, GET, GET]));
}

#[test]
fn a_request_counts_when_all_of_its_body_is_there() {
    let mut peer = TablePeer::new(ms(10), &[]);
    let mut out = Outbox::default();
    peer.on_data(&PUT.as_bytes()[..PUT.len() - 1], &mut out);
    assert!(out.said.is_empty(), "one byte is missing");
    peer.on_data(b"t", &mut out);
    assert_eq!(out.kept.get("/orders/7"), Some("mint"));
}

#[test]
fn a_timed_client_speaks_by_the_clock_and_a_silent_one_never() {
    let mut out = Outbox::default();
    let mut timed = TimedClient::new(vec![(ms(5), "a"), (ms(9), "b")], ms(20));
    timed.on_connect(&mut out);
    timed.on_data(b"whatever", &mut out);
    let said = [(ms(5), Said::Bytes(b"a".into())), (ms(9), Said::Bytes(b"b".into()))];
    assert_eq!(out.said, [&said[..], &[(ms(20), Said::End)]].concat());
    let mut out = Outbox::default();
    SilentClient.on_connect(&mut out);
    SilentClient.on_data(b"hello?", &mut out);
    assert_eq!(out.said, []);
}

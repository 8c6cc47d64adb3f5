//! A small HTTP/1.1 server: one request a connection, answered after a while, then closed.
//!
//! It leaves out all that its examples do not need: chunks, keep-alive, every header but one.

use super::peer::{Outbox, Peer};
use std::time::Duration;

/// Answers `GET` requests from a table of pages; everything else with 404 or 400. The first line of
/// a page may be a status of its own: `!503 Service Unavailable`.
#[derive(Debug)]
pub struct HttpPeer {
    heard: Requests,
    thinks: Duration,
    pages: &'static [(&'static str, &'static str)],
}

impl HttpPeer {
    /// A server with these pages (path, body), which thinks so long before it answers.
    pub fn new(thinks: Duration, pages: &'static [(&'static str, &'static str)]) -> HttpPeer {
        HttpPeer { heard: Requests::default(), thinks, pages }
    }

    fn answer(&self, request: &Request) -> (&'static str, &'static str) {
        if request.method != "GET" || request.path.is_empty() {
            return ("400 Bad Request", "not a request that this server knows\n");
        }
        match self.pages.iter().find(|(page, _)| *page == request.path) {
            Some((_, page)) => {
                let own = page.strip_prefix('!').and_then(|page| page.split_once('\n'));
                own.unwrap_or(("200 OK", page))
            }
            None => ("404 Not Found", "no such page\n"),
        }
    }
}

impl Peer for HttpPeer {
    fn on_data(&mut self, bytes: &[u8], out: &mut Outbox) {
        if let Some(request) = self.heard.next(bytes) {
            let (status, body) = self.answer(&request);
            respond(out, self.thinks, status, body);
        }
    }
}

/// A request that has come in full. One that makes no sense has an empty path.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) body: String,
}

/// The pieces of requests that have come so far.
#[derive(Debug, Default)]
pub(super) struct Requests(Vec<u8>);

impl Requests {
    /// Takes in more bytes; the next request, if all of it is there.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<Request> {
        self.0.extend_from_slice(bytes);
        let head = self.0.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
        let text = String::from_utf8_lossy(&self.0[..head]).into_owned();
        let end = head.saturating_add(content_length(&text));
        let body = self.0.get(head..end)?;
        let body = String::from_utf8_lossy(body).into_owned();
        self.0.drain(..end);
        let mut words = text.lines().next().unwrap_or("").split(' ');
        Some(match (words.next(), words.next(), words.next()) {
            (Some(method), Some(path), Some("HTTP/1.1" | "HTTP/1.0")) => {
                Request { method: method.to_owned(), path: path.to_owned(), body }
            }
            _ => Request::default(),
        })
    }
}

fn content_length(head: &str) -> usize {
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    let length = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length.and_then(|(_, length)| length.trim().parse().ok()).unwrap_or(0)
}

/// Answers after so long, and closes.
pub(super) fn respond(out: &mut Outbox, after: Duration, status: &str, body: &str) {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    out.send(after, head + body);
    out.end(after);
}

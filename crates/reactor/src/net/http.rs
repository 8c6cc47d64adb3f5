//! A small HTTP/1.1 server: one request a connection, answered after a while, then closed.

use super::peer::{Outbox, Peer};
use std::time::Duration;

/// Answers `GET` requests from a table of pages; everything else with 404 or 400.
#[derive(Debug)]
pub struct HttpPeer {
    heard: Vec<u8>,
    thinks: Duration,
    pages: &'static [(&'static str, &'static str)],
}

impl HttpPeer {
    /// A server with these pages (path, body), which thinks so long before it answers.
    pub fn new(thinks: Duration, pages: &'static [(&'static str, &'static str)]) -> HttpPeer {
        HttpPeer { heard: Vec::new(), thinks, pages }
    }

    fn answer(&self, request: &str) -> (u16, &'static str, &'static str) {
        let mut words = request.lines().next().unwrap_or("").split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some("GET"), Some(path), Some("HTTP/1.1" | "HTTP/1.0")) => {
                match self.pages.iter().find(|(page, _)| *page == path) {
                    Some((_, body)) => (200, "OK", body),
                    None => (404, "Not Found", "no such page\n"),
                }
            }
            _ => (400, "Bad Request", "not a request that this server knows\n"),
        }
    }
}

impl Peer for HttpPeer {
    fn on_data(&mut self, bytes: &[u8], out: &mut Outbox) {
        self.heard.extend_from_slice(bytes);
        let Some(end) = self.heard.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
            return;
        };
        let rest = self.heard.split_off(end + 4);
        let head = std::mem::replace(&mut self.heard, rest);
        let (status, reason, body) = self.answer(&String::from_utf8_lossy(&head));
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} {reason}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        out.send(self.thinks, head + body);
        out.end(self.thinks);
    }
}

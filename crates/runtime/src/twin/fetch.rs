//! A fetch: look up, connect, ask, read until the end. For the reactor four kinds of operation,
//! for the twin and its trace a single one, which goes on by itself while the twin is busy.

use reactor::{Answer, Failure, OpKey, Reactor, StreamKey};
use trace::OpId;

/// A fetch under way, as its world sees it.
pub(super) trait Fetching {
    /// The twin's operation.
    fn op(&self) -> OpId;

    /// The reactor's operation that it waits for.
    fn part(&self) -> OpKey;

    /// Its part has ended: takes the next ones. The text, or the failure's words, once it is over.
    fn proceed(&mut self, reactor: &mut Reactor) -> Option<Result<String, String>>;

    /// Nobody wants the text any more.
    fn give_up(&self, reactor: &mut Reactor);
}

/// How a fetch begins, with the look-up; if this is no URL, it fails in words.
pub(super) type Start = fn(OpId, &str, &mut Reactor) -> Result<Box<dyn Fetching>, String>;

struct Fetch {
    op: OpId,
    part: OpKey,
    stage: Stage,
    url: Url,
    heard: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Stage {
    LookingUp,
    Connecting,
    Asking(StreamKey),
    Reading(StreamKey),
}

struct Url {
    host: String,
    port: u16,
    path: String,
}

/// The most that one reading takes.
const PIECE: usize = 4096;

pub(super) fn start(
    op: OpId,
    url: &str,
    reactor: &mut Reactor,
) -> Result<Box<dyn Fetching>, String> {
    let parsed = parse(url);
    let url = parsed
        .ok_or_else(|| format!("“{url}” is no address; one looks like http://tea.test/menu"))?;
    let part = reactor.lookup(&url.host);
    Ok(Box::new(Fetch { op, part, stage: Stage::LookingUp, url, heard: Vec::new() }))
}

impl Fetching for Fetch {
    fn op(&self) -> OpId {
        self.op
    }

    fn part(&self) -> OpKey {
        self.part
    }

    fn proceed(&mut self, reactor: &mut Reactor) -> Option<Result<String, String>> {
        while let Some(answer) = reactor.take_answer(self.part) {
            let next = answer.map(|answer| self.next_stage(answer, reactor));
            match next {
                Ok(Some(stage)) => self.stage = stage,
                Ok(None) => {
                    self.hang_up(reactor);
                    return Some(text(&self.heard));
                }
                Err(failure) => {
                    self.hang_up(reactor);
                    return Some(Err(failure.to_string()));
                }
            }
        }
        None
    }

    fn give_up(&self, reactor: &mut Reactor) {
        // Nobody watches a part, and no other operation waits where this one does.
        let _ = reactor.cancel(self.part);
        self.hang_up(reactor);
    }
}

impl Fetch {
    /// Asks for the next part; `None` at the end of the stream.
    fn next_stage(&mut self, answer: Answer, reactor: &mut Reactor) -> Option<Stage> {
        match (self.stage, answer) {
            (Stage::LookingUp, Answer::Found(host)) => {
                self.part = reactor.connect(host, self.url.port);
                Some(Stage::Connecting)
            }
            (Stage::Connecting, Answer::Stream(stream)) => {
                let Url { host, path, .. } = &self.url;
                let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
                self.part = reactor.write(stream, request.as_bytes());
                Some(Stage::Asking(stream))
            }
            (Stage::Asking(stream), Answer::Done) => {
                self.part = reactor.read(stream, PIECE);
                Some(Stage::Reading(stream))
            }
            (Stage::Reading(stream), Answer::Bytes(bytes)) if !bytes.is_empty() => {
                self.heard.extend(bytes);
                self.part = reactor.read(stream, PIECE);
                Some(Stage::Reading(stream))
            }
            _ => None,
        }
    }

    fn hang_up(&self, reactor: &mut Reactor) {
        if let Stage::Asking(stream) | Stage::Reading(stream) = self.stage {
            reactor.close(stream);
        }
    }
}

fn parse(url: &str) -> Option<Url> {
    let rest = url.strip_prefix("http://")?;
    let (address, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = address.split_once(':').unwrap_or((address, "80"));
    let is_clean = |text: &str| !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if host.is_empty() || !is_clean(url) {
        return None;
    }
    let path = if path.is_empty() { "/" } else { path };
    Some(Url { host: host.to_owned(), port: port.parse().ok()?, path: path.to_owned() })
}

/// The body of an HTTP answer, if all of it has come.
fn text(heard: &[u8]) -> Result<String, String> {
    let broken = || Failure::Reset.to_string();
    let end = heard.windows(4).position(|bytes| bytes == b"\r\n\r\n").ok_or_else(broken)?;
    let (head, body) = (String::from_utf8_lossy(&heard[..end]), &heard[end + 4..]);
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let length = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    match length.map(|(_, length)| length.trim().parse::<usize>()) {
        Some(Ok(length)) if body.len() < length => Err(broken()),
        _ => Ok(String::from_utf8_lossy(body).into_owned()),
    }
}

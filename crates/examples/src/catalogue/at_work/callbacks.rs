//! Two requests, event-driven: whoever asks returns at once, and is called back.

use awaitscope::callback::{Connection, EventLoop};
use awaitscope::{println, traced};
use std::io;

#[traced]
pub fn main() {
    let mut events = EventLoop::new();
    fetch(&mut events, "tea.test:80");
    fetch(&mut events, "cake.test:80");
    println!("main: both are asked for");
    events.run();
    println!("main: nothing is left to wait for");
}

#[traced]
fn fetch(events: &mut EventLoop, from: &'static str) {
    events.connect(from, move |events, connected| on_connected(events, from, connected));
}

#[traced]
fn on_connected(events: &mut EventLoop, from: &'static str, connected: io::Result<Connection>) {
    match connected {
        Ok(connection) => {
            let request = format!("GET /menu HTTP/1.1\r\nHost: {from}\r\n\r\n");
            let then = move |events: &mut EventLoop, sent| on_sent(events, from, sent);
            events.write_all(connection, request.as_bytes(), then);
        }
        Err(error) => on_error(from, &error),
    }
}

#[traced]
fn on_sent(events: &mut EventLoop, from: &'static str, sent: io::Result<Connection>) {
    match sent {
        Ok(connection) => events.read(connection, move |_, answer| on_answer(from, answer)),
        Err(error) => on_error(from, &error),
    }
}

#[traced]
fn on_answer(from: &str, answer: io::Result<(Connection, Vec<u8>)>) {
    match answer {
        Ok((_, bytes)) => {
            let text = String::from_utf8_lossy(&bytes);
            println!("{from}: {}", text.lines().last().unwrap_or_default());
        }
        Err(error) => on_error(from, &error),
    }
}

/// `fetch` has returned long ago: there is nobody to return the error to.
#[traced]
fn on_error(from: &str, error: &io::Error) {
    println!("{from}: {error}");
}

//! A table service: a store of rows that is spoken to over HTTP, as clouds have them, with the
//! troubles that they have.
//!
//! `PUT /table/row` stores the body (201 if the row is new, else 204), `GET /table/row` answers it
//! (200, or 404). It stands apart from the plain server because its rows outlive a connection, and
//! so does the count of requests that its troubles go by.

use super::http::{Request, Requests, respond};
use super::peer::{Kept, Outbox, Peer};
use std::time::Duration;

/// One connection to a table service.
#[derive(Debug)]
pub struct TablePeer {
    heard: Requests,
    thinks: Duration,
    troubles: &'static [Trouble],
}

/// What befalls a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing: it is served.
    None,
    /// It is turned away: `503 Service Unavailable`.
    Busy,
    /// It is served, so much later.
    Slow(Duration),
    /// The connection breaks.
    Reset,
}

/// Under which name the number of requests is kept; no path looks like this.
const REQUESTS: &str = "requests";

impl TablePeer {
    /// A service that thinks so long before it answers; its first requests meet these troubles,
    /// one each, and all later ones none.
    pub fn new(thinks: Duration, troubles: &'static [Trouble]) -> TablePeer {
        TablePeer { heard: Requests::default(), thinks, troubles }
    }

    fn trouble(&self, kept: &mut Kept) -> Trouble {
        let number = kept.get(REQUESTS).and_then(|number| number.parse().ok()).unwrap_or(0);
        kept.put(REQUESTS, &(number + 1_usize).to_string());
        self.troubles.get(number).copied().unwrap_or(Trouble::None)
    }
}

impl Peer for TablePeer {
    fn on_data(&mut self, bytes: &[u8], out: &mut Outbox) {
        let Some(request) = self.heard.next(bytes) else { return };
        let after = match self.trouble(&mut out.kept) {
            Trouble::Busy => {
                return respond(out, self.thinks, "503 Service Unavailable", "busy\n");
            }
            Trouble::Reset => return out.reset(self.thinks),
            Trouble::Slow(more) => self.thinks.saturating_add(more),
            Trouble::None => self.thinks,
        };
        let (status, body) = serve(&request, &mut out.kept);
        respond(out, after, status, &body);
    }
}

fn serve(request: &Request, rows: &mut Kept) -> (&'static str, String) {
    let path = request.path.as_str();
    let is_row = path.starts_with('/') && path.matches('/').count() == 2;
    match request.method.as_str() {
        "PUT" if is_row && rows.put(path, &request.body) => ("201 Created", String::new()),
        "PUT" if is_row => ("204 No Content", String::new()),
        "GET" => match rows.get(path) {
            Some(row) if is_row => ("200 OK", row.to_owned()),
            _ => ("404 Not Found", "no such row\n".to_owned()),
        },
        _ => ("400 Bad Request", "not a request that this service knows\n".to_owned()),
    }
}

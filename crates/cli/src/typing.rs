//! `--type 'you@30ms=hello\\n'`: what is typed into whose terminal, and when.

use crate::show::Problem;
use examples::Example;
use trace::{Closing, ConnectionId, ConnectionState, Instant, Recipe, Trace};

/// What is to be typed, into whose terminal, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) name: String,
    pub(crate) at: Instant,
    pub(crate) bytes: Vec<u8>,
}

/// Reads `you@30ms=hello\n`.
pub(crate) fn typed(text: &str) -> Result<Typed, String> {
    let wrong = || format!("“{text}” is not of the form NAME@TIME=TEXT, such as you@30ms=hello\\n");
    let (head, typed) = text.split_once('=').ok_or_else(wrong)?;
    let (name, time) = head.split_once('@').ok_or_else(wrong)?;
    let at = Instant::parse(time)
        .ok_or_else(|| format!("“{time}” is not a time; one looks like 30ms, 1500us or 2s"))?;
    Ok(Typed { name: name.to_owned(), at, bytes: unescape(typed)? })
}

/// The bytes that a text with escapes stands for.
fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            bytes.extend(c.encode_utf8(&mut [0; 4]).bytes());
            continue;
        }
        bytes.push(match chars.next() {
            Some('n') => b'\n',
            Some('r') => b'\r',
            Some('t') => b'\t',
            Some('0') => 0,
            Some('\\') => b'\\',
            Some('x') => {
                let digits: String = chars.by_ref().take(2).collect();
                u8::from_str_radix(&digits, 16)
                    .map_err(|_| format!("“\\x{digits}” is no byte; one looks like \\x07"))?
            }
            Some(other) => {
                return Err(format!(
                    "“\\{other}” stands for nothing; there are \\n, \\r, \\t, \\0, \\\\ and \\x07"
                ));
            }
            None => return Err("the text ends in a single \\; write \\\\ for one".to_owned()),
        });
    }
    Ok(bytes)
}

/// Adds to a recipe what is to be typed, in order of time.
pub(crate) fn add(recipe: &mut Recipe, example: &Example, typed: &[Typed]) -> Result<(), Problem> {
    if typed.is_empty() {
        return Ok(());
    }
    let network = example.network();
    let clients = || (0..).zip(&network.clients).filter(|(_, client)| client.peer.is_reader());
    for Typed { name, at, bytes } in typed {
        let Some((client, _)) = clients().find(|(_, client)| client.name == name) else {
            let id = example.id;
            let names: Vec<_> = clients().map(|(_, client)| client.name).collect();
            let there = match names[..] {
                [] => "there is none in it".to_owned(),
                _ => format!("it has {}", names.join(", ")),
            };
            let says = format!("“{id}” has no terminal “{name}” that can be typed into; {there}");
            let instead = match names.first() {
                Some(name) => format!("awaitscope run {id} --type '{name}@30ms=hello\\n'"),
                None => "awaitscope run echo-server --type 'you@30ms=hello\\n'".to_owned(),
            };
            return Err(Problem { says, instead });
        };
        recipe.typed.push((client, *at, bytes.clone()));
    }
    recipe.typed.sort_by_key(|(_, at, _)| *at);
    Ok(())
}

/// A sentence for each input that reached nobody.
pub(crate) fn lost(trace: &Trace) -> Vec<String> {
    let sentence = |place: usize| {
        let (client, at, _) = &trace.recipe.typed[place];
        let rows = (0..).map(ConnectionId).zip(&trace.connections);
        let id = rows.clone().find(|(_, row)| row.client == *client).map(|(id, _)| id)?;
        let cursor = trace.events.partition_point(|event| event.at <= *at);
        let why = match trace.connection_at(id, cursor) {
            ConnectionState::Unborn => "is not connected yet",
            ConnectionState::Closed(Closing::Refused) => "was refused",
            ConnectionState::Closed(Closing::RunOver) => "is no longer served: the run is over",
            _ => "is no longer connected",
        };
        let (name, at) = (trace.client_name(id), at.words());
        Some(format!("what was typed at {at} is lost: at that instant “{name}” {why}"))
    };
    trace.lost_input().into_iter().filter_map(sentence).collect()
}

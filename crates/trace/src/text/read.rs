//! Text → trace.

use super::ParseError;
use super::word::{Words, id};
use crate::{
    Call, CallId, Channel, Connection, Event, Instant, Lane, LaneId, NameId, Op, Outcome, Recipe,
    Scope, ScopeId, SourceSpan, SpanId, Stuck, Task, Trace, Wait, WorkerId,
};

impl Trace {
    /// Reads the text form.
    ///
    /// # Errors
    /// The first line that is not of it. What parses may still be invalid: ask
    /// [`Trace::validate`].
    pub fn parse(text: &str) -> Result<Trace, ParseError> {
        let mut lines = text.lines();
        if lines.next() != Some(super::FIRST_LINE) {
            let problem = format!("a trace begins with the line “{}”", super::FIRST_LINE);
            return Err(ParseError { line: 1, problem });
        }
        let mut trace = empty();
        for (number, line) in (2..).zip(lines) {
            trace.read_line(line).ok_or_else(|| ParseError {
                line: number,
                problem: format!("“{line}” is neither a table's row nor an event"),
            })?;
        }
        Ok(trace)
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let (word, rest) = line.split_once(' ')?;
        let words = &mut rest.split_ascii_whitespace();
        match word {
            "recipe" => {
                let (example, rest) = quoted(rest)?;
                self.recipe.example = example;
                self.recipe.seed = rest.strip_prefix(" seed ")?.parse().ok()?;
            }
            "knob" => {
                let (name, value) = quoted(rest)?;
                self.recipe.knobs.push((name, value.trim_start().parse().ok()?));
            }
            "what-if" => {
                let (op, at) = (words.next()?.parse().ok()?, words.next()?);
                self.recipe.what_ifs.push((op, Instant::parse(at)?));
            }
            "typed" => {
                let (connection, at) = (words.next()?.parse().ok()?, words.next()?);
                let bytes = hex(words.next()?.strip_prefix('x')?)?;
                self.recipe.typed.push((connection, Instant::parse(at)?, bytes));
            }
            "outcome" => self.outcome = outcome(rest)?,
            "stuck" => {
                let who = Words::read(words)?;
                let mut on = Vec::new();
                let mut words = words.peekable();
                while words.peek().is_some() {
                    on.push(Words::read(&mut words)?);
                }
                match &mut self.outcome {
                    Outcome::Idle(stuck) | Outcome::Deadlock(stuck) => {
                        stuck.push(Stuck { who, on });
                    }
                    _ => return None,
                }
            }
            "name" => self.names.push(quoted(rest)?.0),
            "lane" => {
                let kind = Words::read(words)?;
                self.lanes.push(Lane { kind, name: NameId(id('N', words.next())?) });
            }
            "task" => {
                let name = NameId(id('N', words.next())?);
                self.tasks.push(Task { name, lane: LaneId(id('L', words.next())?) });
            }
            "call" => {
                let (kind, name) = (Words::read(words)?, NameId(id('N', words.next())?));
                let defined = match words.next()? {
                    "-" => None,
                    span => Some(SpanId(id('S', Some(span))?)),
                };
                let again = match words.next() {
                    None => None,
                    call => Some(CallId(id('C', call)?)),
                };
                self.calls.push(Call { name, kind, defined, again });
            }
            "op" => self.ops.push(Op {
                kind: Words::read(words)?,
                lane: LaneId(id('L', words.next())?),
                ordinal: words.next()?.parse().ok()?,
                label: NameId(id('N', words.next())?),
            }),
            "wait" => self.waits.push(Wait { on: Words::read(words)? }),
            "channel" => self.channels.push(Channel { message: NameId(id('N', words.next())?) }),
            "scope" => self.scopes.push(scope(words)?),
            "connection" => self.connections.push(Connection {
                client: words.next()?.parse().ok()?,
                name: NameId(id('N', words.next())?),
                port: words.next()?.parse().ok()?,
            }),
            "bytes" => self.bytes.push(hex(words.next()?.strip_prefix('x')?)?),
            "span" => self.spans.push(span(rest)?),
            at => self.events.push(event(at, rest)?),
        }
        Some(())
    }
}

fn scope(words: &mut dyn Iterator<Item = &str>) -> Option<Scope> {
    let name = NameId(id('N', words.next())?);
    let parent = match words.next()? {
        "-" => None,
        parent => Some(ScopeId(id('G', Some(parent))?)),
    };
    let mut fields = Vec::new();
    while let Some(key) = words.next() {
        fields.push((NameId(id('N', Some(key))?), NameId(id('N', words.next())?)));
    }
    Some(Scope { name, parent, fields })
}

fn empty() -> Trace {
    Trace {
        recipe: Recipe::default(),
        outcome: Outcome::Completed,
        events: Vec::new(),
        names: Vec::new(),
        lanes: Vec::new(),
        tasks: Vec::new(),
        calls: Vec::new(),
        ops: Vec::new(),
        waits: Vec::new(),
        channels: Vec::new(),
        scopes: Vec::new(),
        connections: Vec::new(),
        bytes: Vec::new(),
        spans: Vec::new(),
    }
}

fn event(at: &str, rest: &str) -> Option<Event> {
    let at = Instant::parse(at)?;
    let rest = rest.split_once(" ;").map_or(rest, |(event, _)| event);
    let mut words = rest.split_ascii_whitespace();
    let lane = LaneId(id('L', words.next())?);
    let kind = Words::read(&mut words)?;
    let (mut worker, mut span) = (WorkerId(0), None);
    for word in words {
        match word.chars().next()? {
            'P' => worker = WorkerId(word[1..].parse().ok()?),
            '@' => span = Some(SpanId(id('S', word.get(1..))?)),
            _ => return None,
        }
    }
    Some(Event { at, lane, worker, span, kind })
}

fn outcome(text: &str) -> Option<Outcome> {
    match text.split_once(' ').unwrap_or((text, "")) {
        ("completed", "") => Some(Outcome::Completed),
        ("idle", "") => Some(Outcome::Idle(Vec::new())),
        ("deadlock", "") => Some(Outcome::Deadlock(Vec::new())),
        ("budget-spent", budget) => {
            Words::read(&mut budget.split_ascii_whitespace()).map(Outcome::BudgetSpent)
        }
        ("refused", message) => Some(Outcome::Refused(quoted(message)?.0)),
        ("threw", message) => Some(Outcome::Threw(quoted(message)?.0)),
        _ => None,
    }
}

fn span(text: &str) -> Option<SourceSpan> {
    let (start, end) = text.split_once('-')?;
    let place = |text: &str| {
        let (line, column) = text.split_once(':')?;
        Some((line.parse().ok()?, column.parse().ok()?))
    };
    let ((line, column), (end_line, end_column)) = (place(start)?, place(end)?);
    Some(SourceSpan { line, column, end_line, end_column })
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Reads a string as `{:?}` writes it, and hands back what follows its closing quote.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let body = text.strip_prefix('"')?;
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((out, &body[at + 1..])),
            '\\' => out.push(match chars.next()?.1 {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                'u' => {
                    let rest = body[chars.next()?.0..].strip_prefix('{')?;
                    let (code, _) = rest.split_once('}')?;
                    chars.by_ref().take(code.len() + 1).for_each(drop);
                    char::from_u32(u32::from_str_radix(code, 16).ok()?)?
                }
                literal => literal,
            }),
            plain => out.push(plain),
        }
    }
    None
}

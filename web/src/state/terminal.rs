//! The terminal of the client that the reader is: what it shows at a position, whether it can be
//! typed into, and what typing does to the recipe. A world has at most one such client.

use super::{Action, Language, Model};
use crate::link::MOST;
use std::rc::Rc;
use trace::{Closing, ConnectionEvent, ConnectionId, ConnectionState, Instant, Recipe, visible};

/// The one terminal of a run.
const YOU: ConnectionId = ConnectionId(0);

/// Something that happens at the terminal.
pub enum Typing {
    /// This stands in the field.
    Draft(String),
    /// What stands there is typed.
    Send,
    /// What was typed last is taken back.
    Undo,
}

impl Action {
    /// Something happened at the terminal.
    pub fn typing(typing: Typing) -> Action {
        Action::Late(Box::new(move |model| model.type_in(typing)))
    }
}

/// What the terminal keeps besides the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What stands in the field and was not sent yet.
    pub draft: String,
    /// What had been typed before the reader typed last, as the recipe has it, and how much of it
    /// that has dropped.
    pub former: Option<(Inputs, usize)>,
}

/// Client, instant, bytes.
type Inputs = Vec<(u32, Instant, Vec<u8>)>;

/// What there is to see at a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Whose it is, for people.
    pub name: String,
    /// What it shows, oldest first.
    pub lines: Vec<Shown>,
    /// Whether what is typed now will reach the program.
    pub is_open: bool,
    /// That in words, or why not.
    pub state: String,
    /// A sentence for each input that reached nobody, because nobody was connected then.
    pub lost: Vec<String>,
    /// A position at which it can be typed into, if it cannot be here.
    pub open_at: Option<usize>,
}

/// Something that was typed or has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Whether the reader typed it.
    pub typed: bool,
    /// When, for people.
    pub at: String,
    /// What, with symbols in the place of control characters.
    pub text: String,
    /// Whether it still waits for the end of its instant.
    pub waits: bool,
}

impl Terminal {
    /// The terminal of the run on the page, if it has one.
    pub fn of(model: &Model) -> Option<Terminal> {
        let trace = &model.run.rust;
        let row = trace.connections.first()?;
        let cursor = model.cursor();
        let name = trace.name(row.name).to_owned();
        let lines = trace.transcript(YOU, cursor).into_iter().map(|line| Shown {
            typed: line.typed,
            at: line.at.words(),
            text: visible(&line.bytes, true),
            waits: line.event.is_none(),
        });
        let state = trace.connection_at(YOU, cursor);
        let is_open = state == ConnectionState::Open;
        let now = trace.instant_at(cursor).words();
        let sentence = match state {
            ConnectionState::Open => {
                format!("Connected. What you type sets out once all that is due at {now} is done.")
            }
            ConnectionState::Unborn => {
                format!("Nothing can be typed here: “{name}” is not connected yet.")
            }
            ConnectionState::Closed(why) => {
                let why = match why {
                    Closing::Refused => "nobody listened at its port when it came",
                    Closing::ByProgram => "the program has closed the connection",
                    Closing::ByClient => "it has closed the connection",
                    Closing::Broken => "its connection is broken",
                    Closing::RunOver => "the run is over, and with it the connection",
                };
                format!("Nothing can be typed for “{name}” any more: {why}.")
            }
        };
        let lost = |place: usize| {
            let at = trace.recipe.typed[place].1.words();
            format!("What was typed at {at} is lost: nobody was connected then.")
        };
        let lost = trace.lost_input().into_iter().map(lost).collect();
        let open_at = if is_open { None } else { open_near(model, state) };
        Some(Terminal { name, lines: lines.collect(), is_open, state: sentence, lost, open_at })
    }
}

/// The next position at which the connection stands, or the last one.
fn open_near(model: &Model, state: ConnectionState) -> Option<usize> {
    let trace = &model.run.rust;
    let find = |wanted: fn(ConnectionEvent) -> bool| {
        let is = |(id, what)| id == YOU && wanted(what);
        trace.events.iter().position(|event| trace.connection_of(event).is_some_and(is))
    };
    let opened = find(|what| what == ConnectionEvent::Opened)?;
    let opened = model.run.timeline.position(Language::Rust.which(), opened);
    if state == ConnectionState::Unborn {
        return Some(opened);
    }
    let closed = find(|what| matches!(what, ConnectionEvent::Closed(_)))?;
    let mut before = model.run.timeline.position(Language::Rust.which(), closed) - 1;
    let open = |position| {
        let cursor = model.run.timeline.cursor(position, Language::Rust.which());
        trace.connection_at(YOU, cursor) == ConnectionState::Open
    };
    while before > opened && !open(before) {
        before -= 1;
    }
    open(before).then_some(before)
}

impl Model {
    /// How many events of the Rust run have happened.
    fn cursor(&self) -> usize {
        self.run.timeline.cursor(self.position, Language::Rust.which())
    }

    /// Something happens at the terminal.
    fn type_in(&mut self, typing: Typing) {
        let mut typed = self.typed.as_deref().cloned().unwrap_or_default();
        match typing {
            Typing::Draft(text) => typed.draft = text,
            Typing::Send => self.send(&mut typed),
            Typing::Undo => {
                if let Some((before, _)) = typed.former.take() {
                    self.ask(Recipe { typed: before, ..self.recipe().clone() });
                }
            }
        }
        self.typed = Some(Rc::new(typed));
    }

    /// Types the draft and a line's end into the terminal, at the instant of the cursor. What was
    /// typed later is dropped, and can be had back. If a link could not carry it, nothing changes
    /// but the notice.
    fn send(&mut self, typed: &mut Typed) {
        let (trace, cursor) = (&self.run.rust, self.cursor());
        let Some(row) = trace.connections.first() else { return };
        if trace.connection_at(YOU, cursor) != ConnectionState::Open {
            return;
        }
        let bytes = format!("{}\n", typed.draft).into_bytes();
        let before = self.recipe().clone();
        let recipe = before.clone().with_typed(row.client, trace.instant_at(cursor), bytes);
        let link = self.link().with("in", crate::link::typed::write(&recipe));
        let length = link.to_string().len();
        if length > MOST {
            self.notice = Some(format!(
                "This was not sent: with it the link to this page would be {length} characters \
                 long, and no more than {MOST} are sure to survive in mails and chats. Type less, \
                 or take something back."
            ));
            return;
        }
        let dropped = before.typed.len() + 1 - recipe.typed.len();
        typed.former = Some((before.typed, dropped));
        typed.draft.clear();
        self.ask(recipe);
    }
}

//! What leads the reader from outside: the options of the address, a host's messages, keys that
//! belong to the host, other windows in step. All of it is a contract, `docs/embedding.md`, and
//! comes only where somebody asks for it.
//!
//! - [`options`]: what an address asks for.
//! - [`share`]: the code that somebody copies.
//! - [`message`]: what a host may say.
//! - `dialog`: where somebody shares.
//! - `host`: listening to it and answering.
//! - `forward`: which keys it gets.
//! - `outside`: sight, size, other windows.

mod dialog;
mod forward;
mod host;
pub mod message;
pub mod options;
mod outside;
pub mod share;

use crate::browser;
use crate::link::{Link, lesson as lessons};
use crate::state::{Action, Lesson, Model, Theme};
pub(crate) use dialog::{SHARE, close, copy, open_share, present};
use options::{Keys, Options};
use std::cell::RefCell;
use yew::Callback;

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// What the page's outside was told, and what it has asked for.
#[derive(Default)]
struct State {
    options: Options,
    dispatch: Option<Callback<Action>>,
    /// What could not be done as the address asks, until it is said.
    problems: Vec<String>,
    /// The page as it is now.
    model: Option<Model>,
    host: host::Host,
    sync: Option<outside::Sync>,
}

fn with<T>(act: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(act)
}

fn emit(action: Action) {
    if let Some(dispatch) = with(|state| state.dispatch.clone()) {
        dispatch.emit(action);
    }
}

/// Changes the page.
fn change(change: impl FnOnce(&mut Model) + 'static) {
    emit(Action::Late(Box::new(change)));
}

/// Obeys the options of the address, and listens to a host; once, whatever link is followed then.
pub(crate) fn begin(dispatch: &Callback<Action>) {
    if with(|state| state.dispatch.is_some()) {
        return;
    }
    let (options, problems) = Options::read(&browser::query());
    show(&options);
    if options.theme != Theme::Auto {
        dispatch.emit(Action::SetTheme(options.theme));
    }
    let (embed, has_keys) = (options.embed, options.keys != Keys::Focus);
    let (grows, sync) = (options.grows, options.sync.clone());
    with(|state| {
        (state.options, state.problems) = (options, problems);
        state.dispatch = Some(dispatch.clone());
    });
    if embed {
        host::listen();
        forward::listen(has_keys);
        outside::watch(grows);
    } else if with(|state| state.options.present) {
        forward::clicker();
    }
    if let Some(name) = sync {
        let sync = outside::join(&name);
        with(|state| state.sync = sync);
    }
}

/// Tells the styles what is shown, and how.
fn show(options: &Options) {
    if !options.panes.is_empty() {
        browser::set_data("panes", &options.panes.join(" "));
    }
    let flags = [
        ("present", options.present),
        ("static", options.is_static),
        ("grows", options.grows),
        ("still", options.is_still),
    ];
    for (name, _) in flags.into_iter().filter(|(_, is_so)| *is_so) {
        browser::set_data(name, "");
    }
    if options.text != options::TEXT {
        set_text(options.text);
    }
}

/// The size of type, in percent.
fn set_text(percent: u32) {
    if let Some(root) = browser::root() {
        let size = format!("{}.{:02}", percent / 100, percent % 100);
        let _ = root.style().set_property("--text", &size);
    }
}

/// The lesson of a link; and, the first time, what was wrong with the options.
pub(crate) fn lesson(link: &mut Link, problems: &mut Vec<String>) -> Option<Lesson> {
    problems.append(&mut with(|state| std::mem::take(&mut state.problems)));
    lessons::read(link, problems)
}

/// The page has changed: tells the host and the other windows.
pub(crate) fn tell(model: &Model) {
    with(|state| state.model = Some(model.clone()));
    host::tell(model);
    outside::tell(model);
    dialog::tell(model);
    if asked().present {
        outside::show_printed();
    }
}

/// What the address asks for.
pub(crate) fn asked() -> Options {
    with(|state| state.options.clone())
}

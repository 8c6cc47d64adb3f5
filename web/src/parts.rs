//! The parts of the program that are loaded when they are asked for.
//!
//! With the feature `split`, which `cargo xtask build` sets, a function of `part!` marks a border:
//! what only it reaches (code, tables, texts) becomes a file of its own, which is fetched at the
//! first call. Memory, statics and types are one: references go over the border as ever. Without
//! the feature, as under `trunk serve`, everything is in one file and nothing can fail to arrive.
//!
//! A border is best a function that hands out a `&'static` table, as here: no more than a pointer
//! crosses it, and its callers are ordinary code from then on.

use crate::components::{
    Around, Asked, Diagram, HELP, Input, Props, act, around, aside, bar, begin, closer,
    follow as follow_cursor, knob, overview, share,
};
use crate::contents;
use crate::follow::follow;
use crate::link::Link;
use crate::long_run::LongRun;
use crate::open::Ran;
use crate::state::{Action, Facts, Known, Language, Late, Lesson, Model, More, Picked, Run, Visit};
use crate::texts;
use diagram::{Account, Contrast, Finding, Look, View, Window};
use examples::{Chapter, Example, Knob, Running, UnknownExample};
use futures::future::LocalBoxFuture;
use std::cell::Cell;
use std::rc::Rc;
use trace::{Recipe, ScopeNode, Trace};
use wasm_bindgen::JsValue;
use yew::{Callback, Context, Html};

/// A part of the program did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> NotLoaded {
        NotLoaded
    }
}

/// Declares the way into a part: its name, and the function that only there is reached.
macro_rules! part {
    ($part:ident, fn $name:ident() -> $answer:ty $body:block) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        fn $name() -> Result<$answer, NotLoaded> {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        async fn $name() -> Result<$answer, NotLoaded> {
            Ok($body)
        }
    };
}

part!(
    basics,
    fn basics() -> &'static [&'static Chapter] {
        examples::parts::basics()
    }
);

part!(
    contrasts,
    fn contrasts() -> &'static [&'static Chapter] {
        HOST.set(Some(|recipe, number| Box::pin(crate::bridge::host(recipe.clone(), number))));
        examples::parts::contrasts()
    }
);

part!(
    work,
    fn work() -> &'static [&'static Chapter] {
        examples::parts::work()
    }
);

part!(
    mistakes,
    fn mistakes() -> &'static [&'static Chapter] {
        examples::parts::mistakes()
    }
);

/// What can be said about a run besides its diagram: it comes once the first picture stands.
#[derive(Debug)]
pub struct Words {
    /// What went wrong in it.
    pub lint: fn(&Trace) -> Vec<Finding>,
    /// What differs between it and its twin.
    pub contrasts: fn(&Trace, &Trace) -> Vec<Contrast>,
    /// All of it, in words and tables.
    pub account: fn(&Trace) -> Account,
    /// The spans of the program's own tracing.
    pub spans: fn(&Trace) -> Vec<ScopeNode>,
    /// Knobs and what was typed, from a link.
    pub read: fn(&Link, &Example, &[Knob], &mut Recipe, &mut Vec<String>),
    /// What was typed and what ends elsewhere, into a link.
    pub write: fn(&Recipe, Link) -> Link,
    /// What stands around a run and can come a moment after it.
    pub around: fn(&Model, &Callback<Action>) -> Around,
    /// The id that somebody probably meant who wrote this one.
    pub nearest: fn(&str) -> &'static str,
    /// What the help says.
    pub help: &'static str,
    /// Reads what can be said of an example once it stands.
    pub more: fn(&JsValue) -> More,
    /// A number in the source that can be turned.
    pub knob: fn(&Knob, i64, &Callback<Action>) -> Html,
    /// Follows printing, and keys where nothing has the focus; once.
    pub begin: fn(&Callback<Action>),
}

/// All of them, drawn in by whoever names this.
pub static WORDS: Words = Words {
    lint: diagram::lint,
    contrasts: diagram::contrasts,
    account: diagram::account,
    spans: trace::scope_tree,
    read: crate::link::typed::read,
    nearest: |id| UnknownExample::among(id, contents::ids()).nearest,
    help: HELP,
    more: texts::read_more,
    write: |recipe, link| {
        let link = link.with("in", crate::link::typed::write(recipe));
        link.with("if", crate::link::moved::write(recipe))
    },
    around,
    knob,
    begin,
};

part!(
    words,
    fn words_part() -> &'static Words {
        &WORDS
    }
);

/// What it takes to answer the reader's hands: they look closer, pick, look for something.
#[derive(Debug)]
pub struct Hands {
    /// How a long run is made and laid out: a part of its own would cost a first load more than it
    /// saves later.
    pub make_long: MakeLong,
    /// What an event belongs to, as if it had been picked.
    pub pick: fn(&Run, Language, usize) -> Picked,
    /// Does what the reader's hands mean.
    pub act: fn(&mut Diagram, &Context<Diagram>, Input) -> bool,
    /// Moves the window along with the cursor.
    pub follow: fn(&mut Diagram, &Context<Diagram>),
    /// The whole run, small.
    pub overview: fn(&Props, &View, &Look, f64) -> Html,
    /// What is said in the picture of what the reader asks about.
    pub aside: fn(&Run, &View, Asked) -> Html,
    /// The run on the page has changed.
    pub changed: fn(&mut Model),
    /// The diagram's window, for a link.
    pub write_window: fn(&Run, &Window) -> String,
    /// Where a position of the page's run is in such a drawing.
    pub position: fn(&Run, &Run, usize) -> usize,
    /// What was picked, in another run.
    pub again: fn(Picked, &Run, &Run) -> Option<Picked>,
    /// What is known of a twin's Promises.
    pub known: fn(&Trace, usize) -> Known,
    /// All that is known of what was picked.
    pub closer: fn(&Model, &Callback<Action>) -> Html,
}

/// All of it, drawn in by whoever names this.
pub static HANDS: Hands = Hands {
    make_long: |running, run| Box::pin(crate::long_run::make(running, run)),
    pick: Run::pick,
    act,
    follow: follow_cursor,
    overview,
    aside,
    changed: Model::run_changed,
    write_window: crate::link::window::write,
    position: Run::position_beside,
    again: Picked::again,
    known: Known::at,
    closer,
};

part!(
    hands,
    fn hands_part() -> &'static Hands {
        &HANDS
    }
);

/// What reads and writes links.
#[derive(Debug)]
pub struct Links {
    /// Opens what a fragment of an address names.
    pub open: fn(&str, Callback<Action>),
    /// Opens a link that was read before.
    pub follow: fn(Rc<Visit>, Callback<Action>),
    /// The link that reopens the page as it is.
    pub write: fn(&Model) -> String,
}

static LINKS: Links = Links {
    open: |fragment, dispatch| follow(Link::read(fragment), false, dispatch),
    follow: |visit, dispatch| follow(visit.read.clone(), visit.from_behind, dispatch),
    write: |model| model.link().to_string(),
};

part!(
    links,
    fn links_part() -> &'static Links {
        &LINKS
    }
);

/// What leads the reader, by a link or by a host: stops, routes, options, messages.
#[derive(Debug)]
pub struct Guide {
    /// Obeys the options of the address, and listens to a host; once.
    pub begin: fn(&Callback<Action>),
    /// The lesson of a link; a link that names no example gets that of its route.
    pub lesson: fn(&mut Link, &mut Vec<String>) -> Option<Lesson>,
    /// A lesson, into a link.
    pub write: fn(&Lesson, Link) -> Link,
    /// So many steps on, or back.
    pub step: fn(&mut Model, isize),
    /// The run on the page has changed.
    pub changed: fn(&mut Model),
    /// Says what else has happened since the stop before.
    pub catch_up: fn(&Model, &mut Facts),
    /// The page has changed: tells those who look at it from outside.
    pub tell: fn(&Model),
    /// What stands above an example: where it is on a route, the way out of an embed.
    pub bar: fn(&Model, &Callback<Action>) -> Html,
    /// Opens the dialog “Share”.
    pub share: fn(&Callback<Action>) -> Late,
}

/// All of it, drawn in by whoever names this.
pub static GUIDE: Guide = Guide {
    begin: crate::guide::begin,
    lesson: crate::guide::lesson,
    write: crate::link::lesson::write,
    step: Model::step_led,
    changed: Model::find_stops,
    catch_up: Model::catch_up,
    tell: crate::guide::tell,
    bar: |model, dispatch| [bar(model, dispatch), share(model, dispatch)].into_iter().collect(),
    share: crate::guide::open_share,
};

part!(
    guide,
    fn guide_part() -> &'static Guide {
        &GUIDE
    }
);

/// How a long run is made and laid out.
pub type MakeLong = fn(Running, LongRun) -> LocalBoxFuture<'static, Option<Ran>>;

/// How a run is copied (`true`) or saved; answers what became of it.
pub type Give = fn(Model, bool) -> LocalBoxFuture<'static, String>;

part!(
    take,
    fn take_part() -> Give {
        crate::take::give
    }
);

/// How a run is made in which JavaScript takes part.
type Host = fn(&Recipe, u32) -> LocalBoxFuture<'static, Option<Ran>>;

thread_local! {
    /// It comes with the only chapter that has such examples.
    static HOST: Cell<Option<Host>> = const { Cell::new(None) };
}

/// Makes a run in which JavaScript takes part. None only where no such example was loaded.
pub fn host(recipe: &Recipe, number: u32) -> Option<LocalBoxFuture<'static, Option<Ran>>> {
    Some(HOST.get()?(recipe, number))
}

/// How a long run is made and laid out, after loading the part that knows it.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn long() -> Result<MakeLong, NotLoaded> {
    Ok(hands().await?.make_long)
}

/// Lints and the account, after loading the part that they are in.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn words() -> Result<&'static Words, NotLoaded> {
    words_part().await
}

/// What answers the reader's hands, after loading the part that it is in.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn hands() -> Result<&'static Hands, NotLoaded> {
    hands_part().await
}

/// What reads and writes links, after loading the part that it is in.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn links() -> Result<&'static Links, NotLoaded> {
    links_part().await
}

/// What leads the reader, after loading the part that it is in.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn guide() -> Result<&'static Guide, NotLoaded> {
    guide_part().await
}

/// How a run is taken away, after loading the part that makes the files.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn take() -> Result<Give, NotLoaded> {
    take_part().await
}

/// The example on which the page opens; it comes with the page.
pub fn first() -> &'static Example {
    examples::parts::opening()
}

/// The example with this id, after loading the part that it is in; none if there is no such one.
///
/// # Errors
/// If that part does not arrive. The next call tries again.
pub async fn example(id: &str) -> Result<Option<&'static Example>, NotLoaded> {
    if id == first().id {
        return Ok(Some(first()));
    }
    let part = match contents::number(id) {
        2 => contrasts().await?,
        4 => work().await?,
        5 => mistakes().await?,
        _ => basics().await?,
    };
    let mut examples = part.iter().flat_map(|chapter| chapter.examples);
    Ok(examples.find(|example| example.id == id))
}

#[cfg(test)]
mod tests {
    use super::example;
    use futures::FutureExt;

    #[test]
    fn every_example_is_found_in_its_part() {
        for known in examples::everything() {
            let found = example(known.id).now_or_never().expect("natively, every part is there");
            assert_eq!(found.map(|it| it.map(|it| it.id)), Ok(Some(known.id)));
        }
        let missing = example("no-such-thing").now_or_never();
        assert!(matches!(missing, Some(Ok(None))));
    }
}

//! From a link to a run on the page: reads it, finds the example, and settles what decides the run.
//! It comes with the first link: the page as it opens has none.

use crate::browser;
use crate::link::{Link, Read, short};
use crate::open::{Begun, begin, forget_address, go_on, next, opening, show, texts_of};
use crate::parts::{self, Guide};
use crate::state::{Action, Lesson, Opening};
use examples::Example;
use std::rc::Rc;
use trace::Recipe;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::Callback;

/// Opens what a link names, by way of actions.
pub fn follow(read: Read, from_behind: bool, dispatch: Callback<Action>) {
    let number = next();
    let is_new = browser::is_new_entry() && !browser::is_embedded();
    if is_new {
        // Who comes back to it later wants to be where they were.
        browser::set_fragment(&browser::fragment());
    }
    let from_below = element(".way :focus").is_some();
    spawn_local(async move {
        let Read { mut link, mut problems } = read;
        let (guide, mut lesson) = led(&mut link, &mut problems).await;
        if let Some(lesson) = &mut lesson {
            lesson.from_behind = from_behind;
        }
        let lesson = lesson.map(Rc::new);
        let (example, link) = find(link, &mut problems).await;
        let texts = texts_of(example, &mut problems).await;
        let mut recipe = Recipe::of(example.id).with_seed(link.seed);
        let mut words = None;
        let window = link.all("w").last().map(Rc::from);
        if !link.knobs.is_empty() || link.has(&["in", "if"]) {
            match parts::words().await {
                Ok(loaded) => {
                    (loaded.read)(&link, example, &texts.knobs, &mut recipe, &mut problems);
                    // The address must not lose what was typed for want of them.
                    words = Some(loaded);
                }
                Err(parts::NotLoaded) => problems.push(
                    "Knobs, what was typed and what was moved are left out: a part of the page \
                     did not arrive."
                        .to_owned(),
                ),
            }
        }
        let ran = match begin(example, &recipe) {
            Begun::Over(trace) => Some((trace, None)),
            Begun::Long(running) => go_on(running, &recipe, number, &texts, &dispatch).await,
        };
        let Some(ran) = ran else { return };
        let opening = opening(example, texts, recipe, ran);
        let (place, axis) = (link.place, link.axis);
        let opening = Opening { place, axis, window, words, guide, lesson, problems, ..opening };
        let open = move |action| {
            let opens = matches!(action, Action::Open(_));
            dispatch.emit(action);
            if opens && is_new {
                to_the_top(from_below);
            }
        };
        show(opening, number, Callback::from(open)).await;
    });
}

/// Who has followed a link begins at the beginning; a link beneath an example leaves the focus at
/// the title of the next.
fn to_the_top(from_below: bool) {
    browser::window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Some(title) = element("h1").filter(|_| from_below) {
        let _ = title.set_attribute("tabindex", "-1");
        let _ = title.focus();
    }
}

fn element(selector: &str) -> Option<HtmlElement> {
    browser::window().document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// What leads the reader, if the address asks for it, and where the link leads.
async fn led(
    link: &mut Link,
    problems: &mut Vec<String>,
) -> (Option<&'static Guide>, Option<Lesson>) {
    if browser::query().is_empty() && !link.has(&["stops", "route"]) {
        return (None, None);
    }
    let Ok(guide) = parts::guide().await else {
        problems.push(
            "Stops, routes and options are left out: a part of the page did not arrive.".to_owned(),
        );
        return (None, None);
    };
    // What it adds to the page, and what it leaves out, shall not be seen without its styles.
    browser::later_styles().await;
    (Some(guide), (guide.lesson)(link, problems))
}

/// The example that a link names. If it cannot be had, that is said and the first one taken: of
/// the link, what belongs to an example means nothing then.
async fn find(link: Link, problems: &mut Vec<String>) -> (&'static Example, Link) {
    let first = parts::first();
    let Some(id) = &link.example else { return (first, link) };
    problems.push(match parts::example(id).await {
        Ok(Some(example)) => return (example, link),
        Ok(None) => {
            let nearest = match parts::words().await {
                Ok(words) => format!("; the nearest is “{}”", (words.nearest)(id)),
                Err(parts::NotLoaded) => String::new(),
            };
            format!("There is no example “{}”{nearest}. This is “{}”.", short(id), first.id)
        }
        Err(parts::NotLoaded) => {
            forget_address();
            format!(
                "The example “{}” could not be loaded: its part of the page did not arrive. \
                 Choose it again when you are connected; this is “{}”.",
                short(id),
                first.id
            )
        }
    });
    (first, Link { place: None, knobs: Vec::new(), rare: Vec::new(), ..link })
}

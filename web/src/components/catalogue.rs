//! The list of examples, by chapter. Each is a link, so that it can be opened in a tab of its own.

use crate::browser;
use crate::link::Link;
use examples::Example;
use yew::prelude::*;

const CHAPTERS: [&str; 6] = [
    "First look",
    "Futures are not Promises",
    "Under the hood",
    "A runtime at work",
    "Things that go wrong",
    "What the compiler refuses",
];

/// The examples.
pub(super) fn catalogue(current: &str) -> Html {
    let item = |example: &'static Example| {
        let link = Link { example: Some(example.id.to_owned()), ..Link::default() };
        // Whole, so that nobody takes it for a link to a part of this page.
        let link = browser::address_with(&link.to_string());
        let marked = (example.id == current).then_some("page");
        // Following the link changes the fragment, and the page opens what the fragment names.
        html! {
            <li><a href={link} aria-current={marked}>{ example.title }</a></li>
        }
    };
    let chapter = |number: u8| {
        let mut examples =
            examples::catalogue().iter().filter(|example| example.chapter == number).peekable();
        examples.peek()?;
        let title = CHAPTERS.get(usize::from(number) - 1)?;
        Some(html! {
            <li class="chapter">
                <h2>{ *title }</h2>
                <ul>{ for examples.map(item) }</ul>
            </li>
        })
    };
    let chapters = (1..=CHAPTERS.len()).filter_map(|number| chapter(u8::try_from(number).ok()?));
    html! {
        <section class="catalogue" aria-label="Examples">
            <nav aria-label="Chapters"><ul>{ for chapters }</ul></nav>
        </section>
    }
}

//! What happens around the page: whether anybody can see it, how high it has become, and other
//! windows that show the same.

use super::{change, host, with};
use crate::browser;
use crate::link::Link;
use crate::state::Model;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::{
    BroadcastChannel, IntersectionObserver, IntersectionObserverEntry, MessageEvent, ResizeObserver,
};

/// Watches whether an embed can be seen, and, if the host wants to know, how high it is.
pub(super) fn watch(grows: bool) {
    let Some(document) = browser::window().document() else { return };
    let seen = Closure::<dyn Fn(js_sys::Array)>::new(|entries: js_sys::Array| {
        let last: IntersectionObserverEntry = entries.pop().unchecked_into();
        let is_seen = last.is_intersecting();
        change(move |model| model.hidden = !is_seen);
    });
    let seen = seen.into_js_value();
    if let (Ok(eye), Some(root)) =
        (IntersectionObserver::new(seen.unchecked_ref()), browser::root())
    {
        eye.observe(&root);
    }
    if let (true, Some(place)) = (grows, document.get_element_by_id("app")) {
        let known = Cell::new(0.0);
        let sized = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last: web_sys::ResizeObserverEntry = entries.pop().unchecked_into();
            let height = last.content_rect().height().ceil();
            if known.replace(height) != height {
                host::post("resize", &[("height", height.into())]);
            }
        });
        let sized = sized.into_js_value();
        if let Ok(ruler) = ResizeObserver::new(sized.unchecked_ref()) {
            ruler.observe(&place);
        }
    }
}

/// Before an audience what was printed last is in sight.
pub(super) fn show_printed() {
    let document = browser::window().document();
    let find = |selector: &str| document.as_ref()?.query_selector(selector).ok().flatten();
    let shelf = find(".shelf");
    let last = [
        find(".printed:first-child li:nth-last-child(1 of :has(button))"),
        find(".printed:last-child li:nth-last-child(1 of :has(button))"),
    ];
    let Some(shelf) = shelf else { return };
    // What scrolls can be reached by keys.
    let _ = shelf.set_attribute("tabindex", "0");
    for line in last.into_iter().flatten() {
        let below =
            line.get_bounding_client_rect().bottom() - shelf.get_bounding_client_rect().bottom();
        if below > 0.0 {
            shelf.set_scroll_top(shelf.scroll_top() + below.ceil() as i32);
        }
    }
}

/// Windows of one browser and site that show the same.
pub(super) struct Sync {
    name: String,
    channel: BroadcastChannel,
    /// The link that was sent or heard last.
    last: String,
    /// Nothing is sent before something has been heard or done here.
    is_first: bool,
    /// What was heard before there was a run.
    early: Option<String>,
}

/// What a window says that has just come.
const ASKS: &str = "?";

/// Joins the windows of this name; none where the browser keeps this page to itself.
pub(super) fn join(name: &str) -> Option<Sync> {
    let channel = BroadcastChannel::new(&format!("awaitscope-{name}")).ok()?;
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let Some(text) = event.data().as_string() else { return };
        if text == ASKS {
            return with(|state| {
                if let Some(sync) = &state.sync {
                    let _ = sync.channel.post_message(&JsValue::from(&*sync.last));
                }
            });
        }
        follow(&text);
    });
    channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    let _ = channel.post_message(&ASKS.into());
    Some(Sync { name: name.to_owned(), channel, last: String::new(), is_first: true, early: None })
}

impl Sync {
    /// The name that they share.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Goes where another window is: the same run moves, and anything else is opened.
fn follow(text: &str) {
    let read = Link::read(text);
    let own = with(|state| {
        let sync = state.sync.as_mut()?;
        if sync.last == text || text.is_empty() {
            return None;
        }
        sync.is_first = false;
        let Some(model) = &state.model else {
            sync.early = Some(text.to_owned());
            return None;
        };
        text.clone_into(&mut sync.last);
        Some(model.link())
    });
    let Some(own) = own else { return };
    if !read.problems.is_empty() || read.link.example.is_none() {
        return;
    }
    // What decides the run, and what leads through it.
    let fixed = |link: &Link| {
        let mut link = Link { place: None, axis: Default::default(), ..link.clone() };
        link.rare.retain(|(key, _)| *key != "w");
        link
    };
    if fixed(&own) != fixed(&read.link) {
        return host::visit(read);
    }
    let link = read.link;
    change(move |model| {
        let window = link.all("w").last();
        model.axis = link.axis;
        model.playing = false;
        let position = link.place.map_or(Ok(0), |place| model.run.find(place));
        model.position = position.unwrap_or(model.position);
        model.window = None;
        model.wanted_window = window.map(Into::into);
        if model.hands.is_some() {
            model.run_changed();
        }
    });
}

/// Tells the other windows where this one is.
pub(super) fn tell(model: &Model) {
    let link = with(|state| state.sync.is_some()).then(|| model.link().to_string());
    let Some(link) = link else { return };
    if let Some(early) = with(|state| state.sync.as_mut().and_then(|sync| sync.early.take())) {
        return follow(&early);
    }
    with(|state| {
        let Some(sync) = &mut state.sync else { return };
        // On its way elsewhere, a window is not where it is.
        if sync.last == link || model.visit.is_some() {
            return;
        }
        // A window that has just come listens first.
        if !std::mem::take(&mut sync.is_first) {
            let _ = sync.channel.post_message(&JsValue::from(&*link));
        }
        sync.last = link;
    });
}

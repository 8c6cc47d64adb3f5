//! The dialog “Share”, as far as the browser is concerned: opening and closing it, the preview's
//! messages, the clipboard, the audience's window.

use super::{change, outside, with};
use crate::state::{Action, Late, Model, Place, sharing};
use crate::{browser, parts, texts};
use js_sys::{Object, Reflect};
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDialogElement, HtmlIFrameElement, MessageEvent};
use yew::Callback;

/// The dialog's id.
pub(crate) const SHARE: &str = "share";

/// Marks a dialog that was opened.
const SHOWN: &str = "data-shown";

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

fn dialog() -> Option<HtmlDialogElement> {
    browser::window().document()?.get_element_by_id(SHARE)?.dyn_into().ok()
}

/// Lets the page open the dialog.
pub(crate) fn open_share(dispatch: &Callback<Action>) -> Late {
    with(|state| state.dispatch = Some(dispatch.clone()));
    if !LISTENS.replace(true) {
        listen();
    }
    spawn_local(async {
        browser::later_styles().await;
        let Some(words) = texts::fetch("static/alt.json").await else { return };
        change(move |model| {
            let alt = Reflect::get(&words, &model.run.example.id.into()).ok();
            if let (Some(share), Some(alt)) = (&mut model.share, alt.and_then(|it| it.as_string()))
            {
                std::rc::Rc::make_mut(share).alt = Some(alt.into());
            }
        });
    });
    Box::new(|model| {
        // It is there, or nobody could have asked.
        model.guide = Some(&parts::GUIDE);
        model.open_share();
    })
}

/// Hears where the preview is.
fn listen() {
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let preview = dialog().and_then(|dialog| dialog.query_selector("iframe").ok().flatten());
        let preview = preview.and_then(|it| it.dyn_into::<HtmlIFrameElement>().ok());
        let window = preview.and_then(|preview| preview.content_window());
        let is_preview =
            window.zip(event.source()).is_some_and(|(window, source)| Object::is(&window, &source));
        if !is_preview {
            return;
        }
        // A key that the preview has no use for.
        let key = Reflect::get(&event.data(), &"key".into()).ok();
        if key.and_then(|key| key.as_string()).as_deref() == Some("Escape") {
            return close();
        }
        let place = Reflect::get(&event.data(), &"place".into()).ok();
        let place = place.and_then(|place| place.as_string());
        if let Some(place) = place {
            let place = place.parse::<Place>().ok();
            change(move |model| {
                if let Some(share) = &mut model.share {
                    std::rc::Rc::make_mut(share).preview = place;
                }
            });
        }
    });
    let heard = heard.into_js_value();
    let _ = browser::window().add_event_listener_with_callback("message", heard.unchecked_ref());
}

/// Opens the dialog once it is on the page.
pub(super) fn tell(model: &Model) {
    // One that was closed a moment ago goes soon, and is not opened again.
    let is_new = |dialog: &HtmlDialogElement| !dialog.has_attribute(SHOWN);
    let Some(dialog) = dialog().filter(|dialog| model.share.is_some() && is_new(dialog)) else {
        return;
    };
    let _ = dialog.set_attribute(SHOWN, "");
    let closed = Closure::<dyn Fn()>::new(|| change(|model| model.share = None)).into_js_value();
    let _ = dialog.add_event_listener_with_callback("close", closed.unchecked_ref());
    let _ = dialog.show_modal();
}

/// Closes the dialog.
pub(crate) fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// Copies a text, and says what became of it.
pub(crate) fn copy(text: &str) {
    let clipboard = browser::window().navigator().clipboard();
    let is_there = !JsValue::from(clipboard.clone()).is_undefined();
    let text = text.to_owned();
    spawn_local(async move {
        let is_copied = is_there && JsFuture::from(clipboard.write_text(&text)).await.is_ok();
        let said = match is_copied {
            true => "Copied.",
            false => "The browser does not let the page copy this. Select the text and copy it.",
        };
        super::emit(sharing(move |share| share.said = said));
    });
}

/// Opens a window for a projector, in step with this one.
pub(crate) fn present() {
    let Some(model) = with(|state| state.model.clone()) else { return };
    let joined = with(|state| state.sync.as_ref().map(|sync| sync.name().to_owned()));
    let name = joined.unwrap_or_else(|| {
        let name = format!("hall-{}", (js_sys::Math::random() * 1e6) as u32);
        let sync = outside::join(&name);
        with(|state| state.sync = sync);
        name
    });
    let fragment = model.link().to_string();
    let address = format!("{}?present=1&sync={name}{fragment}", browser::address_of("."));
    close();
    let _ = browser::window().open_with_url_and_target(&address, "_blank");
    // A reload, or a link that is followed, stays in step.
    let query = format!("?sync={name}");
    if !browser::is_embedded() && !browser::query().contains(&query) {
        browser::set_fragment(&(query + &fragment));
    }
}

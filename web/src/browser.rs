//! What the page asks of the browser: address, storage, timers. Every answer may be "no": in a
//! sandboxed frame even looking at `localStorage` throws.

use crate::state::Theme;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, MessageChannel, Window};

const THEME_KEY: &str = "awaitscope-theme";

/// The window; every page has one.
pub fn window() -> Window {
    web_sys::window().expect("the page runs in a window, not in a worker")
}

/// The element `<html>`.
pub fn root() -> Option<HtmlElement> {
    window().document()?.document_element()?.dyn_into().ok()
}

/// The fragment of the address, with its `#` if it has one.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The type size that the reader has chosen and the styles have made of it, in CSS pixels.
pub fn type_size_px() -> f64 {
    // JavaScript reads numbers too; Rust's way would bring a large table with it.
    let size = styled("font-size").map_or(f64::NAN, |size| js_sys::Number::parse_float(&size));
    if size.is_finite() { size } else { 16.0 }
}

/// What the styles have made of a property of `<html>`.
pub fn styled(property: &str) -> Option<String> {
    let style = root().and_then(|root| window().get_computed_style(&root).ok().flatten());
    style.and_then(|style| style.get_property_value(property).ok())
}

/// The options of the address, with their `?` if there are any.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Whether the page stands in someone else's (`?embed=1`) and leaves its own chrome out.
pub fn is_embedded() -> bool {
    query().trim_start_matches('?').split('&').any(|part| part == "embed=1")
}

/// The full address of a file beside the page.
pub fn address_of(path: &str) -> String {
    let document = window().document();
    let base = document.and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    web_sys::Url::new_with_base(path, &base).map_or_else(|_| path.to_owned(), |url| url.href())
}

/// The page's full address, with this fragment in place of its own.
pub fn address_with(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Whether the present entry in the history is new: nothing was written to it yet.
pub fn is_new_entry() -> bool {
    window().history().and_then(|history| history.state()).is_ok_and(|state| state.is_null())
}

/// Lets the address name the present step, without a new entry in the history.
pub fn set_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        // Browsers refuse this when it comes too often; the next step asks again.
        let _ = history.replace_state_with_url(&JsValue::TRUE, "", Some(fragment));
    }
}

/// The theme that was chosen on an earlier visit, if that could be kept.
pub fn stored_theme() -> Theme {
    // An embed keeps nothing, and looks as its host says.
    if is_embedded() {
        return Theme::Auto;
    }
    let storage = window().local_storage().ok().flatten();
    let key = storage.and_then(|storage| storage.get_item(THEME_KEY).ok().flatten());
    Theme::of(&key.unwrap_or_default())
}

/// Shows a theme and keeps the choice for the next visit, where that is possible.
pub fn apply_theme(theme: Theme) {
    set_data("theme", theme.key());
    if theme == Theme::Contrast {
        wasm_bindgen_futures::spawn_local(later_styles());
    }
    if is_embedded() || theme == stored_theme() {
        return;
    }
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.set_item(THEME_KEY, theme.key());
    }
}

/// Lets the styles of what comes after the first picture apply, and waits until they do. Where all
/// styles are one (`trunk serve`) there is nothing to wait for.
pub async fn later_styles() {
    let document = window().document();
    let link = document.and_then(|document| document.get_element_by_id("around-styles"));
    let Some(link) = link else { return };
    if link.get_attribute("rel").as_deref() == Some("stylesheet") {
        return;
    }
    let loaded = Promise::new(&mut |resolve, _| {
        for event in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(event, &resolve);
        }
    });
    let _ = link.set_attribute("rel", "stylesheet");
    let _ = JsFuture::from(loaded).await;
}

/// By these the reader shows that somebody is there.
const SIGNS: [&str; 8] =
    ["pointermove", "pointerdown", "keydown", "wheel", "touchmove", "scroll", "resize", "focusin"];

/// Waits until somebody reads: until a first sign of the reader, or not at all if the page ends in
/// sight, where whatever comes later is looked at already.
pub async fn first_sign() {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    let page = root().map_or(0, |root| root.scroll_height());
    if height.is_some_and(|height| f64::from(page) <= height) {
        return;
    }
    let mut sign = None;
    let seen = Promise::new(&mut |resolve, _| sign = Some(resolve));
    let Some(sign) = sign else { return };
    for event in SIGNS {
        let _ = window().add_event_listener_with_callback(event, &sign);
    }
    let _ = JsFuture::from(seen).await;
    for event in SIGNS {
        let _ = window().remove_event_listener_with_callback(event, &sign);
    }
}

/// Sets `data-<name>` on `<html>`: for styles, and for tests that wait for the page.
pub fn set_data(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.dataset().set(name, value);
    }
}

/// Calls `act` once after a while, unless the timer is dropped first.
pub struct Timer {
    id: i32,
    _act: Closure<dyn FnMut()>,
}

impl Timer {
    /// Starts the timer.
    pub fn after(ms: u32, act: Box<dyn FnOnce()>) -> Timer {
        let act = Closure::once(act);
        let function = act.as_ref().unchecked_ref();
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let id = window().set_timeout_with_callback_and_timeout_and_arguments_0(function, ms);
        Timer { id: id.unwrap_or_default(), _act: act }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.id);
    }
}

/// Milliseconds since some day; for telling how long the page has been busy.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Lets the browser do what is due (a click, a frame), and resolves in a task of its own.
pub async fn breathe() {
    let Ok(channel) = MessageChannel::new() else { return pause(0).await };
    let promise = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    let _ = channel.port2().post_message(&JsValue::NULL);
    let _ = JsFuture::from(promise).await;
    channel.port1().close();
}

/// Resolves after a while.
pub async fn pause(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}

//! What follows from the state outside the page's own nodes: the address, the clock, `<html>`.

use super::shared::Shared;
use crate::browser::{self, Timer};
use crate::link::Link;
use crate::open::open;
use crate::state::{Action, Model};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// How long the reader rests on a step before the address follows.
const FOLLOW_MS: u32 = 200;

/// Opens what the address names, at first and whenever it is changed by hand; and lets the address
/// follow the reader, except in an embed, whose address belongs to its host.
#[hook]
pub(super) fn use_links(model: Option<Rc<Model>>, embedded: bool, dispatch: &Callback<Action>) {
    use_effect_with(dispatch.clone(), |dispatch| {
        open(Link::read(&browser::fragment()), dispatch.clone());
        let dispatch = dispatch.clone();
        let changed = Closure::<dyn Fn()>::new(move || {
            open(Link::read(&browser::fragment()), dispatch.clone());
        });
        let function = changed.as_ref().unchecked_ref();
        let _ = browser::window().add_event_listener_with_callback("hashchange", function);
        move || {
            let function = changed.as_ref().unchecked_ref();
            let _ = browser::window().remove_event_listener_with_callback("hashchange", function);
        }
    });
    let link = model.filter(|_| !embedded).map(|model| model.link().to_string());
    use_effect_with(link, |link| {
        let before = browser::fragment();
        let follow = link.clone().filter(|link| *link != before).map(|link| {
            Timer::after(FOLLOW_MS, move || {
                // Unless another link was followed meanwhile, whose example is still being run.
                if browser::fragment() == before {
                    browser::set_fragment(&link);
                }
            })
        });
        move || drop(follow)
    });
}

/// While the run plays, a tick for each step.
#[hook]
pub(super) fn use_clock(model: Option<&Model>, dispatch: &Callback<Action>) {
    let tick = model.filter(|model| model.playing).map(|m| (m.position, m.speed));
    use_effect_with((tick, dispatch.clone()), |(tick, dispatch)| {
        let dispatch = dispatch.clone();
        let timer = tick
            .map(|(_, speed)| Timer::after(speed.step_ms(), move || dispatch.emit(Action::Tick)));
        move || drop(timer)
    });
}

/// Tells `<html>` the theme and which example is painted, and takes the boot screen away.
#[hook]
pub(super) fn use_document(model: Option<Rc<Model>>) {
    let theme = model.as_ref().map(|model| model.theme);
    use_effect_with(theme, |theme| {
        if let Some(theme) = *theme {
            browser::apply_theme(theme);
        }
    });
    let run = model.map(|model| Shared(Rc::clone(&model.run)));
    use_effect_with(run, |run| {
        let Some(run) = run else { return };
        if let Some(document) = browser::window().document() {
            document.set_title(&format!("{} · Awaitscope", run.example.title));
            if let Some(boot) = document.get_element_by_id("boot") {
                boot.remove();
            }
        }
        if !run.twin.is_awaited() {
            browser::set_data("example", run.example.id);
            browser::set_data("ready", "");
        }
    });
}

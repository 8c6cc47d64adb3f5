//! How wide an element is, followed as the window changes.

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// What is drawn before the element has been measured.
const FIRST_GUESS_PX: i32 = 960;

/// The element's width in whole pixels.
#[hook]
pub(super) fn use_width(element: &NodeRef) -> i32 {
    let width = use_state_eq(|| FIRST_GUESS_PX);
    let set = width.setter();
    use_effect_with(element.clone(), move |element| {
        let measure = {
            let element = element.clone();
            move || {
                if let Some(element) = element.cast::<Element>() {
                    set.set(element.client_width().max(1));
                }
            }
        };
        measure();
        let changed = Closure::<dyn Fn()>::new(measure);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, element.cast::<Element>()) {
            observer.observe(&element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(changed);
        }
    });
    *width
}

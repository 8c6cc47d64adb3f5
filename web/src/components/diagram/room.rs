//! How much room an element has, followed as the window changes, counted in the reader's own type
//! size: whoever reads larger text sees a larger diagram.

use crate::browser;

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// The type size, px, for which the diagram is designed.
const DESIGN_TYPE_PX: f64 = 15.0;

/// The room for a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    /// Width in the drawing's own units.
    pub(super) width: f64,
    /// How many CSS pixels one of its units takes.
    pub(super) scale: f64,
}

/// How much room the element has; a guess before it has been measured.
#[hook]
pub(super) fn use_room(element: &NodeRef) -> Room {
    let room = use_state_eq(|| Room { width: 960.0, scale: 1.0 });
    let set = room.setter();
    use_effect_with(element.clone(), move |element| {
        let measure = {
            let element = element.clone();
            move || {
                if let Some(element) = element.cast::<Element>() {
                    let scale = browser::type_size_px() / DESIGN_TYPE_PX;
                    let width = f64::from(element.client_width().max(1)) / scale;
                    set.set(Room { width, scale });
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
    *room
}

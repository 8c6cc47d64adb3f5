//! How much room an element has, followed as the window changes, counted in the reader's own type
//! size: whoever reads larger text sees a larger diagram.

use crate::browser;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};
use yew::Callback;

/// The type size, px, for which the diagram is designed.
const DESIGN_TYPE_PX: f64 = 15.0;

/// The room for a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Width in the drawing's own units.
    pub(super) width: f64,
    /// How many CSS pixels one of its units takes.
    pub(super) scale: f64,
}

impl Default for Room {
    /// A guess, before anything has been measured.
    fn default() -> Room {
        Room { width: 960.0, scale: 1.0 }
    }
}

impl Room {
    /// What a sheet of A4 or Letter has, with letters of seven points.
    pub(super) const PAPER: Room = Room { width: 860.0, scale: 1.0 };

    /// The room that an element has now.
    pub fn of(element: &Element) -> Room {
        let scale = browser::type_size_px() / DESIGN_TYPE_PX;
        Room { width: f64::from(element.client_width().max(1)) / scale, scale }
    }

    /// A little less than there is room for, so that rounding never shows a scroll bar.
    pub fn width_of_picture(self) -> f64 {
        self.width - 1.0
    }
}

/// Tells an element's room, now and whenever it changes, until it is dropped.
pub(super) struct Watch {
    observer: Option<ResizeObserver>,
    _changed: Closure<dyn Fn()>,
}

impl Watch {
    /// Watches an element.
    pub(super) fn over(element: Element, tell: Callback<Room>) -> Watch {
        let watched = element.clone();
        let measure = move || tell.emit(Room::of(&element));
        measure();
        let changed = Closure::<dyn Fn()>::new(measure);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&watched);
        }
        Watch { observer, _changed: changed }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

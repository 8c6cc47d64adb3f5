//! What the reader means: zoom, pan, pick, measure. A plain wheel scrolls the page; single letters
//! mean something only while the focus is in the diagram.

use super::input::Input;
use ::diagram::{Axis, Look, OpView, Shape, View, Window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};

/// What an event means.
pub(super) enum Meaning {
    /// Nothing that concerns the picture.
    Nothing,
    /// Look at this part of the run.
    Look(Window),
    /// Look at what was picked.
    Picked,
    /// What is beneath the pointer.
    Hover(Option<Shape>),
    /// This was chosen; or nothing was.
    Pick(Option<Shape>),
    /// The end of an operation, by its place among the view's, is moved to an x of the view; and
    /// whether it stays there.
    Move(usize, f64, bool),
    /// The end of the operation that was picked shall come a little later, or sooner.
    Nudge(bool),
    /// What the present step is about was chosen.
    PickHere,
    /// What was measured, else what was picked, is let go of.
    Leave,
    /// From one place to another, or to the cursor; none any more.
    Measure(Option<(f64, Option<f64>)>),
}

/// A pointer that is down.
#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    /// Where it went down, and where it is, px of the view.
    began: (f64, f64),
    now: (f64, f64),
}

/// What the fingers have begun.
#[derive(Clone, Copy, Default, PartialEq)]
enum Drag {
    /// Nothing yet: it may be a click.
    #[default]
    None,
    Pan,
    /// From this place.
    Measure(f64),
    /// The window is moved in the overview.
    Overview,
    /// The end of an operation is moved.
    End(usize),
}

/// What the reader is doing.
#[derive(Default)]
pub(super) struct Gesture {
    fingers: Vec<Finger>,
    drag: Drag,
    /// The measuring that the keyboard began, from this place.
    measuring: bool,
}

/// A pointer that has moved less than this was a click, px.
const CLICK: f64 = 4.0;
/// How near the end of an operation a pointer takes hold of it, px.
const GRIP: f64 = 12.0;
/// How much a step of zooming changes, and a step of panning, of the window's width.
const ZOOM: f64 = 1.5;
const PAN: f64 = 0.2;

/// What is looked at, for turning points into places.
pub(super) struct Sight<'a> {
    /// Where the reader is.
    pub(super) cursor: f64,
    pub(super) view: &'a View,
    pub(super) axis: &'a Axis<'a>,
    pub(super) look: &'a Look,
    /// Whether the end of an operation can be moved.
    pub(super) movable: &'a dyn Fn(&OpView) -> bool,
    /// Where the frame begins in the window, in CSS px, and how many of them a px of the view is.
    pub(super) corner: (f64, f64),
    pub(super) scale: f64,
}

impl Gesture {
    pub(super) fn means(&mut self, input: &Input, place: &Sight<'_>) -> Meaning {
        let (corner, scale) = (place.corner, place.scale);
        let at = |event: &PointerEvent| {
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            ((x - corner.0) / scale, (y - corner.1) / scale - top(event, corner.1, scale))
        };
        match input {
            Input::Key(event) => self.key(event, place),
            Input::Wheel(event) => {
                let (x, across, down) = (
                    (f64::from(event.client_x()) - corner.0) / scale,
                    event.delta_x(),
                    event.delta_y(),
                );
                // Lines and pages, as some mice count.
                let unit = [1.0, 16.0, 400.0][(event.delta_mode() as usize).min(2)];
                if event.ctrl_key() || event.meta_key() {
                    let factor = 2.0_f64.powf((-down * unit / 240.0).clamp(-4.0, 4.0));
                    return Meaning::Look(place.axis.zoom(
                        place.window(),
                        place.beyond_left(x),
                        factor,
                    ));
                }
                let by = if event.shift_key() && across == 0.0 { down } else { across };
                // A plain wheel scrolls the page.
                if by == 0.0 || !event.shift_key() && by.abs() < down.abs() {
                    return Meaning::Nothing;
                }
                Meaning::Look(place.axis.pan(place.window(), by * unit / scale))
            }
            Input::Double(event) if inside(event, ".picture, .overview") => {
                Meaning::Look(place.axis.all())
            }
            Input::Double(_) => Meaning::Nothing,
            Input::Click(event) => {
                button(event).map_or(Meaning::Nothing, |key| self.press(&key, place))
            }
            Input::Down(event) => self.down(event, at(event), place),
            Input::Move(event) => self.moved(event, at(event), place),
            Input::Up(event) => self.up(event, at(event), place),
            Input::Gone(event) => {
                self.fingers.retain(|finger| finger.id != event.pointer_id());
                Meaning::Hover(None)
            }
        }
    }

    fn down(&mut self, event: &PointerEvent, at: (f64, f64), place: &Sight<'_>) -> Meaning {
        if event.button() != 0 {
            return Meaning::Nothing;
        }
        self.drag = match () {
            () if inside(event, ".overview") => Drag::Overview,
            () if !inside(event, ".picture") => return Meaning::Nothing,
            () if place.grip(at).is_some() => place.grip(at).map_or(Drag::None, Drag::End),
            () if at.1 < place.view.ruler && event.pointer_type() != "touch" => {
                Drag::Measure(place.at(at.0))
            }
            () => Drag::None,
        };
        // A pointer that leaves the picture while it drags goes on dragging.
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let _ = target.map(|target| target.set_pointer_capture(event.pointer_id()));
        self.fingers.retain(|finger| finger.id != event.pointer_id());
        self.fingers.push(Finger { id: event.pointer_id(), began: at, now: at });
        self.measuring = false;
        match self.drag {
            Drag::Overview => place.over(at.0),
            _ => Meaning::Hover(None),
        }
    }

    fn moved(&mut self, event: &PointerEvent, at: (f64, f64), place: &Sight<'_>) -> Meaning {
        let id = event.pointer_id();
        let Some(nth) = self.fingers.iter().position(|finger| finger.id == id) else {
            let over = event.pointer_type() != "touch" && inside(event, ".picture");
            return Meaning::Hover(if over { place.view.hit(at.0, at.1) } else { None });
        };
        let before = std::mem::replace(&mut self.fingers[nth].now, at);
        if let [one, two, ..] = self.fingers[..] {
            let other = if nth == 0 { two } else { one };
            self.drag = Drag::Pan;
            return place.pinch(other.now.0, before.0, at.0);
        }
        match self.drag {
            Drag::Overview => place.over(at.0),
            Drag::End(op) => Meaning::Move(op, at.0, false),
            Drag::Measure(from) => Meaning::Measure(Some((from, Some(place.at(at.0))))),
            Drag::None if (at.0 - self.fingers[nth].began.0).abs() < CLICK => Meaning::Nothing,
            Drag::None | Drag::Pan => {
                self.drag = Drag::Pan;
                Meaning::Look(place.axis.pan(place.window(), before.0 - at.0))
            }
        }
    }

    fn up(&mut self, event: &PointerEvent, at: (f64, f64), place: &Sight<'_>) -> Meaning {
        let known = self.fingers.iter().any(|finger| finger.id == event.pointer_id());
        self.fingers.retain(|finger| finger.id != event.pointer_id());
        let drag = if self.fingers.is_empty() { std::mem::take(&mut self.drag) } else { Drag::Pan };
        match drag {
            // A click on the ruler ends the measuring.
            Drag::Measure(from) if (place.at(at.0) - from).abs() < 0.2 => Meaning::Measure(None),
            Drag::End(op) => Meaning::Move(op, at.0, true),
            Drag::None if known => Meaning::Pick(place.view.hit(at.0, at.1)),
            _ => Meaning::Nothing,
        }
    }

    fn key(&mut self, event: &KeyboardEvent, place: &Sight<'_>) -> Meaning {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || !inside(event, ".picture") {
            return Meaning::Nothing;
        }
        match event.key().as_str() {
            "Enter" => Meaning::PickHere,
            "Escape" => {
                self.measuring = false;
                Meaning::Leave
            }
            "ArrowLeft" if event.shift_key() => Meaning::Nudge(false),
            "ArrowRight" if event.shift_key() => Meaning::Nudge(true),
            key => self.press(key, place),
        }
    }

    /// What a key or a button of that name does.
    fn press(&mut self, key: &str, place: &Sight<'_>) -> Meaning {
        if !matches!(key, "m" | "M") {
            return place.press(key);
        }
        self.measuring = !self.measuring;
        Meaning::Measure(self.measuring.then_some((place.cursor, None)))
    }
}

impl Sight<'_> {
    fn window(&self) -> Window {
        self.view.window
    }

    /// From an x of the view to px from the left end of the window.
    fn beyond_left(&self, x: f64) -> f64 {
        x - Axis::start(self.look)
    }

    /// The place at an x of the view.
    fn at(&self, x: f64) -> f64 {
        self.axis.place_at(self.window(), self.beyond_left(x))
    }

    /// The operation whose right end is at a point, and can be moved.
    fn grip(&self, (x, y): (f64, f64)) -> Option<usize> {
        self.view.ops.iter().position(|op| {
            let aside = x - (op.x + op.width);
            // Of a short one, half is left for picking it.
            let inside = -(GRIP.min(op.width / 2.0));
            (inside..GRIP).contains(&aside)
                && (op.y..op.y + op.height).contains(&y)
                && (self.movable)(op)
        })
    }

    /// What a key or a button of that name does.
    fn press(&self, key: &str) -> Meaning {
        let (window, width) = (self.window(), self.axis.width());
        let zoom = |factor: f64| Meaning::Look(self.axis.zoom(window, width / 2.0, factor));
        let pan = |share: f64| Meaning::Look(self.axis.pan(window, width * share));
        match key {
            "w" | "W" | "+" | "=" => zoom(ZOOM),
            "s" | "S" | "-" => zoom(1.0 / ZOOM),
            "a" | "A" => pan(-PAN),
            "d" | "D" => pan(PAN),
            "0" => Meaning::Look(self.axis.all()),
            "f" | "F" => Meaning::Picked,
            _ => Meaning::Nothing,
        }
    }

    /// Two fingers: one stays, the other moves.
    fn pinch(&self, stays: f64, before: f64, now: f64) -> Meaning {
        let (before, now) = ((before - stays).abs().max(8.0), (now - stays).abs().max(8.0));
        Meaning::Look(self.axis.zoom(self.window(), self.beyond_left(stays), now / before))
    }

    /// The window is put around a point of the overview.
    fn over(&self, x: f64) -> Meaning {
        let share = (self.beyond_left(x) / self.axis.width()).clamp(0.0, 1.0);
        Meaning::Look(self.axis.centre(self.window(), share))
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

fn inside(event: &Event, selector: &str) -> bool {
    target(event).is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
}

/// The key whose work a button does that was pressed.
fn button(event: &Event) -> Option<String> {
    let button = target(event)?.closest("[data-does]").ok().flatten()?;
    button.get_attribute("data-does")
}

/// How far the picture begins beneath the frame's upper edge, px of the view.
fn top(event: &PointerEvent, frame: f64, scale: f64) -> f64 {
    let picture = target(event).and_then(|target| target.closest(".diagram").ok().flatten());
    let picture = picture.and_then(|frame| frame.query_selector(".picture").ok().flatten());
    picture.map_or(0.0, |picture| (picture.get_bounding_client_rect().top() - frame) / scale)
}

//! A builder for the page's elements: `tag("li").class("line").with(tag("samp").string(text))`.
//!
//! It stands in for `html!` because that macro writes out the making of every element where it
//! stands, some hundred bytes each; here an element, an attribute and a child are a call each. Only
//! components are still named in `html!`.

use crate::state::Action;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Event;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, ListenerKind, VTag, VText};

/// An element being made. It is behind a pointer, so that handing it on costs nothing.
pub(super) struct Element(Box<Parts>);

struct Parts {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

/// What an element can listen to.
#[derive(Clone, Copy)]
pub(super) enum On {
    Click,
    Change,
    Input,
    KeyDown,
    PointerDown,
    PointerMove,
    PointerUp,
    Toggle,
}

/// Begins an element.
#[inline(never)]
pub(super) fn tag(name: &'static str) -> Element {
    let (names, values) = (Vec::new(), Vec::new());
    Element(Box::new(Parts { tag: VTag::new(AttrValue::Static(name)), names, values }))
}

/// Begins a button that sends an action.
pub(super) fn button(
    dispatch: &Callback<Action>,
    action: impl Fn() -> Action + 'static,
) -> Element {
    tag("button").attr("type", "button").on(On::Click, dispatch, move |_| Some(action()))
}

impl Element {
    /// Its classes; none if the text is empty.
    #[inline(never)]
    pub(super) fn class(self, class: &'static str) -> Element {
        self.maybe("class", Some(class).filter(|class| !class.is_empty()))
    }

    /// An attribute whose value never changes, or is one of a few.
    #[inline(never)]
    pub(super) fn attr(self, name: &'static str, value: &'static str) -> Element {
        self.set(name, Some(AttrValue::Static(value)))
    }

    /// An attribute that is there or is not.
    #[inline(never)]
    pub(super) fn maybe(self, name: &'static str, value: Option<&'static str>) -> Element {
        self.set(name, value.map(AttrValue::Static))
    }

    /// An attribute whose value was made just now.
    #[inline(never)]
    pub(super) fn value(self, name: &'static str, value: String) -> Element {
        self.set(name, Some(AttrValue::from(value)))
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Option<AttrValue>) -> Element {
        self.0.names.push(name);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    /// What an `<input>` shows, which is not its attribute of that name.
    pub(super) fn input(mut self, value: String) -> Element {
        self.0.tag.set_value(AttrValue::from(value));
        self
    }

    /// Tells it apart from its siblings when they change places.
    pub(super) fn key(mut self, key: &'static str) -> Element {
        self.0.tag.key = Some(key.into());
        self
    }

    /// Lets the element be found once it is on the page.
    pub(super) fn found_by(mut self, place: &NodeRef) -> Element {
        self.0.tag.node_ref = place.clone();
        self
    }

    /// Sends the action, if any, that an event means.
    pub(super) fn on(
        self,
        on: On,
        dispatch: &Callback<Action>,
        action: impl Fn(&Event) -> Option<Action> + 'static,
    ) -> Element {
        self.listen(on, dispatch, Box::new(action))
    }

    #[inline(never)]
    fn listen(mut self, on: On, dispatch: &Callback<Action>, action: Box<Meaning>) -> Element {
        let sender = Sender { on, dispatch: dispatch.clone(), action };
        self.0.tag.add_listener(Rc::new(sender));
        self
    }

    /// A text that never changes.
    #[inline(never)]
    pub(super) fn text(self, text: &'static str) -> Element {
        self.html(Html::from(VText::new(AttrValue::Static(text))))
    }

    /// A text that was made just now.
    pub(super) fn string(self, text: impl Into<String>) -> Element {
        self.html(Html::from(VText::new(AttrValue::from(text.into()))))
    }

    /// A child.
    #[inline(never)]
    pub(super) fn with(self, child: Element) -> Element {
        self.html(child.done())
    }

    /// Children.
    pub(super) fn all(self, children: impl IntoIterator<Item = Element>) -> Element {
        children.into_iter().fold(self, Element::with)
    }

    /// A component, or a child that is not always there: nothing has a place too, so that the
    /// siblings keep theirs.
    #[inline(never)]
    pub(super) fn html(mut self, child: Html) -> Element {
        self.0.tag.add_child(child);
        self
    }

    /// The element as Yew knows it.
    #[inline(never)]
    pub(super) fn done(self) -> Html {
        let Parts { mut tag, names, values } = *self.0;
        tag.attributes = Attributes::Dynamic { keys: kept(names), values: values.into() };
        tag.into()
    }
}

/// Yew compares two elements quickest if the names of their attributes are the very same list. Of
/// such lists there are as many as there are kinds of element, so each is kept once, for good.
fn kept(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| {
        if let Some(list) = lists.iter().find(|list| **list == names) {
            return *list;
        }
        let list: &[_] = names.leak();
        lists.push(list);
        list
    })
}

type Meaning = dyn Fn(&Event) -> Option<Action>;

/// The one listener of the page: it turns an event into an action.
struct Sender {
    on: On,
    dispatch: Callback<Action>,
    action: Box<Meaning>,
}

impl Listener for Sender {
    fn kind(&self) -> ListenerKind {
        match self.on {
            On::Click => ListenerKind::onclick,
            On::Change => ListenerKind::onchange,
            On::Input => ListenerKind::oninput,
            On::KeyDown => ListenerKind::onkeydown,
            On::PointerDown => ListenerKind::onpointerdown,
            On::PointerMove => ListenerKind::onpointermove,
            On::PointerUp => ListenerKind::onpointerup,
            On::Toggle => ListenerKind::ontoggle,
        }
    }

    fn handle(&self, event: Event) {
        if let Some(action) = (self.action)(&event) {
            self.dispatch.emit(action);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

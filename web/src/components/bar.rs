//! What stands above an example that the reader is led to: the way along a route, and the way out
//! of an embed.

use super::element::{Element, button, tag};
use crate::browser;
use crate::guide;
use crate::state::{Action, Model, Route};
use yew::{Callback, Html};

/// The bar; nothing where nobody leads.
pub fn bar(model: &Model, dispatch: &Callback<Action>) -> Html {
    let options = guide::asked();
    let route = model.lesson.as_ref().and_then(|lesson| lesson.route.as_ref());
    let leads_out = options.embed && options.link && !options.is_static;
    if route.is_none() && !leads_out {
        return Html::default();
    }
    let along = route.map(|(route, leg)| along(route, *leg, dispatch).done());
    let out = leads_out.then(|| out(model).done());
    let class = if route.is_some() { "bar along" } else { "bar" };
    tag("div").class(class).html(along.unwrap_or_default()).html(out.unwrap_or_default()).done()
}

fn along(route: &Route, leg: usize, dispatch: &Callback<Action>) -> Element {
    let last = route.legs.len() - 1;
    let turn = |name: &'static str, by: isize, is_idle: bool| {
        let action = move || {
            Action::Late(Box::new(move |model| {
                model.turn_to(by);
                // Whoever presses goes to the beginning of an example.
                if let Some(visit) = &mut model.visit {
                    std::rc::Rc::make_mut(visit).from_behind = false;
                }
            }))
        };
        button(dispatch, action)
            .class("quiet")
            .maybe("aria-disabled", is_idle.then_some("true"))
            .text(name)
    };
    let title = route.title.unwrap_or("Route");
    let place = format!("{} of {}", leg + 1, route.legs.len());
    let done = tag("progress")
        .attr("aria-label", "Progress on the route")
        .value("max", route.legs.len().to_string())
        .value("value", (leg + 1).to_string());
    tag("nav")
        .class("route")
        .attr("aria-label", "Route")
        .with(tag("p").with(tag("strong").text(title)).text(" ").with(tag("span").string(place)))
        .with(done)
        .with(turn("Previous", -1, leg == 0))
        .with(turn("Next", 1, leg == last))
}

/// The same state in a tab of its own.
fn out(model: &Model) -> Element {
    let page = browser::address_of(".");
    let link = tag("a")
        .class("out")
        .value("href", page + &model.link().to_string())
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .text("Open in Awaitscope");
    tag("nav").attr("aria-label", "Out of this frame").with(link)
}

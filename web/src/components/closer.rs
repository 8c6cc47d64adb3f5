//! Looking closer, beneath the diagram: things found by name, and everything worth saying of the
//! one that was picked. What an event shows is a button that leads there.

use super::element::{Element, On, button, tag};
use crate::state::{Action, Hop, HopTo, Language, Model, Picked};
use diagram::{Cause, Change, Details, Fact, Fold, Folds, Scene, What, lane_name};
use std::rc::Rc;
use trace::{LaneId, Trace};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};
use yew::{Callback, Html};

/// The section "Look closer".
pub fn closer(model: &Model, dispatch: &Callback<Action>) -> Html {
    let details = model.picked.and_then(|picked| {
        let details = model.run.details(picked)?;
        Some(told(model, picked, &details, dispatch).done())
    });
    tag("section")
        .class("panel closer")
        .attr("aria-label", "Look closer")
        .with(find(model, dispatch))
        .html(compared(model, dispatch))
        .html(details.unwrap_or_default())
        .with(lanes(model, dispatch))
        .done()
}

/// The field "Find", and how many there are.
fn find(model: &Model, dispatch: &Callback<Action>) -> Element {
    let typed = |event: &Event| {
        let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
        let text = field.value();
        Some(Action::Late(Box::new(move |model| model.seek(&text))))
    };
    let sought = model.sought.as_deref();
    let field = tag("input")
        .attr("type", "search")
        .attr("placeholder", "function, task, operation, line")
        .input(sought.map(|sought| sought.text.clone()).unwrap_or_default())
        .on(On::Input, dispatch, typed);
    let enter = |event: &Event| {
        let key = event.dyn_ref::<KeyboardEvent>().filter(|key| key.key() == "Enter")?;
        Some(Hop { to: HopTo::Hit, forward: !key.shift_key() }.action())
    };
    let field = field.on(On::KeyDown, dispatch, enter);
    let count = match sought {
        None => String::new(),
        Some(sought) if sought.count == 1 => "1 found".to_owned(),
        Some(sought) => format!("{} found", diagram::grouped(sought.count)),
    };
    let hop = |name: &'static str, forward: bool| {
        let hop = Hop { to: HopTo::Hit, forward };
        let none = sought.is_none_or(|sought| sought.hits.is_empty());
        let button = button(dispatch, move || hop.action()).class("quiet");
        button.maybe("aria-disabled", none.then_some("true")).text(name)
    };
    tag("div")
        .class("find")
        .attr("role", "search")
        .with(tag("label").class("field").with(tag("span").text("Find")).with(field))
        .with(hop("Previous", false))
        .with(hop("Next", true))
        .with(tag("output").attr("aria-live", "polite").string(count))
        .with(views(model))
        .with(pin(model, dispatch))
}

/// What hands do with the diagram, as buttons; the diagram hears them.
fn views(model: &Model) -> Element {
    let does = |name: &'static str, key: &'static str| {
        tag("button").attr("type", "button").class("quiet").attr("data-does", key).text(name)
    };
    let none = model.picked.is_none();
    tag("div")
        .class("views")
        .attr("role", "group")
        .attr("aria-label", "Diagram")
        .with(does("Pan left", "a"))
        .with(does("Pan right", "d"))
        .with(does("Fit what is picked", "f").maybe("aria-disabled", none.then_some("true")))
        .with(does("Measure", "m"))
}

/// Pins the run on the page, or lets go of the pinned one.
fn pin(model: &Model, dispatch: &Callback<Action>) -> Element {
    let (name, title) = match model.pinned {
        Some(_) => ("Unpin", "Compare no longer"),
        None => ("Pin this run", "Then change a knob, an operation, the seed or the example"),
    };
    button(dispatch, || Action::Late(Box::new(Model::pin)))
        .class("quiet pin")
        .attr("title", title)
        .text(name)
}

/// How many differences are listed; all are marked in the picture, and counted.
const LISTED: usize = 12;

/// What differs between the pinned run and this one.
fn compared(model: &Model, dispatch: &Callback<Action>) -> Html {
    if model.pinned.is_none() {
        return Html::default();
    }
    let section =
        tag("section").class("compared").attr("aria-label", "Compared with the pinned run");
    let Some(beside) = model.beside.as_ref().and_then(|both| both.beside.as_ref()) else {
        let text = "This run is pinned. Change a knob, the end of an operation, the seed or the \
                    example, and what differs is marked.";
        return section.with(tag("p").class("hint").text(text)).done();
    };
    let mut section = section;
    for compared in &beside.compared {
        let language = Language::of(usize::from(compared.javascript));
        let all = &compared.differences;
        let listed = all.iter().take(LISTED).map(|difference| {
            let event = difference.event;
            let item = tag("li");
            match difference.kind {
                // It is in the pinned run alone, so there is no step of this one to show.
                Change::Gone => item.string(&difference.sentence),
                _ => {
                    let leads = button(dispatch, move || Action::Show(language, event));
                    item.with(leads.class("leads").string(&difference.sentence))
                }
            }
        });
        let more = all.len().saturating_sub(LISTED);
        let list = tag("ul").all(listed);
        let list = match more {
            0 => list,
            _ => list.with(tag("li").string(format!("{more} more are marked in the diagram."))),
        };
        section = section
            .with(tag("h2").string(format!("{} compared with the pinned run", language.name())))
            .with(tag("p").string(&compared.totals.sentence))
            .with(list);
    }
    section.done()
}

/// How many lanes can be folded here.
const LANES: usize = 60;

/// The lanes, to be folded, hidden and moved.
fn lanes(model: &Model, dispatch: &Callback<Action>) -> Element {
    let mut rows = Vec::new();
    let run = model.beside.as_ref().unwrap_or(&model.run);
    for (which, (trace, scene)) in run.drawn().into_iter().zip(&run.scenes).enumerate() {
        for lane in model.folds.listed(which, trace, scene).into_iter().take(LANES) {
            rows.push(lane_row(model, (which, trace, scene), lane, dispatch));
        }
    }
    tag("details").class("lanes").with(tag("summary").text("Lanes")).with(tag("ul").all(rows))
}

/// Folds, hides or moves lanes.
fn show_lanes(folds: &Rc<Folds>) -> Action {
    let folds = Rc::clone(folds);
    Action::Late(Box::new(move |model| model.folds = folds))
}

fn lane_row(
    model: &Model,
    (which, trace, scene): (usize, &Trace, &Scene),
    lane: LaneId,
    dispatch: &Callback<Action>,
) -> Element {
    let name = lane_name(trace, lane);
    let folds = &model.folds;
    let does = |word: &'static str, folds: Folds| {
        let folds = Rc::new(folds);
        button(dispatch, move || show_lanes(&folds))
            .class("quiet")
            .value("aria-label", format!("{word} {name}"))
            .text(word)
    };
    let fold = |word, fold: Option<Fold>| does(word, folds.with(which, lane, fold));
    let (folded, hidden) = match folds.of(which, lane) {
        Some(Fold::Hidden) => (fold("Fold", Some(Fold::Strip)), fold("Show", None)),
        Some(Fold::Strip) => (fold("Unfold", Some(Fold::Whole)), fold("Hide", Some(Fold::Hidden))),
        _ => (fold("Fold", Some(Fold::Strip)), fold("Hide", Some(Fold::Hidden))),
    };
    let moved = |word, up| does(word, folds.moved(which, trace, scene, lane, up));
    tag("li")
        .with(tag("span").string(&name))
        .with(folded)
        .with(hidden)
        .with(moved("Up", true))
        .with(moved("Down", false))
}

fn told(model: &Model, picked: Picked, details: &Details, dispatch: &Callback<Action>) -> Element {
    let teller = Teller { picked, dispatch };
    let close = button(dispatch, || Action::Pick(None)).class("quiet").text("Close");
    let heading = tag("div").class("of").with(tag("h2").string(&details.name)).with(close);
    let facts = tag("dl").all(details.facts.iter().map(|fact| teller.fact(fact)));
    let causes = match details.causes.is_empty() {
        true => Html::default(),
        false => tag("div")
            .class("causes")
            .with(tag("h3").text("Causes and effects"))
            .with(tag("ol").all(details.causes.iter().map(|cause| teller.cause(cause))))
            .done(),
    };
    let own = crowded(model, picked, dispatch);
    let said = tag("div").class("said").with(facts).html(causes);
    tag("div").class("details").with(heading).with(teller.hops()).html(own).with(said)
}

/// A way to give a lane a row of its own that is summed up with others.
fn crowded(model: &Model, picked: Picked, dispatch: &Callback<Action>) -> Html {
    let which = picked.language.which();
    let lane = model.run.trace(picked.language).and_then(|trace| {
        let lane = trace.home(trace.events.get(picked.from)?);
        model.run.scenes.get(which)?.is_crowded(lane).then_some(lane)
    });
    let Some(lane) = lane.filter(|lane| model.folds.of(which, *lane).is_none()) else {
        return Html::default();
    };
    let folds = Rc::new(model.folds.with(which, lane, Some(Fold::Whole)));
    let action = move || show_lanes(&folds);
    tag("p").with(button(dispatch, action).class("quiet").text("Give its task a lane")).done()
}

/// Who is told what is pressed.
struct Teller<'a> {
    picked: Picked,
    dispatch: &'a Callback<Action>,
}

impl Teller<'_> {
    /// A text that leads to an event.
    fn leads(&self, event: usize, text: &str) -> Element {
        let language = self.picked.language;
        let action = move || Action::Show(language, event);
        button(self.dispatch, action).class("leads").string(text)
    }

    fn fact(&self, fact: &Fact) -> Element {
        let text = match fact.event {
            Some(event) => tag("dd").with(self.leads(event, &fact.text)),
            None => tag("dd").string(&fact.text),
        };
        tag("div").with(tag("dt").text(fact.label)).with(text)
    }

    fn cause(&self, cause: &Cause) -> Element {
        tag("li").with(self.leads(cause.from, &cause.sentence))
    }

    /// To the polls, wakes and operations of the same task.
    fn hops(&self) -> Element {
        let hop = |to: What, forward: bool, name: &'static str| {
            let hop = Hop { to: HopTo::Lane(to), forward };
            button(self.dispatch, move || hop.action()).class("quiet").text(name)
        };
        let javascript = self.picked.language == crate::state::Language::JavaScript;
        let names = match javascript {
            true => ["Previous turn", "Next turn"],
            false => ["Previous poll", "Next poll"],
        };
        let mut hops = tag("div")
            .class("hops")
            .attr("role", "group")
            .attr("aria-label", "Of the same task")
            .with(hop(What::Poll, false, names[0]))
            .with(hop(What::Poll, true, names[1]));
        if !javascript {
            hops = hops.with(hop(What::Wake, false, "Previous wake")).with(hop(
                What::Wake,
                true,
                "Next wake",
            ));
        }
        hops.with(hop(What::Op, false, "Previous operation")).with(hop(
            What::Op,
            true,
            "Next operation",
        ))
    }
}

//! “Share”: a link, or the code for a page or a deck, with a live preview. It comes with the guide.

use super::control::choice;
use super::element::{Element, On, button, tag};
use crate::browser;
use crate::guide;
use crate::guide::options::{Options, PANES, Start};
use crate::guide::share::{Kind, Shared};
use crate::link::MOST;
use crate::state::{Action, Model, Share, Theme, sharing};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};
use yew::{Callback, Html};

/// What one more stop adds to a link, at most.
const STOP: usize = 24;

/// The dialog, while it is open.
pub fn share(model: &Model, dispatch: &Callback<Action>) -> Html {
    let Some(share) = model.share.as_deref() else { return Html::default() };
    let fragment = model.shared_fragment(share);
    let folder = browser::address_of(".");
    let title = &*model.run.texts.title;
    let shared = Shared {
        folder: &folder,
        fragment: &fragment,
        id: model.run.example.id,
        title,
        alt: share.alt.as_deref().unwrap_or(title),
        stops: share.stops.len(),
        options: &share.options,
    };
    let is_full = fragment.len() + STOP > MOST;
    let code = shared.code(share.kind);
    let copied = code.clone();
    let copy = tag("button")
        .attr("type", "button")
        .class("primary")
        .on(On::Click, dispatch, move |_| {
            guide::copy(&copied);
            None
        })
        .text("Copy");
    let text = tag("textarea")
        .attr("readonly", "")
        .attr("aria-label", "What is copied")
        .attr("spellcheck", "false")
        .value("rows", code.lines().count().clamp(2, 9).to_string())
        .input(code);
    let close = tag("button")
        .attr("type", "button")
        .class("quiet")
        .on(On::Click, dispatch, |_| {
            guide::close();
            None
        })
        .text("Close");
    let head = tag("div").class("head").with(tag("h2").attr("id", "share-title").text("Share"));
    let chosen = |key: &str| {
        let kind = Kind::of(key);
        sharing(move |share| share.kind = kind)
    };
    let kinds = Kind::ALL.map(|(_, key, name, _)| (key, name));
    let kinds = choice("As", &kinds, share.kind.key(), dispatch, chosen);
    let result = tag("div").class("result").with(text).with(
        tag("div")
            .class("hands")
            .with(copy)
            .with(tag("output").attr("aria-live", "polite").text(share.said)),
    );
    let needed = tag("fieldset")
        .with(tag("legend").text("What you need"))
        .with(kinds)
        .with(tag("p").class("hint").text(share.kind.hint()));
    tag("dialog")
        .class("share")
        .attr("id", guide::SHARE)
        .attr("aria-labelledby", "share-title")
        .with(head.with(close))
        .with(
            tag("div")
                .class("choices")
                .with(needed)
                .with(choices(share, is_full, dispatch))
                .with(present(dispatch)),
        )
        .with(tag("div").class("made").html(preview(model, share, &shared)).with(result))
        .done()
}

/// What it will look like, live; of a picture there is the picture.
fn preview(model: &Model, share: &Share, shared: &Shared) -> Html {
    if share.kind.is_picture() {
        let picture = tag("img").class("preview").value("src", shared.picture());
        return picture.value("alt", shared.alt.to_owned()).done();
    }
    // It does what the code will do, but at once.
    let asked = if share.kind.is_embed() { share.options.clone() } else { Options::default() };
    let options = Options { start: Start::Load, sync: None, ..asked };
    // All steps, for among them stops are chosen.
    let fragment = model.shared_fragment(&Share { stops: Vec::new(), ..share.clone() });
    let address = Shared { options: &options, fragment: &fragment, ..shared.clone() }.embed();
    let frame = tag("iframe").attr("title", "Preview").value("src", address);
    tag("div").class("preview").with(frame).done()
}

fn choices(share: &Share, is_full: bool, dispatch: &Callback<Action>) -> Element {
    let options = &share.options;
    let group = tag("fieldset").with(tag("legend").text("What it shows"));
    let opens = [("now", "This step"), ("start", "Its start")];
    let opens = choice(
        "Opens at",
        &opens,
        if share.from_start { "start" } else { "now" },
        dispatch,
        |key| {
            let from_start = key == "start";
            sharing(move |share| share.from_start = from_start)
        },
    );
    let group = group.with(opens).with(stops(share, is_full, dispatch));
    let themes = Theme::ALL.map(|(_, name, key)| (key, name));
    let theme = choice("Theme", &themes, options.theme.key(), dispatch, |key| {
        let theme = Theme::of(key);
        sharing(move |share| share.options.theme = theme)
    });
    let sizes =
        [("75", "75 %"), ("100", "100 %"), ("125", "125 %"), ("150", "150 %"), ("200", "200 %")];
    let size = sizes.iter().find(|it| it.0.parse() == Ok(options.text)).map_or("100", |it| it.0);
    let size = choice("Type", &sizes, size, dispatch, |key| {
        let size = key.parse().unwrap_or(100);
        sharing(move |share| share.options.text = size)
    });
    let looks = tag("fieldset").with(tag("legend").text("How it looks")).with(theme);
    let looks = if share.kind.is_embed() { looks.with(size) } else { looks };
    let starts = [("visible", "When in sight"), ("click", "At a press")];
    let start = if options.start == Start::Click { "click" } else { "visible" };
    let start = choice("Begins", &starts, start, dispatch, |key| {
        let start = if key == "click" { Start::Click } else { Start::Visible };
        sharing(move |share| share.options.start = start)
    });
    let heights = [("fixed", "The frame’s"), ("auto", "The content’s")];
    let height =
        choice("Height", &heights, if options.grows { "auto" } else { "fixed" }, dispatch, |key| {
            let grows = key == "auto";
            sharing(move |share| share.options.grows = grows)
        });
    let embeds =
        tag("fieldset").with(tag("legend").text("In a page or deck")).with(start).with(height);
    let embeds =
        if share.kind.is_embed() { embeds.with(panes(options, dispatch)) } else { tag("div") };
    let looks = if share.kind == Kind::Link { tag("div") } else { looks };
    tag("div").with(group).with(looks).with(embeds)
}

fn panes(options: &Options, dispatch: &Callback<Action>) -> Element {
    let shown = |pane: &&'static str| options.panes.is_empty() || options.panes.contains(pane);
    let all: Vec<_> = PANES.into_iter().filter(shown).collect();
    let boxes = PANES.into_iter().map(|pane| {
        let checked = all.contains(&pane);
        let was = all.clone();
        let change = move |event: &Event| {
            let is_on = event.target()?.dyn_into::<HtmlInputElement>().ok()?.checked();
            let now =
                PANES.into_iter().filter(|it| if *it == pane { is_on } else { was.contains(it) });
            let now: Vec<_> = now.collect();
            let is_all = now.len() == PANES.len();
            let now = if is_all { Vec::new() } else { now };
            Some(sharing(move |share| share.options.panes = now))
        };
        let tick = tag("input")
            .attr("type", "checkbox")
            .maybe("checked", checked.then_some(""))
            // Something is to be seen.
            .maybe("disabled", (all.len() == 1 && checked).then_some(""))
            .on(On::Change, dispatch, change);
        tag("label").class("tick").key(pane).with(tick).text(pane)
    });
    let name = "Panes";
    tag("div").class("panes").attr("role", "group").attr("aria-label", name).all(boxes)
}

/// The only steps: chosen by stepping through the preview.
fn stops(share: &Share, is_full: bool, dispatch: &Callback<Action>) -> Element {
    let rows = share.stops.iter().map(|stop| {
        let stop = *stop;
        let remove = button(dispatch, move || {
            sharing(move |share| share.stops.retain(|other| *other != stop))
        });
        let name = format!("Remove the stop {stop}");
        let remove = remove.class("quiet").value("aria-label", name).text("×");
        tag("li").with(tag("code").string(stop.to_string())).with(remove)
    });
    let here = share.preview.filter(|here| !share.stops.contains(here));
    let can_add = here.is_some() && !is_full;
    let add = button(dispatch, move || {
        sharing(move |share| share.stops.extend(here.filter(|_| can_add)))
    });
    let add = add.maybe("aria-disabled", (!can_add).then_some("true")).text("Stop here");
    let says = match is_full {
        false => "Step through the preview and press: then only these steps are shown.",
        true => "No more stops: the link is as long as one may be.",
    };
    tag("div")
        .class("stops")
        .attr("role", "group")
        .attr("aria-label", "Stops")
        .with(tag("p").class("hint").text(says))
        .with(tag("ol").all(rows))
        .with(add)
}

fn present(dispatch: &Callback<Action>) -> Element {
    let open = tag("button")
        .attr("type", "button")
        .on(On::Click, dispatch, |_| {
            guide::present();
            None
        })
        .text("Open the audience’s window");
    let says = "For a projector: large type, few panes, and in step with this window.";
    tag("fieldset")
        .with(tag("legend").text("Present"))
        .with(tag("p").class("hint").text(says))
        .with(open)
}

/// The page's button, which loads what the dialog needs.
pub(super) fn share_button(dispatch: &Callback<Action>) -> Element {
    let dispatch_later = dispatch.clone();
    let open = move |_: &Event| {
        let dispatch = dispatch_later.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(guide) = crate::parts::guide().await {
                dispatch.emit(Action::Late((guide.share)(&dispatch)));
            }
        });
        None
    };
    tag("button").attr("type", "button").class("quiet").on(On::Click, dispatch, open).text("Share")
}

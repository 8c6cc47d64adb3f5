//! Listening to the page that an embed stands in, and answering it. Only its parent is heard, and
//! nobody is obeyed who floods.

use super::message::{self, Fields, Message, Setting};
use super::{change, emit, set_text, with};
use crate::browser::{self, Timer};
use crate::link::Read;
use crate::parts;
use crate::state::{Action, Model, Run, Visit};
use js_sys::{Array, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Window};

/// More messages than this before the page gets to answer are a flood.
const MOST_AT_ONCE: usize = 60;
/// How long messages are collected: a frame.
const COLLECT_MS: u32 = 16;
/// How long it must be quiet after a flood.
const QUIET_MS: u32 = 100;
/// No message of ours has more fields, or longer texts.
const MOST_FIELDS: u32 = 40;
const LONGEST_TEXT: usize = 10_000;

/// What was heard of the host, and what it was told.
#[derive(Default)]
pub(super) struct Host {
    /// Whether it spoke our language.
    pub(super) is_ours: bool,
    waiting: Vec<Fields>,
    collecting: Option<Timer>,
    floods: bool,
    /// What it has asked for and is not there yet, and how often it has asked.
    loads: Option<Load>,
    asked: u32,
    /// Whether it waits to hear that there is a run.
    greets: bool,
    told: Option<Told>,
}

/// A run on its way: what leads to it stands in the model until it is opened, or superseded.
#[derive(Default)]
struct Load {
    visit: Option<Rc<Visit>>,
    is_seen: bool,
}

impl Load {
    /// Whether the page is done with it.
    fn is_over(&mut self, model: &Model) -> bool {
        let both = self.visit.as_ref().zip(model.visit.as_ref());
        let is_here = both.is_some_and(|(own, visit)| Rc::ptr_eq(own, visit));
        self.is_seen |= is_here;
        self.is_seen && !is_here
    }
}

struct Told {
    run: Rc<Run>,
    position: usize,
    notice: Option<String>,
}

fn parent() -> Option<Window> {
    let window = browser::window();
    window.parent().ok().flatten().filter(|parent| *parent != window)
}

/// Begins to listen; what came before this part of the program is heard first.
pub(super) fn listen() {
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let parent = parent();
        let from_parent = event.source().is_some_and(|source| {
            parent.as_ref().is_some_and(|parent| Object::is(&source, parent))
        });
        if from_parent {
            hear(&event.data());
        }
    });
    let early = Reflect::get(&browser::window(), &"awaitscopeHeard".into());
    let early = early.ok().filter(Array::is_array);
    for message in early.map(|early| Array::from(&early)).into_iter().flatten() {
        hear(&message);
    }
    let heard = heard.into_js_value();
    let _ = browser::window().add_event_listener_with_callback("message", heard.unchecked_ref());
}

fn hear(data: &JsValue) {
    if let Some(text) = data.as_string() {
        // reveal.js, as it says so to every frame of a slide.
        match text.as_str() {
            "slide:start" => change(|model| model.hidden = false),
            "slide:stop" => change(|model| model.playing = false),
            _ => {}
        }
        return;
    }
    let Some(fields) = fields(data) else { return };
    with(|state| {
        let host = &mut state.host;
        host.is_ours = true;
        host.waiting.push(fields);
        if host.waiting.len() > MOST_AT_ONCE {
            host.waiting.clear();
            if !std::mem::replace(&mut host.floods, true) {
                error("More messages came at once than anybody means; none of them was obeyed.");
            }
        }
        if host.floods {
            host.waiting.clear();
            host.collecting = Some(Timer::after(QUIET_MS, Box::new(quiet)));
        } else if host.collecting.is_none() {
            host.collecting = Some(Timer::after(COLLECT_MS, Box::new(collected)));
        }
    });
}

fn quiet() {
    with(|state| (state.host.floods, state.host.collecting) = (false, None));
}

/// The messages of a frame are obeyed once there is a run.
fn collected() {
    let waiting = with(|state| {
        if state.host.floods || state.host.told.is_none() {
            return Vec::new();
        }
        state.host.collecting = None;
        std::mem::take(&mut state.host.waiting)
    });
    let mut later = Vec::new();
    for fields in waiting {
        match message::read(&fields) {
            // What is said after it is meant for the run that it opens.
            Ok(message @ Message::Load(_)) => {
                later.clear();
                obey(message);
            }
            Ok(message) if with(|state| state.host.loads.is_some()) && !message.is_of_page() => {
                later.push(fields);
            }
            Ok(message) => obey(message),
            Err(sentence) => error(&sentence),
        }
    }
    with(|state| {
        later.append(&mut state.host.waiting);
        state.host.waiting = later;
    });
}

/// Opens what a link names, if there is such an example.
fn load(read: Read) {
    let (number, before) = with(|state| {
        state.host.asked += 1;
        (state.host.asked, state.host.loads.replace(Load::default()))
    });
    spawn_local(async move {
        let found = match &read.link.example {
            Some(id) => parts::example(id).await.map(|found| found.map(drop)),
            None => Ok(Some(())),
        };
        if with(|state| state.host.asked) != number {
            return;
        }
        if let Ok(None) = found {
            with(|state| state.host.loads = before.filter(|load| load.visit.is_some()));
            let id = crate::link::short(read.link.example.as_deref().unwrap_or_default());
            error(&format!("There is no example “{id}”; nothing was changed."));
            return collected();
        }
        hush();
        let visit = Rc::new(Visit { read, from_behind: false });
        let load = Load { visit: Some(Rc::clone(&visit)), is_seen: false };
        with(|state| state.host.loads = Some(load));
        change(move |model| model.visit = Some(visit));
    });
}

/// What was said before may have to be said again.
fn hush() {
    change(|model| model.notice = None);
    with(|state| state.host.told.iter_mut().for_each(|told| told.notice = None));
}

/// The fields of an object that bears our name.
fn fields(data: &JsValue) -> Option<Fields> {
    let object = data.dyn_ref::<Object>()?;
    let name = Reflect::get(object, &"name".into()).ok()?.as_string()?;
    if name != "awaitscope" {
        return None;
    }
    let mut fields = Fields::new();
    flatten("", object, &mut fields);
    Some(fields)
}

fn flatten(before: &str, object: &Object, fields: &mut Fields) {
    let entries = Object::entries(object);
    for at in 0..entries.length().min(MOST_FIELDS) {
        let entry = Array::from(&entries.get(at));
        let (name, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
        let name = format!("{before}{}", name.chars().take(100).collect::<String>());
        let Some(text) = written(&value) else { continue };
        if let (message::OBJECT, "", Some(inner)) = (&*text, before, value.dyn_ref::<Object>()) {
            flatten(&format!("{name}."), inner, fields);
        }
        fields.push((name, text));
    }
}

/// A text, a number or a truth, as JavaScript writes it; of anything else only what it is. What is
/// not defined is not there.
fn written(value: &JsValue) -> Option<String> {
    if value.is_undefined() {
        return None;
    }
    let text = match (value.as_string(), value.as_f64(), value.as_bool()) {
        (Some(text), ..) if text.len() > LONGEST_TEXT => "a long text".to_owned(),
        (Some(text), ..) => text,
        (_, Some(number), _) => {
            String::from(js_sys::Number::from(number).to_string_with_radix(10).ok()?)
        }
        (_, _, Some(truth)) => truth.to_string(),
        _ if value.is_null() => "null".to_owned(),
        _ if Array::is_array(value) => "a list".to_owned(),
        _ if value.is_object() => message::OBJECT.to_owned(),
        _ => "of another kind".to_owned(),
    };
    Some(text)
}

fn obey(message: Message) {
    let Some(model) = with(|state| state.model.clone()) else { return };
    match message {
        // After what was said before it has been done.
        Message::Hello => {
            with(|state| state.host.greets = true);
            change(|_| {});
        }
        Message::Step(by) => change(move |model| model.turn_page(by)),
        Message::Seek(step) => emit(Action::Slide(step)),
        Message::SeekPlace(place) => match model.run.find(place) {
            Ok(position) => emit(Action::Seek(position)),
            Err(_) => error(&format!("This run has no step “{place}”; nothing was changed.")),
        },
        Message::Play => change(|model| model.play(true)),
        Message::Pause => change(|model| model.play(false)),
        Message::Set(settings) => {
            let unknown = settings.iter().find_map(|setting| match setting {
                Setting::Knob(name, _)
                    if !model.run.texts.knobs.iter().any(|it| it.name == *name) =>
                {
                    Some(name)
                }
                _ => None,
            });
            if let Some(name) = unknown {
                let name = crate::link::short(name);
                return error(&format!("This example has no knob “{name}”; nothing was changed."));
            }
            hush();
            settings.into_iter().for_each(set);
        }
        Message::Load(read) => load(*read),
    }
}

fn set(setting: Setting) {
    match setting {
        Setting::Knob(name, value) => emit(Action::turn(name, value)),
        Setting::Seed(seed) => emit(Action::Reseed(seed)),
        Setting::Theme(theme) => emit(Action::SetTheme(theme)),
        Setting::Axis(axis) => emit(Action::SetAxis(axis)),
        Setting::Text(percent) => set_text(percent),
    }
}

/// Tells the host what has changed.
pub(super) fn tell(model: &Model) {
    if parent().is_none() || !super::asked().embed {
        return;
    }
    let is_loaded = with(|state| state.host.loads.as_mut().is_some_and(|it| it.is_over(model)));
    if model.awaits_stops() {
        return;
    }
    let (before, greets) = with(|state| {
        if is_loaded {
            state.host.loads = None;
        }
        let notice = model.notice.clone();
        let told = Told { run: Rc::clone(&model.run), position: model.position, notice };
        (state.host.told.replace(told), std::mem::take(&mut state.host.greets))
    });
    let is_same = |told: &Told| told.run.example.id == model.run.example.id;
    let is_ready = is_loaded || !before.as_ref().is_some_and(is_same);
    let is_moved = before
        .as_ref()
        .is_some_and(|told| told.position != model.position || !Rc::ptr_eq(&told.run, &model.run));
    if is_moved && !is_ready {
        post("stepchanged", &step(model));
    }
    if is_ready || greets {
        ready(model);
        collected();
    }
    if let Some(notice) = &model.notice
        && before.is_none_or(|told| told.notice.as_ref() != Some(notice))
    {
        error(notice);
    }
}

fn ready(model: &Model) {
    let mut fields = vec![
        ("example", JsValue::from(model.run.example.id)),
        ("title", JsValue::from(&*model.run.texts.title)),
    ];
    fields.extend(step(model));
    post("ready", &fields);
}

fn step(model: &Model) -> Vec<(&'static str, JsValue)> {
    let (step, steps) = model.steps();
    let place = model.run.place(model.position).map(|place| place.to_string());
    vec![
        ("step", JsValue::from(step as f64)),
        ("steps", JsValue::from(steps as f64)),
        ("place", JsValue::from(place.unwrap_or_else(|| "0".to_owned()))),
        ("link", JsValue::from(model.link().to_string())),
    ]
}

pub(super) fn error(sentence: &str) {
    post("error", &[("message", JsValue::from(sentence))]);
}

/// Sends an object of ours to the host, whoever that is: nothing in it is a secret.
pub(super) fn post(kind: &str, fields: &[(&'static str, JsValue)]) {
    let Some(parent) = parent() else { return };
    let message = Object::new();
    let name = [("name", "awaitscope".into()), ("version", 1.into()), ("type", kind.into())];
    for (key, value) in name.iter().chain(fields) {
        let _ = Reflect::set(&message, &JsValue::from(*key), value);
    }
    let _ = parent.post_message(&message, "*");
}

/// Says something to the host in its own words.
pub(super) fn post_text(text: &str) {
    if let Some(parent) = parent() {
        let _ = parent.post_message(&JsValue::from(text), "*");
    }
}

/// A link that something outside has asked for.
pub(super) fn visit(read: Read) {
    change(move |model| model.visit = Some(Rc::new(Visit { read, from_behind: false })));
}

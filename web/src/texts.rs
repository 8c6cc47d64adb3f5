//! Fetches an example's words and keeps them: `texts/<id>.json`, whose shape `crates/press` writes
//! down. The browser parses it; here it is only read out.

use crate::browser;
use crate::state::{Local, Machine, More, Question, Source, Stage, Texts};
use examples::{Example, Knob};
use js_sys::{Array, JSON, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

thread_local! {
    static KEPT: RefCell<Vec<(&'static str, Rc<Texts>)>> = const { RefCell::new(Vec::new()) };
}

/// The words of an example.
///
/// # Errors
/// If they cannot be fetched: a sentence for the reader.
pub async fn of(example: &'static Example) -> Result<Rc<Texts>, String> {
    let id = example.id;
    let kept = KEPT.with_borrow(|kept| {
        kept.iter().find(|(known, _)| *known == id).map(|(_, texts)| Rc::clone(texts))
    });
    if let Some(texts) = kept {
        return Ok(texts);
    }
    let json = fetch(&format!("texts/{id}.json")).await.ok_or_else(|| {
        format!(
            "The words and the source of “{id}” could not be loaded; reload the page to try again."
        )
    })?;
    let texts = Rc::new(read(&json));
    KEPT.with_borrow_mut(|kept| kept.push((id, Rc::clone(&texts))));
    Ok(texts)
}

/// What can be said of an example once it stands; `read` is [`read_more`].
pub async fn more(example: &Example, read: fn(&JsValue) -> More) -> Option<More> {
    let json = fetch(&format!("texts/{}.more.json", example.id)).await;
    json.map(|json| read(&json))
}

/// Reads what was fetched. It comes in the same part as what shows it.
pub fn read_more(json: &JsValue) -> More {
    More {
        prose: text(json, "prose"),
        discuss: text(json, "discuss"),
        machines: list(&get(json, "states"), "functions").map(|it| read_machine(&it)).collect(),
    }
}

pub(crate) async fn fetch(path: &str) -> Option<JsValue> {
    let address = browser::address_of(path);
    let response = JsFuture::from(browser::window().fetch_with_str(&address)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let body = JsFuture::from(response.text().ok().filter(|_| response.ok())?).await.ok()?;
    JSON::parse(&body.as_string()?).ok()
}

fn read(json: &JsValue) -> Texts {
    let question = get(json, "question");
    let question = (!question.is_null()).then(|| Question {
        asks: text(&question, "asks"),
        answers: list(&question, "answers").filter_map(|answer| answer.as_string()).collect(),
    });
    Texts {
        title: text(json, "title"),
        look_for: text(json, "lookFor"),
        question,
        sources: list(json, "sources").map(|source| read_source(&source)).collect(),
        knobs: list(json, "knobs").map(|knob| read_knob(&knob)).collect(),
        refused: list(json, "refused").map(|it| (read_source(&it), text(&it, "says"))).collect(),
    }
}

fn read_source(json: &JsValue) -> Source {
    let runs = list(json, "runs").map(|run| run.as_f64().unwrap_or_default() as u8).collect();
    Source { file: text(json, "file"), text: text(json, "text"), runs }
}

fn read_knob(json: &JsValue) -> Knob {
    let number = |name| get(json, name).as_f64().unwrap_or_default();
    Knob {
        name: text(json, "name"),
        default: number("default") as i64,
        low: number("low") as i64,
        high: number("high") as i64,
        at: number("at") as usize,
    }
}

fn read_machine(json: &JsValue) -> Machine {
    Machine {
        name: text(json, "name"),
        line: number(json, "line"),
        size: number(json, "size"),
        states: list(json, "states").map(|stage| read_stage(&stage)).collect(),
    }
}

fn read_stage(json: &JsValue) -> Stage {
    let awaits = get(json, "awaits");
    Stage {
        kind: text(json, "kind"),
        line: number(json, "line"),
        text: text(json, "text"),
        locals: list(json, "locals").map(|local| read_local(&local)).collect(),
        awaits: awaits.is_object().then(|| read_local(&awaits)),
    }
}

fn read_local(json: &JsValue) -> Local {
    Local { name: text(json, "name"), of: text(json, "type"), size: number(json, "size") }
}

fn number(json: &JsValue, name: &str) -> u32 {
    get(json, name).as_f64().unwrap_or_default() as u32
}

fn get(json: &JsValue, name: &str) -> JsValue {
    Reflect::get(json, &name.into()).unwrap_or(JsValue::NULL)
}

fn text(json: &JsValue, name: &str) -> String {
    get(json, name).as_string().unwrap_or_default()
}

fn list(json: &JsValue, name: &str) -> impl Iterator<Item = JsValue> {
    get(json, name).dyn_into::<Array>().unwrap_or_default().to_vec().into_iter()
}

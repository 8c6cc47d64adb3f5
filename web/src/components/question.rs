//! A question before the run: predict, then see. No score is kept, and it can be hidden.

use super::element::{Element, button, tag};
use crate::state::{Action, Model};
use yew::{AttrValue, Callback, Html};

/// The question with its answers, if the example has one and the reader wants to be asked.
pub(super) fn question(model: &Model, dispatch: &Callback<Action>) -> Option<Element> {
    let question = model.run.texts.question.as_ref()?;
    if !model.asks {
        let ask = button(dispatch, || Action::ShowQuestions(true)).class("quiet");
        return Some(tag("div").class("question").with(ask.text("Ask me first")));
    }
    let right = model.run.right_answer();
    let mut answers = tag("div").class("answers");
    for (place, answer) in question.answers.iter().enumerate() {
        let chosen = model.predicted == Some(place);
        let verdict = match (model.predicted, Some(place) == right) {
            (Some(_), true) => "answer right",
            (Some(_), false) if chosen => "answer wrong",
            _ => "answer",
        };
        let choose = button(dispatch, move || Action::Predict(place));
        let pressed = if chosen { "true" } else { "false" };
        let choose = choose.class(verdict).attr("aria-pressed", pressed);
        answers = answers.with(choose.html(markup(answer)));
    }
    let said = match (model.predicted, right) {
        (None, _) => "",
        (Some(_), None) => "With these numbers, none of the answers holds.",
        (Some(chosen), Some(right)) if chosen == right => "Yes: step through it and see.",
        (Some(_), Some(_)) => "No: the run says otherwise. Step through it and see why.",
    };
    let hide = button(dispatch, || Action::ShowQuestions(false)).class("quiet").text("Hide");
    let question = tag("div")
        .class("question")
        .attr("role", "group")
        .attr("aria-label", "Predict")
        .with(tag("p").class("asks").html(markup(&question.asks)))
        .with(answers)
        .with(tag("p").class("said").attr("role", "status").text(said))
        .with(hide);
    Some(question)
}

/// HTML that was made when the page was built.
fn markup(html: &str) -> Html {
    Html::from_html_unchecked(AttrValue::from(format!("<span>{html}</span>")))
}

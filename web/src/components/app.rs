//! The root: holds the state, derives the facts once per step, and lays out the page's parts.

use super::catalogue::catalogue;
use super::effects;
use super::header::header;
use super::notice::notice;
use super::player::player;
use crate::browser;
use crate::state::{Action, Facts, Model, Theme, reduce};
use std::rc::Rc;
use yew::prelude::*;

/// The state as Yew holds it: nothing is shown before the first example has run.
pub(super) struct Page {
    theme: Theme,
    pub(super) model: Option<Rc<Model>>,
}

impl Reducible for Page {
    type Action = Action;

    fn reduce(self: Rc<Page>, action: Action) -> Rc<Page> {
        let model = match (&self.model, action) {
            (Some(model), action) => reduce(model, action),
            (None, Action::Open(opening)) => Model::new(*opening, self.theme),
            (None, _) => return self,
        };
        Rc::new(Page { theme: model.theme, model: Some(Rc::new(model)) })
    }
}

/// The whole page.
#[component]
pub fn App() -> Html {
    let page = use_reducer(|| Page { theme: browser::stored_theme(), model: None });
    let dispatcher = page.dispatcher();
    let dispatch = use_callback((), move |action: Action, ()| dispatcher.dispatch(action));
    let embedded = browser::is_embedded();
    effects::use_links(page.model.clone(), embedded, &dispatch);
    effects::use_clock(page.model.as_deref(), &dispatch);
    effects::use_document(page.model.clone());

    let Some(model) = &page.model else { return Html::default() };
    let said = model.notice.as_deref().map(|text| notice(text, &dispatch));
    let player = player(model, &Facts::of(model), &dispatch);
    if embedded {
        return html! { <div class="page embedded">{ said }{ player }</div> };
    }
    html! {
        <div class="page">
            { header(model.theme, &dispatch) }
            { catalogue(model.run.example.id) }
            <div class="stage">{ said }{ player }</div>
        </div>
    }
}

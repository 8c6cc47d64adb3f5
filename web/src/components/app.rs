//! The root: holds the state, derives the facts once per step, and lays out the page's parts.

use super::catalogue::Catalogue;
use super::effects;
use super::header::Header;
use super::notice::Notice;
use super::player::Player;
use super::shared::Shared;
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
    let embedded = *use_memo((), |()| browser::is_embedded());
    effects::use_links(page.model.clone(), embedded, &dispatch);
    effects::use_clock(page.model.as_deref(), &dispatch);
    effects::use_document(page.model.clone());

    let facts = use_memo(page.model.clone().map(Shared), |model| {
        model.as_ref().map(|model| Shared(Rc::new(Facts::of(model))))
    });
    let (Some(model), Some(facts)) = (&page.model, &*facts) else { return Html::default() };
    let notice = html! {
        if let Some(notice) = &model.notice {
            <Notice text={notice.clone()} dispatch={dispatch.clone()} />
        }
    };
    let player = html! {
        <Player
            model={Shared(Rc::clone(model))}
            facts={facts.clone()}
            dispatch={dispatch.clone()}
        />
    };
    if embedded {
        return html! { <div class="page embedded">{ notice }{ player }</div> };
    }
    html! {
        <div class="page">
            <Header theme={model.theme} dispatch={dispatch.clone()} />
            <Catalogue current={model.run.example.id} dispatch={dispatch.clone()} />
            <div class="stage">{ notice }{ player }</div>
        </div>
    }
}

//! The root: holds the state, derives the facts once per step, and lays out the page's parts.

use super::catalogue::catalogue;
use super::effects::Effects;
use super::element::tag;
use super::header::header;
use super::notice::notice;
use super::player::player;
use crate::browser;
use crate::state::{Action, Facts, Model, Theme, reduce};
use yew::prelude::*;

/// The whole page.
pub struct App {
    theme: Theme,
    dispatch: Callback<Action>,
    effects: Effects,
    /// Nothing is shown before the first example has run.
    shown: Option<(Model, Facts)>,
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(ctx: &Context<App>) -> App {
        let dispatch = ctx.link().callback(|action| action);
        let effects = Effects::new(dispatch.clone());
        App { theme: browser::stored_theme(), dispatch, effects, shown: None }
    }

    fn update(&mut self, _: &Context<App>, action: Action) -> bool {
        let model = match (&self.shown, action) {
            (Some((model, _)), action) => reduce(model, action),
            (None, Action::Open(opening)) => Model::new(*opening, self.theme),
            (None, Action::SetTheme(theme)) => {
                self.theme = theme;
                return false;
            }
            (None, _) => return false,
        };
        let facts = Facts::of(&model);
        self.shown = Some((model, facts));
        true
    }

    fn view(&self, _: &Context<App>) -> Html {
        let Some((model, facts)) = &self.shown else { return Html::default() };
        let dispatch = &self.dispatch;
        let embedded = browser::is_embedded();
        let said = model.notice.as_deref().map(|text| notice(text, dispatch).done());
        let stage = tag("div").class(if embedded { "page embedded" } else { "stage" });
        let bar = model.guide.map(|guide| (guide.bar)(model, dispatch));
        let stage = stage.html(bar.unwrap_or_default()).html(said.unwrap_or_default());
        let stage = stage.with(player(model, facts, dispatch));
        if embedded {
            return stage.done();
        }
        let page = tag("div").class("page").with(header(model.theme, dispatch));
        page.with(catalogue(model.run.example.id)).with(stage).done()
    }

    fn rendered(&mut self, _: &Context<App>, first: bool) {
        if first {
            self.effects.start();
        }
        if let Some((model, facts)) = &self.shown {
            self.effects.follow(model, facts);
        }
    }
}

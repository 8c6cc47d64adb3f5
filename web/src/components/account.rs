//! The run in words: what the diagram shows, as headings, sentences and tables. Made only when it
//! is asked for. An instant leads to its step, and in each table the row at the cursor is marked.

use super::element::{Element, On, button, tag};
use crate::state::{Action, Language, Model};
use diagram::{Account, Cell, Table};
use wasm_bindgen::JsCast;
use web_sys::Event;
use yew::Callback;

/// The account of each language's run.
pub(super) fn account(model: &Model, dispatch: &Callback<Action>) -> Element {
    let toggled = |event: &Event| {
        let details = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        Some(Action::ShowAccount(details.has_attribute("open")))
    };
    let mut details = tag("details").class("account").on(On::Toggle, dispatch, toggled);
    details = details.with(tag("summary").text("This run in words"));
    let Some(words) = model.words.filter(|_| model.account) else { return details };
    for (which, account) in model.run.accounts(words).iter().enumerate() {
        let reader = Reader { model, dispatch, language: Language::of(which) };
        details = details.with(reader.told(account));
    }
    details
}

/// Where the account stands, and who is told what is clicked.
struct Reader<'a> {
    model: &'a Model,
    dispatch: &'a Callback<Action>,
    language: Language,
}

impl Reader<'_> {
    fn told(&self, account: &Account) -> Element {
        let name = self.language.name();
        let label = format!("The {name} run in words");
        let mut section = tag("section")
            .value("aria-label", label)
            .with(tag("h3").text(name))
            .with(tag("p").string(&account.opening));
        for part in &account.sections {
            section = section.with(tag("h4").string(&part.heading));
            for sentence in &part.sentences {
                section = section.with(tag("p").string(sentence));
            }
            section = section.all(part.tables.iter().map(|table| self.table(table)));
        }
        section
    }

    fn table(&self, table: &Table) -> Element {
        let column = |name: &'static str| tag("th").attr("scope", "col").text(name);
        let head = tag("tr").all(table.columns.iter().map(|name| column(name)));
        let cursor = self.model.run.timeline.cursor(self.model.position, self.language.which());
        let current = table.current(cursor);
        let rows = table.rows.iter().enumerate().map(|(at, row)| {
            let cells = row.cells.iter().enumerate().map(|(at, cell)| self.cell(at == 0, cell));
            tag("tr").maybe("aria-current", (current == Some(at)).then_some("step")).all(cells)
        });
        let made = tag("table")
            .with(tag("caption").class("unseen").text(table.caption))
            .with(tag("thead").with(head))
            .with(tag("tbody").all(rows));
        // What scrolls must be within a keyboard's reach; buttons in it are that already.
        let leads = table.rows.iter().any(|row| row.cells.iter().any(|cell| cell.event.is_some()));
        tag("div").maybe("tabindex", (!leads).then_some("0")).attr("data-scrolls", "").with(made)
    }

    fn cell(&self, first: bool, cell: &Cell) -> Element {
        let made = if first { tag("th").attr("scope", "row") } else { tag("td") };
        let Some(event) = cell.event else { return made.string(&cell.text) };
        let language = self.language;
        let leads = button(self.dispatch, move || Action::Show(language, event)).class("leads");
        made.with(leads.string(&cell.text))
    }
}

//! The runs of one recipe: Rust's, and JavaScript's if it is asked for.
//!
//! The pictures of the page's build and those of the command line are drawn here, by one function
//! ([`Runs::picture`]), so that they are the same to the byte.

use crate::command::{Choice, Theme};
use crate::show::Problem;
use crate::{typing, what_if};
use diagram::{AxisKind, Look, Scene, Timeline, View};
use examples::Example;
use trace::{Recipe, Trace};

pub(crate) struct Runs {
    pub(crate) example: &'static Example,
    /// Rust's, and after it its twin's.
    pub(crate) traces: Vec<Trace>,
}

impl Runs {
    /// What is chosen on the command line.
    pub(crate) fn by(choice: &Choice, with_twin: bool) -> Result<Runs, Problem> {
        let example = examples::find(&choice.id)?;
        let mut recipe = Recipe { knobs: choice.knobs.clone(), ..Recipe::of(example.id) };
        recipe.seed = choice.seed;
        for problem in examples::settle(&example.knobs(), &mut recipe) {
            eprintln!("note: {problem}");
        }
        typing::add(&mut recipe, example, &choice.typed)?;
        what_if::add(&mut recipe, &choice.what_ifs, with_twin)?;
        let runs = Runs::of(example, &recipe, with_twin)?;
        let unmet = runs.traces.iter().flat_map(Trace::unmet);
        for sentence in typing::lost(runs.rust()).into_iter().chain(unmet) {
            eprintln!("note: {sentence}");
        }
        Ok(runs)
    }

    /// An example's runs by a recipe.
    pub(crate) fn of(
        example: &'static Example,
        recipe: &Recipe,
        with_twin: bool,
    ) -> Result<Runs, Problem> {
        if example.kind.needs_page() {
            return Err(Problem::of_page(example));
        }
        // First what can fail.
        let twin = if with_twin { Some(twins::run(recipe)?) } else { None };
        let traces = [example.run(recipe)].into_iter().chain(twin).collect();
        Ok(Runs { example, traces })
    }

    pub(crate) fn rust(&self) -> &Trace {
        &self.traces[0]
    }

    /// The names of their sources.
    pub(crate) fn files(&self) -> [String; 2] {
        [self.example.file(), self.example.twin_file().unwrap_or_default()]
    }

    /// All of it on one clock, as the page's “Take away” draws the whole run.
    pub(crate) fn picture(&self, theme: Theme) -> String {
        let theme = match theme {
            Theme::Light => diagram::Theme::Light,
            Theme::Dark => diagram::Theme::Dark,
        };
        self.seen(|view, traces, timeline| {
            diagram::svg(view, traces, timeline, timeline.steps(), theme)
        })
    }

    /// What is on that picture.
    pub(crate) fn seen<T>(&self, see: impl FnOnce(&View, &[&Trace], &Timeline) -> T) -> T {
        let traces: Vec<_> = self.traces.iter().collect();
        let scenes: Vec<_> = self.traces.iter().map(Scene::new).collect();
        let timeline = Timeline::new(&traces);
        let look = Look::by_itself(AxisKind::Story);
        see(&View::new(&traces, &scenes, &timeline, &look), &traces, &timeline)
    }
}

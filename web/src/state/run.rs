//! An example's traces on one timeline, laid out once.

use super::{Beside, Laid, Language, Long, Place, Texts};
use crate::parts::Words;
use diagram::{Account, Contrast, Finding, Scene, Timeline};
use examples::Example;
use std::cell::OnceCell;
use std::rc::Rc;
use trace::{AnchorError, Event, LaneKind, Recipe, ScopeNode, Trace};

/// What is known of the twin's run.
#[derive(Clone, Debug)]
pub enum TwinRun {
    /// The example has no twin.
    None,
    /// Its promises are still being settled.
    Awaited,
    /// It has run.
    Ran(Rc<Trace>),
    /// It could not be run; a sentence says why.
    Failed(String),
}

impl TwinRun {
    /// Whether it is still to come.
    pub fn is_awaited(&self) -> bool {
        matches!(self, TwinRun::Awaited)
    }
}

/// One run of an example, in each of its languages.
pub struct Run {
    /// Which example.
    pub example: &'static Example,
    /// Its words and its sources.
    pub texts: Rc<Texts>,
    /// What decided the run.
    pub recipe: Recipe,
    /// The Rust run.
    pub rust: Rc<Trace>,
    /// The JavaScript run.
    pub twin: TwinRun,
    /// The steps that both share.
    pub timeline: Rc<Timeline>,
    /// One for each trace.
    pub scenes: Vec<Scene>,
    /// What a run of more events than can be folded at each step has besides.
    pub long: Option<Rc<dyn Long>>,
    /// Another run that is drawn with it, on the same timeline.
    pub beside: Option<Beside>,
    /// The lines that lead somewhere, and the answer of the prediction that is right.
    lines: [OnceCell<Vec<u32>>; 2],
    right: OnceCell<Option<usize>>,
    /// Made when they are first asked for.
    accounts: OnceCell<Vec<Account>>,
    findings: OnceCell<Vec<Finding>>,
    contrasts: OnceCell<Vec<Contrast>>,
    spans: OnceCell<Vec<ScopeNode>>,
    unmoved: OnceCell<Option<Trace>>,
}

impl Run {
    /// Lays out what has been run. The trace is inert: nothing is run here.
    pub fn new(
        example: &'static Example,
        texts: Rc<Texts>,
        recipe: Recipe,
        rust: Rc<Trace>,
        twin: TwinRun,
        laid: Option<Laid>,
    ) -> Run {
        let mut run = Run::unlaid(example, texts, recipe, rust, twin);
        run.lay_out(laid);
        run
    }

    fn unlaid(
        example: &'static Example,
        texts: Rc<Texts>,
        recipe: Recipe,
        rust: Rc<Trace>,
        twin: TwinRun,
    ) -> Run {
        Run {
            example,
            texts,
            recipe,
            rust,
            twin,
            timeline: Rc::default(),
            scenes: Vec::new(),
            long: None,
            beside: None,
            lines: Default::default(),
            right: OnceCell::new(),
            accounts: OnceCell::new(),
            findings: OnceCell::new(),
            contrasts: OnceCell::new(),
            spans: OnceCell::new(),
            unmoved: OnceCell::new(),
        }
    }

    fn lay_out(&mut self, laid: Option<Laid>) {
        let traces = self.traces();
        if let Some(laid) = laid {
            (self.timeline, self.scenes, self.long) =
                (laid.timeline, vec![laid.scene], Some(laid.long));
            return;
        }
        let timeline = Timeline::new(&traces);
        self.scenes = traces.iter().map(|trace| Scene::new(trace)).collect();
        self.timeline = timeline.into();
    }

    /// The same run, drawn with another one.
    pub(super) fn drawn_with(
        &self,
        timeline: Rc<Timeline>,
        scenes: Vec<Scene>,
        beside: Beside,
    ) -> Run {
        let (texts, recipe) = (Rc::clone(&self.texts), self.recipe.clone());
        let (rust, twin) = (Rc::clone(&self.rust), self.twin.clone());
        let run = Run::unlaid(self.example, texts, recipe, rust, twin);
        Run { timeline, scenes, beside: Some(beside), ..run }
    }

    /// The traces that are drawn: the run's own, and those of the run beside it.
    pub fn drawn(&self) -> Vec<&Trace> {
        let mut traces = self.traces();
        if let Some(beside) = &self.beside {
            traces.extend(beside.run.traces());
        }
        traces
    }

    /// The answer of the example's prediction that this run bears out.
    pub fn right_answer(&self) -> Option<usize> {
        *self.right.get_or_init(|| self.example.predict(&self.rust))
    }

    /// The lines of a language's source that some step's event points at.
    pub fn lines(&self, language: Language) -> &[u32] {
        self.lines[language.which()].get_or_init(|| self.lines_with_steps(language))
    }

    /// The traces, in the order of the timeline.
    pub fn traces(&self) -> Vec<&Trace> {
        let mut traces = vec![&*self.rust];
        if let TwinRun::Ran(trace) = &self.twin {
            traces.push(trace);
        }
        traces
    }

    /// The trace of a language, if it has run.
    pub fn trace(&self, language: Language) -> Option<&Trace> {
        self.traces().get(language.which()).copied()
    }

    /// What happens in each trace, in words.
    pub fn accounts(&self, words: &Words) -> &[Account] {
        self.accounts.get_or_init(|| match &self.long {
            Some(long) => vec![long.account(&self.rust)],
            None => self.traces().into_iter().map(words.account).collect(),
        })
    }

    /// What went wrong in the Rust run, in order.
    pub fn findings(&self, words: &Words) -> &[Finding] {
        self.findings.get_or_init(|| (words.lint)(&self.rust))
    }

    /// What differs between the two languages' runs.
    pub fn contrasts(&self, words: &Words) -> &[Contrast] {
        let make = || match &self.traces()[..] {
            [rust, javascript] => (words.contrasts)(rust, javascript),
            _ => Vec::new(),
        };
        self.contrasts.get_or_init(make)
    }

    /// The spans of the Rust program's own tracing, as trees.
    pub fn spans(&self, words: &Words) -> &[ScopeNode] {
        let make = || if self.rust.scopes.is_empty() { vec![] } else { (words.spans)(&self.rust) };
        self.spans.get_or_init(make)
    }

    /// The Rust run without its what-ifs, if it is one that can be made again at once.
    pub fn unmoved(&self) -> Option<&Trace> {
        let can_be = self.long.is_none() && !self.example.kind.needs_page();
        let recipe = || Recipe { what_ifs: Vec::new(), ..self.recipe.clone() };
        self.unmoved.get_or_init(|| can_be.then(|| self.example.run(&recipe()))).as_ref()
    }

    /// The last position.
    pub fn end(&self) -> usize {
        self.timeline.steps()
    }

    /// The index and the event that the step to `position` made happen in this language, if any.
    pub fn event(&self, position: usize, language: Language) -> Option<(usize, &Event)> {
        if position == 0 {
            return None;
        }
        let trace = self.trace(language)?;
        let index = self.timeline.event(position, language.which())?;
        Some((index, trace.events.get(index)?))
    }

    /// How a link names this position: by its Rust event if it has one, else by its twin's; the
    /// start has no name and needs none.
    pub fn place(&self, position: usize) -> Option<Place> {
        [Language::Rust, Language::JavaScript].into_iter().find_map(|language| {
            let (index, _) = self.event(position, language)?;
            let anchor = self.trace(language)?.anchor(index)?;
            Some(Place { language, anchor })
        })
    }

    /// The position that a place names.
    ///
    /// # Errors
    /// If this run has no such place, or no such language.
    pub fn find(&self, place: Place) -> Result<usize, AnchorError> {
        let missing = || AnchorError::Missing(place.to_string());
        // Without a twin, JavaScript's lane is one of Rust's run: a bridge's.
        let is_bridge = self.traces().len() == 1 && place.anchor.lane == LaneKind::JavaScript;
        let language = if is_bridge { Language::Rust } else { place.language };
        let trace = self.trace(language).ok_or_else(missing)?;
        let event = trace.find(place.anchor).map_err(|_| missing())?;
        Ok(self.timeline.position(language.which(), event))
    }
}

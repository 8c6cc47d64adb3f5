//! An example's words: fetched when it is opened, and shown as they are.

use super::Machine;
use examples::Knob;

/// All words of an example. HTML in here was made from files of ours when the page was built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// A few words.
    pub title: String,
    /// What to look for; HTML without a paragraph around it.
    pub look_for: String,
    /// What the reader may predict.
    pub question: Option<Question>,
    /// The Rust file, and its twin's if there is one.
    pub sources: Vec<Source>,
    /// The numbers in the Rust file that can be turned, in its order.
    pub knobs: Vec<Knob>,
    /// Code that the compiler refuses, with its words.
    pub refused: Vec<(Source, String)>,
}

/// What can be said of an example once it stands: fetched a moment later.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct More {
    /// What happens, why, what to try, where to read on; HTML.
    pub prose: String,
    /// The chapter's questions; HTML.
    pub discuss: String,
    /// The state machines of its async code, as the compiler made them.
    pub machines: Vec<Machine>,
}

/// A question before the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// HTML without a paragraph around it.
    pub asks: String,
    /// The same.
    pub answers: Vec<String>,
}

/// A file, and how it is coloured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Its name.
    pub file: String,
    /// Byte for byte what was compiled, or what the engine runs.
    pub text: String,
    /// Its colours, as [`crate::highlight`] reads them.
    pub runs: Vec<u8>,
}

impl Texts {
    /// The source in a language, if the example is written in it.
    pub fn source(&self, language: super::Language) -> Option<&Source> {
        self.sources.get(language.which())
    }
}

//! Splices marks into a twin's source, so that its calls can be seen while it really runs.
//!
//! [`mark`] parses a JavaScript module and inserts calls at the right places of its very text: a
//! function's entry and exit, each suspension and resumption. Nothing is printed anew and no line
//! comes or goes, so the line numbers of the engine's stacks stay those of the file. The marked
//! text is what the engine runs; the page shows the file. What the marks tell, and to whom, is
//! `web/js/marks.js`. What cannot be marked exactly is refused, with its line.
//!
//! Read in this order: `marker` (what is inserted where), `functions`, `suspensions`,
//! `calls` and `loops` (its parts), `refusals`, `names`, `splices`, `site`.

mod calls;
mod functions;
mod loops;
mod marker;
mod names;
mod refusals;
mod site;
mod splices;
mod suspensions;

use oxc::allocator::Allocator;
use oxc::ast::ast::Program;
use oxc::ast_visit::Visit;
use oxc::diagnostics::OxcDiagnostic;
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;

pub use site::{Kind, Place, Site};

/// Comes before the first line, on that line.
const OPENING: &str = "let $marks;export function $use(marks){$marks=marks}";

/// A twin with marks in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What the engine runs: a module that exports what the twin exports, `$use` and `$sites`.
    pub text: String,
    /// What the numbers in the marks mean, as `$sites` has it too.
    pub sites: Vec<Site>,
}

/// Why a twin cannot be marked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// Line of the source, from 1.
    pub line: u32,
    /// A sentence.
    pub why: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// Marks a twin's source: a JavaScript module.
///
/// # Errors
/// All that does not parse, or else all that cannot be marked exactly, ordered by line.
pub fn mark(source: &str) -> Result<Marked, Vec<Refusal>> {
    let marked = parsed(source, |program| {
        let mut marker = marker::Marker::new(source, program);
        marker.visit_program(program);
        marker.finish()
    })??;
    // Whatever the marks break after all (a name declared twice becomes an error inside a block)
    // is found here; lines are those of the source.
    parsed(&marked.text, |_| ()).map(|()| marked).map_err(|errors| {
        let blame = |it: Refusal| Refusal {
            why: format!("With marks in it, this does not parse: {}", it.why),
            ..it
        };
        errors.into_iter().map(blame).collect()
    })
}

/// Hands a parsed module on, or says with their lines why it is none.
fn parsed<T>(source: &str, then: impl FnOnce(&Program<'_>) -> T) -> Result<T, Vec<Refusal>> {
    let allocator = Allocator::default();
    let parser = Parser::new(&allocator, source, SourceType::mjs()).parse();
    let errors = refusals(source, parser.diagnostics.into_iter());
    if !errors.is_empty() {
        return Err(errors);
    }
    let semantic = SemanticBuilder::new().with_check_syntax_error(true).build(&parser.program);
    let errors = refusals(source, semantic.diagnostics.into_iter());
    if errors.is_empty() { Ok(then(&parser.program)) } else { Err(errors) }
}

fn refusals(source: &str, errors: impl Iterator<Item = OxcDiagnostic>) -> Vec<Refusal> {
    let refusal = |error: OxcDiagnostic| {
        // Of a name that is declared twice, the second place comes last.
        let offset = error.labels.last().map_or(0, |label| label.offset());
        let before = &source.as_bytes()[..source.len().min(offset as usize)];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u32;
        Refusal { line, why: error.message.to_string() }
    };
    let mut all: Vec<_> = errors.map(refusal).collect();
    all.sort();
    all
}

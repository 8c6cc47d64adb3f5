//! One Node process that runs all twins, and the pipe between it and their native worlds.
//!
//! `node.mjs` runs the page's own `host.js`; what the page's world is to that, [`Hosted`] is here.
//! It leaves out what only a browser can show: that the engine there orders microtasks alike.

use awaitscope::twin::{Hosted, TwinWorld};
use examples::{find, turned};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};
use trace::{Recipe, Trace};

/// The process; one twin runs at a time.
static NODE: LazyLock<Mutex<Node>> = LazyLock::new(|| Mutex::new(Node::start()));

struct Node {
    /// Ends when this process does, for then nobody writes to its standard input.
    _process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

/// The run of an example's twin as its author wrote it.
pub fn js(id: &str) -> Trace {
    js_by(&Recipe::of(id))
}

/// The run of an example's twin with one knob turned.
pub fn js_with(id: &str, knob: &str, value: i64) -> Trace {
    js_by(&Recipe { knobs: vec![(knob.to_owned(), value)], ..Recipe::of(id) })
}

/// The run of an example's twin by a recipe.
pub fn js_by(recipe: &Recipe) -> Trace {
    let example = find(&recipe.example).expect("the tests name examples that exist");
    let source = example.twin_source().unwrap_or_else(|| panic!("{} has no twin", example.id));
    let knobs = turned(&example.knobs(), recipe);
    let (world, budget) = (example.twin_world(recipe), example.limits().events);
    let file = example.twin_file().expect("it has a twin");
    run(&file, source, Hosted::new(world, source.to_owned(), knobs, budget))
}

/// The run of a file beside the tests, in this world.
pub fn probe(file: &str, world: TwinWorld, budget: u64) -> Trace {
    let path = here("tests/twins/probes").join(file);
    let source = std::fs::read_to_string(&path).expect("the probes stand beside the tests");
    run(file, &source, Hosted::new(world, source.clone(), "{}".to_owned(), budget))
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// As the address of a module, on every system.
fn url_of(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = path.display().to_string().replace('\\', "/").replace(' ', "%20");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// Runs the marked text of a twin, as a page does: `press` writes the same.
fn run(file: &str, source: &str, hosted: Hosted) -> Trace {
    let marked = marks::mark(source).unwrap_or_else(|refused| panic!("{file}: {refused:?}"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("marked");
    let path = folder.join(file);
    let mut node = NODE.lock().unwrap_or_else(PoisonError::into_inner);
    // Tests may run in processes of their own, side by side: nobody may read half a file.
    let fresh = folder.join(format!("{file}.{}", std::process::id()));
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&fresh, marked.text))
        .and_then(|()| std::fs::rename(&fresh, &path));
    written.expect("the target folder can be written to");
    let trace = node.run(&path, hosted);
    assert_eq!(trace.validate(), Ok(()), "{file}");
    trace
}

impl Node {
    fn start() -> Node {
        let mut command = Command::new("node");
        // A rejection that is handled late would be worth a warning to Node; the trace tells of it.
        command.arg("--no-warnings").arg(here("tests/twins/node.mjs"));
        command.args(["host", "marks"].map(|it| url_of(&here(&format!("../../web/js/{it}.js")))));
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut process = spawned.unwrap_or_else(|problem| {
            panic!(
                "twins run in Node, version 20.19 or later, and `node` does not start: {problem}"
            )
        });
        let (to, from) = (process.stdin.take(), process.stdout.take());
        let (to, from) = to.zip(from).expect("both are piped");
        Node { _process: process, to, from: BufReader::new(from) }
    }

    fn run(&mut self, path: &Path, mut hosted: Hosted) -> Trace {
        let file = path.file_name().map(|name| name.to_string_lossy());
        self.say(&json!({ "url": url_of(path), "file": file }));
        loop {
            let asked = self.hear();
            match asked[0].as_str() {
                Some("over") => return hosted.finish(),
                Some("failed") => panic!("{}: {}", path.display(), asked[1]),
                _ => self.say(&answer(&mut hosted, &asked)),
            }
        }
    }

    fn say(&mut self, line: &Value) {
        writeln!(self.to, "{line}").expect("Node listens until the tests are over");
    }

    fn hear(&mut self) -> Value {
        let mut line = String::new();
        let size = self.from.read_line(&mut line).expect("Node answers in text");
        assert!(size > 0, "Node has ended; what it said stands above");
        serde_json::from_str(&line).expect("Node answers in JSON")
    }
}

/// What the world answers to one call.
fn answer(hosted: &mut Hosted, asked: &Value) -> Value {
    if tell(hosted, asked) {
        return json!([null]);
    }
    let done = |()| Value::Null;
    let answered = match text(asked, 0) {
        "knobs" => Ok(hosted.knobs().into()),
        "log" => hosted.log(text(asked, 1), whole(asked, 2)).map(done),
        "work" => hosted.work(number(asked, 1), whole(asked, 2)).map(done),
        "start" => {
            let (verb, subject) = (text(asked, 1), text(asked, 2));
            hosted.start(verb, subject, number(asked, 3), whole(asked, 4)).map(Value::from)
        }
        "now" => hosted.now().map(Value::from),
        "advance" => Ok(hosted.advance().into()),
        "operation" => Ok(hosted.operation().into()),
        "answer" => Ok(hosted.answer().into()),
        "failure" => Ok(hosted.failure().into()),
        other => panic!("host.js asks its world for “{other}”"),
    };
    match answered {
        Ok(answer) => json!([answer]),
        Err(refusal) => json!([null, refusal]),
    }
}

/// Tells the world of something to which there is no answer; false if that was no such call.
fn tell(hosted: &mut Hosted, asked: &Value) -> bool {
    match text(asked, 0) {
        "start_turn" => hosted.start_turn(),
        "end_turn" => hosted.end_turn(),
        "entered" => hosted.entered(text(asked, 1), text(asked, 2), &place(asked, 3)),
        "suspended" => {
            let (call, number) = (whole(asked, 1), whole(asked, 4));
            hosted.suspended(call, &place(asked, 2), text(asked, 3), number);
        }
        "resumed" => hosted.resumed(whole(asked, 1), &place(asked, 2)),
        "left" => {
            let (call, number) = (whole(asked, 1), whole(asked, 4));
            hosted.left(call, text(asked, 2), text(asked, 3), number);
        }
        "settled" => hosted.settled(),
        "threw" => hosted.threw(text(asked, 1)),
        "report" => hosted.report(text(asked, 1), text(asked, 2), whole(asked, 3)),
        "cancel" => hosted.cancel(whole(asked, 1)),
        "close" => hosted.close(whole(asked, 1)),
        _ => return false,
    }
    true
}

/// Line, column, end line, end column.
fn place(asked: &Value, place: usize) -> Vec<u32> {
    let numbers = asked[place].as_array().into_iter().flatten();
    numbers.filter_map(|it| u32::try_from(it.as_u64()?).ok()).collect()
}

fn text(asked: &Value, place: usize) -> &str {
    asked[place].as_str().unwrap_or_default()
}

fn number(asked: &Value, place: usize) -> f64 {
    asked[place].as_f64().unwrap_or(f64::NAN)
}

/// A whole number; as in JavaScript's own conversions, what is none counts as 0.
fn whole(asked: &Value, place: usize) -> u32 {
    number(asked, place) as u32
}

//! One Node process that runs all twins, and the pipe to it.
//!
//! It is told the scripts and the twins as texts, so that nothing depends on where a file lies: the
//! program that holds this works wherever it is copied to.

use crate::calls;
use runtime::twin::Hosted;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use trace::Trace;

const SCRIPT: &str = include_str!("node.mjs");
/// The page's own.
const HOST: &str = include_str!("../../../web/js/host.js");
const MARKS: &str = include_str!("../../../web/js/marks.js");

pub(crate) struct Node {
    /// Ends when this is dropped, for then nobody writes to its standard input.
    _process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Node {
    pub(crate) fn start() -> io::Result<Node> {
        let mut command = Command::new("node");
        // A rejection that is handled late would be worth a warning to Node; the trace tells of it.
        command.args(["--no-warnings", "--input-type=module", "--eval", SCRIPT]);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (to, from) = (process.stdin.take(), process.stdout.take());
        let (to, from) = to.zip(from).expect("both are piped");
        let mut node = Node { _process: process, to, from: BufReader::new(from) };
        // If it has ended already, whoever listens for its first answer says so.
        let _ = node.say(&json!({ "host": HOST, "marks": MARKS }));
        Ok(node)
    }

    /// Runs a marked twin in its world.
    pub(crate) fn run(
        &mut self,
        file: &str,
        text: &str,
        mut hosted: Hosted,
    ) -> Result<Trace, String> {
        let ended = |problem: io::Error| format!("Node does not listen any more: {problem}");
        self.say(&json!({ "file": file, "text": text })).map_err(ended)?;
        loop {
            let asked = self.hear()?;
            match asked[0].as_str() {
                Some("over") => return Ok(hosted.finish()),
                Some("failed") => return Err(format!("{file}: {}", asked[1])),
                _ => self.say(&calls::answer(&mut hosted, &asked)?).map_err(ended)?,
            }
        }
    }

    fn say(&mut self, line: &Value) -> io::Result<()> {
        writeln!(self.to, "{line}")
    }

    fn hear(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        match self.from.read_line(&mut line) {
            Ok(0) => Err("Node has ended".to_owned()),
            Ok(_) => serde_json::from_str(&line).map_err(|_| format!("Node printed “{line}”")),
            Err(problem) => Err(format!("Node cannot be heard: {problem}")),
        }
    }
}

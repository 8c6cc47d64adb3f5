//! Counting tests across runners: libtest, nextest and Node each have a closing line of their own.

use std::fmt;
use std::ops::AddAssign;

use crate::shell::Finished;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Tally {
    /// A check that counts as one test.
    pub(crate) fn one(passed: bool) -> Tally {
        Tally { passed: passed.into(), failed: (!passed).into(), skipped: 0 }
    }

    /// A part that could not run here, and said why.
    pub(crate) fn one_skipped() -> Tally {
        Tally { skipped: 1, ..Tally::default() }
    }

    /// The counts in a runner's output. A command that failed without naming a failed test (it did
    /// not compile, it crashed) counts as one failure.
    pub(crate) fn of(finished: &Finished) -> Tally {
        let mut tally = Tally::default();
        for line in finished.output.lines() {
            tally += Tally::of_line(line.trim());
        }
        if !finished.success && tally.failed == 0 {
            tally.failed = 1;
        }
        tally
    }

    /// The counts in one line, if it is a closing line.
    fn of_line(line: &str) -> Tally {
        let mut tally = Tally::default();
        let words: Vec<&str> = line.split_whitespace().collect();
        let pairs = words.windows(2);
        if line.starts_with("test result:") || line.starts_with("Summary [") {
            pairs.for_each(|pair| tally.count(pair[1], pair[0]));
        } else if line.starts_with('ℹ') && words.len() == 3 {
            tally.count(words[1], words[2]);
        }
        tally
    }

    fn count(&mut self, outcome: &str, number: &str) {
        let Ok(number) = number.parse::<u32>() else {
            return;
        };
        match outcome.trim_matches(|c: char| !c.is_alphabetic()) {
            "passed" | "pass" => self.passed += number,
            // nextest says `1 timed out` and `1 exec failed`, Node says `cancelled`.
            "failed" | "fail" | "timed" | "exec" | "cancelled" => self.failed += number,
            "ignored" | "skipped" => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::shell::Finished;

    fn check(output: &str, success: bool, [passed, failed, skipped]: [u32; 3]) {
        let finished = Finished { success, output: output.to_owned() };
        assert_eq!(Tally::of(&finished), Tally { passed, failed, skipped }, "{output}");
    }

    #[test]
    fn the_closing_lines_of_libtest_add_up() {
        let output = "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out\n\
                      running 3 tests\n\
                      test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured";
        check(output, false, [5, 2, 1]);
    }

    #[test]
    fn the_summary_of_nextest_is_read() {
        check("     Summary [   0.017s] 5 tests run: 5 passed, 0 skipped", true, [5, 0, 0]);
        let bad =
            "Summary [ 9.0s] 6/7 tests run: 3 passed (1 slow), 2 failed, 1 timed out, 4 skipped";
        check(bad, false, [3, 3, 4]);
    }

    #[test]
    fn the_summary_of_node_is_read() {
        let output =
            "ℹ tests 9\nℹ suites 0\nℹ pass 5\nℹ fail 2\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0";
        check(output, false, [5, 3, 1]);
    }

    #[test]
    fn a_command_that_fails_before_any_test_is_one_failure() {
        check("error: could not compile `trace`", false, [0, 1, 0]);
        check("", true, [0, 0, 0]);
    }

    #[test]
    fn the_closing_line_names_skipped_tests_only_when_there_are_any() {
        let mut tally = Tally::one(true);
        assert_eq!(tally.to_string(), "1 passed, 0 failed");
        tally += Tally::one_skipped();
        assert_eq!(tally.to_string(), "1 passed, 0 failed, 1 skipped");
    }
}

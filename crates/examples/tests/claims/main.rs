//! What each example must show, as a claim about its trace; a file a chapter.
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test of its own")]

mod at_work;
mod first_look;
mod hood;
mod promises;
mod refused;
mod seen;
mod specimens;
mod wrong;

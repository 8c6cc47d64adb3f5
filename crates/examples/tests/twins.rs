//! Every twin runs in Node, leaves a valid trace, the same each time; and each pair of traces shows
//! the contrast that its example is for.
//! `UPDATE_GOLDEN=1 cargo test -p examples --test twins` writes the kept traces anew.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test of its own")]

#[path = "twins/kept.rs"]
mod kept;
#[path = "what_if/moved.rs"]
mod moved;
#[path = "twins/node.rs"]
mod node;
#[path = "claims/seen.rs"]
mod seen;

#[path = "twins/all.rs"]
mod all;
#[path = "twins/at_work.rs"]
mod at_work;
#[path = "twins/contrasts.rs"]
mod contrasts;
#[path = "twins/first_look.rs"]
mod first_look;
#[path = "twins/hosts.rs"]
mod hosts;
#[path = "twins/promises.rs"]
mod promises;
#[path = "twins/promises_ends.rs"]
mod promises_ends;
#[path = "twins/read.rs"]
mod read;
#[path = "twins/what_if.rs"]
mod what_if;
#[path = "twins/wrong.rs"]
mod wrong;

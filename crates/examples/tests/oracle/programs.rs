//! What small programs print on tokio, kept as text; `tests/programs.rs` compares it with ours.
//!
//! They stand apart from the examples because each uses what one group of the face's functions
//! can do, and teaches nothing.

prints!(channels, "../programs/channels.rs", "../programs/channels.txt");
prints!(combinators, "../programs/combinators.rs", "../programs/combinators.txt");
prints!(intervals, "../programs/intervals.rs", "../programs/intervals.txt");
prints!(locks, "../programs/locks.rs", "../programs/locks.txt");
prints!(selects, "../programs/selects.rs", "../programs/selects.txt");

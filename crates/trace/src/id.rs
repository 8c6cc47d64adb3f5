//! The numbers that events carry: one newtype per table, sequential, never reused.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($repr:ty) $letter:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $repr);

        impl $name {
            /// The row of the table that this number names.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, self.0)
            }
        }
    )*};
}

ids! {
    /// A top-level future that the executor polls; numbered in order of spawning.
    TaskId(u32) "T";
    /// A row of the diagram.
    LaneId(u32) "L";
    /// One invocation of a function or of an `async` block.
    CallId(u32) "C";
    /// Something asked of the simulated outside world.
    OpId(u32) "O";
    /// Something other than an operation that a lane waits for.
    WaitId(u32) "W";
    /// A channel between tasks; numbered in order of creation.
    ChannelId(u32) "H";
    /// A span of the program's own tracing: a stretch of what it does, with a name.
    ScopeId(u32) "G";
    /// A place in the example's source.
    SpanId(u32) "S";
    /// An interned string.
    NameId(u32) "N";
    /// A client into whose terminal the reader types.
    ConnectionId(u32) "K";
    /// Bytes that a client has received.
    BytesId(u32) "B";
    /// The processor that a lane ran on.
    WorkerId(u16) "P";
}

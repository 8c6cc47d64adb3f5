//! What small programs print on tokio, kept as text; `tests/programs.rs` compares it with ours.
//!
//! They stand apart from the examples because each uses what one group of the face's functions
//! can do, and teaches nothing.

macro_rules! programs {
    ($($name:ident $file:literal $text:literal;)*) => {
        $(
            #[path = $file]
            mod $name;
        )*

        mod kept {
            $(
                #[test]
                fn $name() {
                    let network = reactor::Network::default();
                    let lines = crate::tokio_prints_in(network, super::$name::main);
                    let lines = lines.into_iter().map(|(at, text)| format!("{at} {text}\n"));
                    expect_test::expect_file![$text].assert_eq(&lines.collect::<String>());
                }
            )*
        }
    };
}

programs! {
    channels "../programs/channels.rs" "../programs/channels.txt";
    combinators "../programs/combinators.rs" "../programs/combinators.txt";
    intervals "../programs/intervals.rs" "../programs/intervals.txt";
    locks "../programs/locks.rs" "../programs/locks.txt";
    selects "../programs/selects.rs" "../programs/selects.txt";
}

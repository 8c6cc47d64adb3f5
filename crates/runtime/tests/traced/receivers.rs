//! Methods: `self` by value and by reference, in an `impl`, in a trait, behind a pin.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::twice::{Noisy, pause, polled, same, say};
use std::pin::Pin;

trait Vessel {
    fn look_later(&self, at: &Noisy) -> impl Future<Output = &'static str>;
}

/// The same methods, and functions that use them, in a module with and in one without `#[traced]`.
macro_rules! cup {
    ($module:ident $(#[$traced:meta])*) => {
        #[allow(unreachable_pub)]
        mod $module {
            use super::*;

            pub struct Cup(Noisy, u32);

            fn cup() -> Cup {
                Cup(Noisy("cup"), 1)
            }

            impl Cup {
                $(#[$traced])*
                fn look(&self) -> &'static str {
                    self.0.0
                }

                $(#[$traced])*
                fn break_up(self, _shard: Noisy) {
                    let _local = Noisy("local");
                    say("broken");
                }

                $(#[$traced])*
                async fn fill(&mut self, by: u32) -> &mut Self {
                    pause().await;
                    self.1 += by;
                    self
                }

                $(#[$traced])*
                async fn through_a_pin(mut self: Pin<&mut Self>, by: u32) -> u32 {
                    self.1 += by;
                    pause().await;
                    self.1
                }

                $(#[$traced])*
                async fn drink(self, last: Noisy) -> u32 {
                    pause().await;
                    say(last.0);
                    self.1
                }

                $(#[$traced])*
                async fn forget(self, _last: Noisy) {
                    let _local = Noisy("local");
                    pause().await;
                }

                $(#[$traced])*
                async fn top_up(mut self, _: Noisy) -> u32 {
                    self.1 += 1;
                    pause().await;
                    self.1
                }
            }

            impl Vessel for Cup {
                $(#[$traced])*
                async fn look_later(&self, _at: &Noisy) -> &'static str {
                    pause().await;
                    self.0.0
                }
            }

            pub fn looks() {
                say(cup().look());
            }

            pub fn breaks() {
                cup().break_up(Noisy("shard"));
            }

            pub async fn fills() {
                let mut cup = cup();
                let filled = cup.fill(2).await.fill(3).await;
                say(filled.1.to_string());
                say(Pin::new(&mut cup).through_a_pin(4).await.to_string());
                say(cup.look_later(&Noisy("temporary")).await);
            }

            pub fn drinks() -> impl Future {
                cup().drink(Noisy("last"))
            }

            pub fn forgets() -> impl Future {
                cup().forget(Noisy("last"))
            }

            pub fn tops_up() -> impl Future {
                cup().top_up(Noisy("blank"))
            }
        }
    };
}

cup!(plain);
cup!(recorded #[awaitscope::traced]);

#[test]
fn self_by_reference_borrows_and_may_be_returned() {
    same!(looks() => "cup, cup");
    let finished = "called, pending, pending, 6, pending, 10, pending, cup, temporary, cup, ready";
    polled!(fills(); 5 => finished);
}

#[test]
fn self_by_value_is_dropped_last_when_finished_and_first_when_unstarted() {
    same!(breaks() => "broken, local, shard, cup");
    polled!(drinks(); 2 => "called, pending, last, last, cup, ready");
    polled!(forgets(); 2 => "called, pending, local, last, cup, ready");
    polled!(forgets(); 1 => "called, pending, given up, local, last, cup");
    polled!(forgets(); 0 => "called, given up, cup, last");
    polled!(tops_up(); 2 => "called, pending, blank, cup, ready");
    polled!(tops_up(); 0 => "called, given up, cup, blank");
}

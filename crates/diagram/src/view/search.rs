//! Searching in what stands in order. It knows nothing of pictures.

/// The first place for which `before` does not hold; it holds up to some place and not after.
pub(super) fn bisect(mut low: usize, mut high: usize, before: &dyn Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// The same, for a place that is probably about `guess` places on.
pub(super) fn gallop(
    from: usize,
    count: usize,
    guess: usize,
    before: &dyn Fn(usize) -> bool,
) -> usize {
    let about = from.saturating_add(guess.saturating_sub(1));
    let mut leap = 1;
    if about >= count || !before(about) {
        // Not so far: back from there.
        let mut high = about.min(count);
        while high >= from + leap && !before(high - leap) {
            high -= leap;
            leap *= 2;
        }
        return bisect(from.max((high + 1).saturating_sub(leap)), high, before);
    }
    let mut low = about + 1;
    while low + leap <= count && before(low + leap - 1) {
        low += leap;
        leap *= 2;
    }
    bisect(low, count.min(low + leap), before)
}

#[cfg(test)]
mod tests {
    use super::{bisect, gallop};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn whatever_the_guess_the_place_is_found() {
        for count in 0..40 {
            for from in 0..=count {
                for wanted in from..=count {
                    let before = |place: usize| {
                        assert!(place < count, "nothing stands there");
                        place < wanted
                    };
                    assert_eq!(bisect(from, count, &before), wanted);
                    for guess in [0, 1, 2, 3, 7, 20, 50, usize::MAX] {
                        assert_eq!(gallop(from, count, guess, &before), wanted, "{guess}");
                    }
                }
            }
        }
    }
}

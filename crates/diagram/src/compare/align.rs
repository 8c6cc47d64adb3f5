//! Two lists of marks → which entry of one goes with which of the other.

/// Lists longer than this (their lengths multiplied) are lined up in order.
const MOST: usize = 1 << 20;

/// Pairs in order. Lists of one length go together as they stand; of others, what has the same mark
/// goes together as far as the order allows (a longest common subsequence), and the rest is alone.
pub(super) fn align(old: &[String], new: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    if old.len() == new.len() || old.len().saturating_mul(new.len()) > MOST {
        let most = old.len().max(new.len());
        let within = |at: usize, len: usize| (at < len).then_some(at);
        return (0..most).map(|at| (within(at, old.len()), within(at, new.len()))).collect();
    }
    // `longest[i][j]`: how many of `old[i..]` and `new[j..]` can go together.
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let (here, down, right) = (i * width + j, (i + 1) * width + j, i * width + j + 1);
            longest[here] = match old[i] == new[j] {
                true => longest[down + 1] + 1,
                false => longest[down].max(longest[right]),
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]
        {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::align;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn check(old: &str, new: &str, expected: &str) {
        let marks = |text: &str| -> Vec<String> { text.chars().map(String::from).collect() };
        let name = |at: Option<usize>, text: &str| {
            at.and_then(|at| text.chars().nth(at)).unwrap_or('-').to_string()
        };
        let pairs = align(&marks(old), &marks(new));
        let pairs: Vec<_> = pairs.iter().map(|(i, j)| name(*i, old) + &name(*j, new)).collect();
        assert_eq!(pairs.join(" "), expected);
    }

    #[test]
    fn lists_of_one_length_go_together_as_they_stand() {
        check("abc", "axc", "aa bx cc");
    }

    #[test]
    fn what_is_gone_from_the_middle_does_not_move_the_rest() {
        check("abcd", "acd", "aa b- cc dd");
        check("acd", "abcd", "aa -b cc dd");
        check("", "ab", "-a -b");
    }
}

//! What `-Zprint-type-sizes` says about coroutines, read from its text.
//!
//! rustc calls the future of an `async fn` or an `async` block a coroutine, its states variants,
//! and what it keeps from outside (arguments, captures) upvars. All other types are left out here.

/// A future that the compiler made, at one choice of its type parameters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Coroutine {
    /// The name of its type, with whole paths.
    pub(super) name: String,
    /// In bytes.
    pub(super) size: u64,
    /// `Unresumed`, the suspended ones from `Suspend0`, `Returned` and `Panicked`.
    pub(super) variants: Vec<Variant>,
}

/// One of its states.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) name: String,
    /// By their offsets.
    pub(super) fields: Vec<Field>,
}

/// Something that lives in a state.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Whether it came from outside.
    pub(super) is_upvar: bool,
    pub(super) name: String,
    /// In bytes.
    pub(super) size: u64,
    /// Said of the awaited future, and of what has no name.
    pub(super) ty: Option<String>,
}

/// Every coroutine in the compiler's output, the largest first.
pub(super) fn parse(output: &str) -> Vec<Coroutine> {
    let mut found: Vec<Coroutine> = Vec::new();
    let mut is_coroutine = false;
    for line in output.lines().filter_map(|line| line.strip_prefix("print-type-size ")) {
        let Some((kind, name, rest)) = entry(line.trim_start()) else { continue };
        let size = rest.split(' ').next().and_then(|size| size.parse().ok()).unwrap_or(0);
        if kind == "type" {
            is_coroutine = name.starts_with("{async ") && !name.starts_with("{async closure@");
            let coroutine = Coroutine { name: name.to_owned(), size, variants: Vec::new() };
            found.extend(is_coroutine.then_some(coroutine));
            continue;
        }
        let Some(coroutine) = found.last_mut().filter(|_| is_coroutine) else { continue };
        match kind {
            "variant" => {
                // Its size as printed ends with its own fields, and may leave out upvars.
                let variant = Variant { name: name.to_owned(), fields: Vec::new() };
                coroutine.variants.push(variant);
            }
            "local" | "upvar" => {
                let ty = rest.split_once(", type: ").map(|(_, ty)| ty.to_owned());
                let name = name.strip_prefix('.').unwrap_or(name).to_owned();
                let field = Field { is_upvar: kind == "upvar", name, size, ty };
                if let Some(variant) = coroutine.variants.last_mut() {
                    variant.fields.push(field);
                }
            }
            _ => {}
        }
    }
    found
}

/// ``local `.cup`: 12 bytes, …`` in its three parts; padding has no name and is passed over.
fn entry(line: &str) -> Option<(&str, &str, &str)> {
    let (kind, rest) = line.split_once(" `").or_else(|| line.split_once(": `"))?;
    let (name, rest) = rest.split_once("`: ")?;
    Some((kind.trim_end_matches(':'), name, rest))
}

#[cfg(test)]
mod tests {
    use super::{Coroutine, Field, Variant, parse};

    #[test]
    fn a_coroutine_is_read_with_its_states_and_nothing_else_is() {
        let output = "\
print-type-size type: `std::string::String`: 12 bytes, alignment: 4 bytes
print-type-size     field `.vec`: 12 bytes
print-type-size type: `{async fn body of tea::brew()}`: 56 bytes, alignment: 8 bytes
print-type-size     discriminant: 1 bytes
print-type-size     variant `Unresumed`: 8 bytes
print-type-size         upvar `.tea`: 8 bytes, offset: 0 bytes, alignment: 4 bytes
print-type-size     variant `Suspend0`: 48 bytes
print-type-size         padding: 4 bytes
print-type-size         local `.__awaitee`: 32 bytes, type: runtime::time::Sleep
print-type-size     end padding: 7 bytes
print-type-size type: `u8`: 1 bytes, alignment: 1 bytes
print-type-size     variant `None`: 0 bytes
";
        let field = |is_upvar, name: &str, size, ty: Option<&str>| Field {
            is_upvar,
            name: name.to_owned(),
            size,
            ty: ty.map(str::to_owned),
        };
        let variant = |name: &str, field| Variant { name: name.to_owned(), fields: vec![field] };
        let expected = Coroutine {
            name: "{async fn body of tea::brew()}".to_owned(),
            size: 56,
            variants: vec![
                variant("Unresumed", field(true, "tea", 8, None)),
                variant("Suspend0", field(false, "__awaitee", 32, Some("runtime::time::Sleep"))),
            ],
        };
        assert_eq!(parse(output), [expected]);
    }
}

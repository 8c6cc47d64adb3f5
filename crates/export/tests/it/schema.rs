//! speedscope's own schema, held against a file.
//!
//! `speedscope.schema.json` is `file-format-schema.json` of speedscope 1.25.0, under the MIT
//! licence in `speedscope.LICENSE.txt`.
#![cfg(not(target_arch = "wasm32"))]

use boon::{Compiler, Schemas};
use serde_json::Value;

/// Fails where a file is not as the schema has it.
pub(crate) fn schema(file: &Value) {
    thread_local! {
        static SCHEMA: (Schemas, boon::SchemaIndex) = {
            let text = include_str!("speedscope.schema.json");
            let schema = serde_json::from_str(text).expect("the schema is JSON");
            let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
            compiler.add_resource("speedscope.json", schema).expect("it can be added");
            let index = compiler.compile("speedscope.json", &mut schemas).expect("a schema");
            (schemas, index)
        };
    }
    SCHEMA.with(|(schemas, index)| {
        if let Err(error) = schemas.validate(file, *index) {
            panic!("not as the schema has it: {error:#}");
        }
    });
}

#[test]
fn the_schema_finds_what_is_wrong() {
    let good = export::speedscope(&[]);
    for (right, wrong) in [("\"exporter\":\"awaitscope\"", "\"exporter\":3"), ("frames", "framed")]
    {
        assert!(good.contains(right));
        let bad = serde_json::from_str(&good.replace(right, wrong)).expect("still JSON");
        assert!(std::panic::catch_unwind(|| schema(&bad)).is_err(), "{wrong}");
    }
}

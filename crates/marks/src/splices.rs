//! Texts to insert into a source, each at an offset, in whatever order they are found.
//!
//! At one offset, what closes comes before what opens, since something ends there and something
//! else begins; of several that open the outer one comes first, of several that close the inner
//! one. So openings are recorded before what they enclose is visited, and closings after it.

/// Insertions, not yet made.
#[derive(Default)]
pub(crate) struct Splices {
    all: Vec<Splice>,
}

struct Splice {
    offset: u32,
    opens: bool,
    text: String,
}

/// An opening that is recorded in its order and worded later.
#[derive(Clone, Copy)]
pub(crate) struct Reserved(usize);

impl Splices {
    /// Inserts at the beginning of something.
    pub(crate) fn open(&mut self, offset: u32, text: impl Into<String>) {
        self.all.push(Splice { offset, opens: true, text: text.into() });
    }

    /// Inserts at the end of something.
    pub(crate) fn close(&mut self, offset: u32, text: impl Into<String>) {
        self.all.push(Splice { offset, opens: false, text: text.into() });
    }

    /// Keeps a place for an opening that may yet prove to be needed.
    pub(crate) fn reserve(&mut self, offset: u32) -> Reserved {
        self.open(offset, "");
        Reserved(self.all.len() - 1)
    }

    /// Words an opening whose place was kept.
    pub(crate) fn fill(&mut self, place: Reserved, text: &str) {
        self.all[place.0].text = text.into();
    }

    /// The source with everything inserted.
    pub(crate) fn into_text(mut self, source: &str) -> String {
        self.all.sort_by_key(|it| (it.offset, it.opens));
        let mut text = String::with_capacity(source.len() * 3);
        let mut copied = 0;
        for splice in &self.all {
            let offset = splice.offset as usize;
            text.push_str(&source[copied..offset]);
            text.push_str(&splice.text);
            copied = offset;
        }
        text.push_str(&source[copied..]);
        text
    }
}

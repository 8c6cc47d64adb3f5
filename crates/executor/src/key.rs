//! How the id of a task's slot fits into the pointer-sized data of a waker.
//!
//! It stands apart so that the widths are written in one place and a test can choose tiny ones.
//! It leaves out what a slot is: see `slots`.

#[cfg(all(target_pointer_width = "32", not(target_family = "wasm")))]
compile_error!("a 32-bit waker has no room for the number of a thread's table");
#[cfg(all(target_family = "wasm", target_feature = "atomics"))]
compile_error!("wasm threads would share table number 0");

/// Names one life of one slot: a slot that is used again has another generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Number of the thread's table; always 0 where there are no threads.
    pub(crate) table: u32,
    /// Index of the slot in its table.
    pub(crate) index: u32,
    /// How many tasks the slot held before this one.
    pub(crate) generation: u32,
}

/// How many bits each part of a key gets. A slot is retired before its generation wraps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) index_bits: u32,
    pub(crate) generation_bits: u32,
    pub(crate) table_bits: u32,
}

impl Layout {
    /// The layout of the wakers of this target.
    ///
    /// 64 bits: 16 million tasks at once in each of a million threads at once, and 2^44 tasks in
    /// the life of a table. 32 bits (wasm): a million tasks at once, 2^32 in the life of a page.
    pub(crate) const HERE: Layout = if cfg!(target_pointer_width = "64") {
        Layout { index_bits: 24, generation_bits: 20, table_bits: 20 }
    } else {
        Layout { index_bits: 20, generation_bits: 12, table_bits: 0 }
    };

    /// How many slots a table may have.
    pub(crate) const fn slots(self) -> usize {
        1 << self.index_bits
    }

    /// The last generation of a slot.
    pub(crate) const fn last_generation(self) -> u32 {
        (1 << self.generation_bits) - 1
    }

    /// How many tables there may be at once.
    pub(crate) const fn tables(self) -> usize {
        1 << self.table_bits
    }

    const fn pack(self, key: Key) -> u64 {
        key.index as u64
            | (key.generation as u64) << self.index_bits
            | (key.table as u64) << (self.index_bits + self.generation_bits)
    }

    const fn unpack(self, bits: u64) -> Key {
        let generation = bits >> self.index_bits;
        Key {
            index: (bits & ((1 << self.index_bits) - 1)) as u32,
            generation: (generation & ((1 << self.generation_bits) - 1)) as u32,
            table: (generation >> self.generation_bits) as u32,
        }
    }
}

impl Key {
    /// The key as the data of a waker.
    pub(crate) const fn to_data(self) -> usize {
        Layout::HERE.pack(self) as usize
    }

    /// The key that [`Key::to_data`] made into `data`.
    pub(crate) const fn from_data(data: usize) -> Key {
        Layout::HERE.unpack(data as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const WASM: Layout = Layout { index_bits: 20, generation_bits: 12, table_bits: 0 };

    #[test]
    fn a_layout_fills_the_pointer_and_no_more() {
        let Layout { index_bits, generation_bits, table_bits } = Layout::HERE;
        assert_eq!(index_bits + generation_bits + table_bits, usize::BITS);
        assert_eq!(WASM.index_bits + WASM.generation_bits + WASM.table_bits, 32);
    }

    #[test]
    fn a_key_survives_being_packed_at_the_ends_of_its_ranges() {
        for layout in [Layout::HERE, WASM] {
            for index in [0, 1, layout.slots() as u32 - 1] {
                for generation in [0, 1, layout.last_generation()] {
                    for table in [0, layout.tables() as u32 - 1] {
                        let key = Key { table, index, generation };
                        assert_eq!(layout.unpack(layout.pack(key)), key);
                    }
                }
            }
        }
    }

    #[test]
    fn every_key_of_the_narrow_layout_fits_into_32_bits() {
        let (index, generation) = (WASM.slots() as u32 - 1, WASM.last_generation());
        assert_eq!(WASM.pack(Key { table: 0, index, generation }), u64::from(u32::MAX));
    }
}

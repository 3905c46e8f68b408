//! The compiled form: one text and one table of 32-bit integers, read where they lie; causes and fixes lie packed
//! beside them.
//!
//! String n of the text begins at byte `STRINGS[n]` and ends where string n + 1 begins. A list is a cell that
//! holds its length, followed by its items; a row refers to it by that cell's number, 0 for an empty list.
//! Nothing is parsed at start-up and nothing needs relocating, so start-up does not grow with the catalogs.

/// Cells of the header: where each section begins, in cells.
pub(crate) mod section {
    pub(crate) const STRINGS: usize = 0;
    pub(crate) const PROVIDERS: usize = 1;
    pub(crate) const PROVIDER_COUNT: usize = 2;
    pub(crate) const ENTRIES: usize = 3;
    pub(crate) const ENTRY_COUNT: usize = 4;
    pub(crate) const TEMPLATES: usize = 5;
    pub(crate) const TEMPLATE_COUNT: usize = 6;
    /// Hash table from a name's key to the packed items that bear it.
    pub(crate) const NAMES: usize = 7;
    pub(crate) const NAMES_SLOTS: usize = 8;
    /// Hash table from a word to the packed entries that use it.
    pub(crate) const WORDS: usize = 9;
    pub(crate) const WORDS_SLOTS: usize = 10;
    /// The vocabulary for spelling repair: rows of string and letter set, shortest word first.
    pub(crate) const VOCABULARY: usize = 11;
    pub(crate) const VOCABULARY_COUNT: usize = 12;
    /// Hash table from the hash of a gram to the anchors that hold it.
    pub(crate) const GRAMS: usize = 13;
    pub(crate) const GRAMS_SLOTS: usize = 14;
    /// A Bloom filter before that table, in bits.
    pub(crate) const FILTER: usize = 15;
    pub(crate) const FILTER_MASK: usize = 16;
    /// All lists.
    pub(crate) const LISTS: usize = 17;
    /// Hash tables from a part of a fingerprint to those that have it: pairs of provider and pattern.
    pub(crate) const HOSTS: usize = 18;
    pub(crate) const HOSTS_SLOTS: usize = 19;
    pub(crate) const HEADERS: usize = 20;
    pub(crate) const HEADERS_SLOTS: usize = 21;
    pub(crate) const KEY_PREFIXES: usize = 22;
    pub(crate) const KEY_PREFIXES_SLOTS: usize = 23;
    /// Pairs of the pointer to the message and the list of pairs of provider and envelope.
    pub(crate) const ENVELOPES: usize = 24;
    pub(crate) const ENVELOPES_SLOTS: usize = 25;
    /// A bit for each head of a key's prefix: most words of a text begin no key.
    pub(crate) const KEY_FILTER: usize = 26;
    pub(crate) const COUNT: usize = 27;
}

/// A number that is written into a cell.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or_else(|_| unreachable!("catalogs are far below 4 GiB"))
}

/// The half of a cell of a word's uses that holds none.
pub(crate) const NO_USE: u32 = 0x7fff;

/// Set in a table's cell that is its key's only item, and no list's number: most keys have one.
pub(crate) const ALONE: u32 = 1 << 31;

/// A gram's place: 16 bits for the template, 5 for its piece, 11 for the byte within the folded piece.
pub(crate) mod place {
    pub(crate) const PIECE_BITS: u32 = 5;
    pub(crate) const OFFSET_BITS: u32 = 11;
}

/// Columns of a provider's row.
pub(crate) mod provider {
    pub(crate) const ID: usize = 0;
    pub(crate) const NAME_EN: usize = 1;
    pub(crate) const NAME_KO: usize = 2;
    pub(crate) const ALIASES: usize = 3;
    pub(crate) const KIND: usize = 4;
    pub(crate) const PROTOCOLS: usize = 5;
    pub(crate) const DOCS: usize = 6;
    pub(crate) const REVIEWED: usize = 7;
    pub(crate) const FIRST_ENTRY: usize = 8;
    pub(crate) const ENTRY_COUNT: usize = 9;
    pub(crate) const KEY_PREFIXES: usize = 10;
    pub(crate) const COMPATIBLE: usize = 11;
    pub(crate) const STRIDE: usize = 12;
}

/// Items of an envelope's list.
pub(crate) mod envelope {
    pub(crate) const CODE: usize = 0;
    pub(crate) const MESSAGE: usize = 1;
    pub(crate) const TYPE: usize = 2;
    pub(crate) const STATUS: usize = 3;
    pub(crate) const UNIQUE: usize = 4;
    /// From here on, pairs of pointer and pattern.
    pub(crate) const WHEN: usize = 5;
}

/// `width` bits of a cell, from bit `from` on.
fn bits(cell: u32, width: u32, from: u32) -> u32 {
    cell >> from & ((1 << width) - 1)
}

/// Columns of an entry's row.
pub(crate) mod entry {
    /// What `Facts::pack` made of provider, status, verdict and marks.
    pub(crate) const FACTS: usize = 0;
    pub(crate) const ID: usize = 1;
    pub(crate) const CODE: usize = 2;
    pub(crate) const ALSO_STATUS: usize = 3;
    pub(crate) const TYPE: usize = 4;
    pub(crate) const MESSAGES: usize = 5;
    pub(crate) const EXCEPTIONS: usize = 6;
    pub(crate) const ALIASES: usize = 7;
    /// A list of pairs: key, pattern.
    pub(crate) const FIELDS: usize = 8;
    /// A list of two strings, since when and until when; empty where neither is known.
    pub(crate) const SPAN: usize = 9;
    pub(crate) const SOURCE: usize = 10;
    pub(crate) const SEE: usize = 11;
    pub(crate) const STRIDE: usize = 12;

    /// How many bits each takes, from the lowest on.
    const MARKS: u32 = 4;
    const RETRY: u32 = 2;
    const STATUS: u32 = 10;

    /// The small numbers of an entry.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[expect(
        clippy::struct_excessive_bools,
        reason = "each is a mark of its own, and a bit of the cell"
    )]
    pub(crate) struct Facts {
        pub(crate) provider: u32,
        /// 0 where there is none.
        pub(crate) status: u16,
        pub(crate) retry: u32,
        pub(crate) common: bool,
        pub(crate) derived: bool,
        pub(crate) symptom: bool,
        /// Whether its cause and some of its steps speak of nothing that only its provider has.
        pub(crate) portable: bool,
    }

    impl Facts {
        /// All of them in one cell.
        pub(crate) fn pack(self) -> u32 {
            assert!(
                self.provider >> (32 - STATUS - RETRY - MARKS) == 0 && self.retry >> RETRY == 0,
                "more than 65,536 providers or four verdicts: give an entry's facts a second cell"
            );
            let marks = u32::from(self.common)
                | u32::from(self.derived) << 1
                | u32::from(self.symptom) << 2
                | u32::from(self.portable) << 3;
            ((self.provider << STATUS | u32::from(self.status)) << RETRY | self.retry) << MARKS
                | marks
        }

        /// What `pack` made of it.
        pub(crate) fn unpack(cell: u32) -> Self {
            let bits = |width, from| super::bits(cell, width, from);
            Self {
                provider: cell >> (STATUS + RETRY + MARKS),
                status: u16::try_from(bits(STATUS, RETRY + MARKS)).unwrap_or(0),
                retry: bits(RETRY, MARKS),
                common: bits(1, 0) == 1,
                derived: bits(1, 1) == 1,
                symptom: bits(1, 2) == 1,
                portable: bits(1, 3) == 1,
            }
        }
    }
}

/// Columns of a template's row.
pub(crate) mod template {
    pub(crate) const TEXT: usize = 0;
    /// What `pack` made of the rest.
    pub(crate) const REST: usize = 1;
    pub(crate) const STRIDE: usize = 2;

    /// How many bits each takes, from the lowest on.
    const OWNER: u32 = 16;
    const KIND: u32 = 2;
    const WEIGHT: u32 = 10;
    const SHARED: u32 = 4;

    /// What a template is beside its text.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Rest {
        /// An entry's number or a provider's, by `kind`.
        pub(crate) owner: u32,
        pub(crate) kind: u32,
        /// The folded literal text, in bytes; what is longer than 1,023 counts as that.
        pub(crate) weight: u32,
        /// How many entries of all catalogs word a message just so; more than 15 count as 15.
        pub(crate) shared: u32,
    }

    impl Rest {
        /// All of it in one cell.
        pub(crate) fn pack(self) -> u32 {
            assert!(
                self.owner >> OWNER == 0 && self.kind >> KIND == 0,
                "more than 65,536 entries: give a template's owner a cell of its own"
            );
            let weight = self.weight.min((1 << WEIGHT) - 1);
            let shared = self.shared.min((1 << SHARED) - 1);
            ((shared << WEIGHT | weight) << KIND | self.kind) << OWNER | self.owner
        }

        /// What `pack` made of it.
        pub(crate) fn unpack(cell: u32) -> Self {
            let bits = |width, from| super::bits(cell, width, from);
            Self {
                owner: bits(OWNER, 0),
                kind: bits(KIND, OWNER),
                weight: bits(WEIGHT, OWNER + KIND),
                shared: bits(SHARED, OWNER + KIND + WEIGHT),
            }
        }
    }
}

/// Whose a template is.
pub(crate) mod owner {
    pub(crate) const ENTRY: u32 = 0;
    /// A phrase of a provider's fingerprint.
    pub(crate) const PHRASE: u32 = 1;
    /// A documentation link of a provider's fingerprint.
    pub(crate) const LINK: u32 = 2;
}

/// In which capacity an entry or a provider bears a name; packed into the low bits of a name's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub(crate) enum Role {
    /// The entry's own code.
    Code = 0,
    /// The class of error that the body carries beside the code.
    Type = 1,
    /// Another spelling, or a former code.
    Alias = 2,
    /// An SDK's class with its module.
    Exception = 3,
    /// An SDK's class without its module.
    Class = 4,
    /// A whole message without slots.
    Message = 5,
    /// The value of a field that tells the entry apart.
    Field = 6,
    /// The provider's id, name or alias.
    Provider = 7,
    /// A module whose exceptions are the provider's.
    Module = 8,
    /// How routers name the provider.
    Wrapped = 9,
    /// A phrase of the provider's that is a single name.
    Phrase = 10,
    /// What a message begins with that is too short to be found inside a text.
    Lead = 11,
}

impl Role {
    /// How many low bits of an item hold the role.
    pub(crate) const BITS: u32 = 4;

    const ALL: [Self; 12] = [
        Self::Code,
        Self::Type,
        Self::Alias,
        Self::Exception,
        Self::Class,
        Self::Message,
        Self::Field,
        Self::Provider,
        Self::Module,
        Self::Wrapped,
        Self::Phrase,
        Self::Lead,
    ];

    /// The item for the entry or provider `index` in this role.
    pub(crate) fn pack(self, index: u32) -> u32 {
        index << Self::BITS | self as u32
    }

    /// The role and the index that `item` holds.
    pub(crate) fn unpack(item: u32) -> (Self, u32) {
        let role = (item & ((1 << Self::BITS) - 1)) as usize;
        (
            Self::ALL.get(role).copied().unwrap_or(Self::Alias),
            item >> Self::BITS,
        )
    }
}

/// The slot of a table of `slots` slots at which the search for what has this hash begins. The first product
/// carries the low bits upwards: a short key's upper ones hardly differ.
pub(crate) fn first_slot(hash: u32, slots: u32) -> u32 {
    let product = u64::from(hash.wrapping_mul(0x9e37_79b9)) * u64::from(slots);
    u32::try_from(product >> 32).unwrap_or(0)
}

/// FNV-1a, folded to 32 bits: good enough for a table that never changes, and four lines.
pub(crate) fn hash_key(key: &str) -> u32 {
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    #[expect(
        clippy::cast_possible_truncation,
        reason = "folding a hash to its low half is the point"
    )]
    let folded = (hash ^ hash >> 32) as u32;
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_gives_back_what_was_packed() {
        for role in Role::ALL {
            assert_eq!(Role::unpack(role.pack(1234)), (role, 1234));
        }
    }

    #[test]
    fn a_template_gives_back_what_was_packed_up_to_its_bounds() {
        let rest = template::Rest {
            owner: 65_535,
            kind: owner::LINK,
            weight: 1_000,
            shared: 3,
        };
        assert_eq!(template::Rest::unpack(rest.pack()), rest);
        let long = template::Rest {
            weight: 5_000,
            shared: 40,
            ..rest
        };
        let bounded = template::Rest::unpack(long.pack());
        assert_eq!((bounded.weight, bounded.shared), (1_023, 15));
        assert_eq!((bounded.owner, bounded.kind), (65_535, owner::LINK));
    }
}

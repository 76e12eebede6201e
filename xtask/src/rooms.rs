//! The rooms: which room may lean on which, and which crates each may use.

/// A crate of the workspace and what it may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Its name.
    pub(crate) name: &'static str,
    /// Rooms it may lean on, at most four but for the binary and the checks of
    /// the house.
    pub(crate) rooms: &'static [&'static str],
    /// Crates of others that it may use.
    pub(crate) crates: &'static [&'static str],
    /// Whether it sees no clock, disk, network, process or environment.
    pub(crate) is_pure: bool,
}

/// In the order of the flow. A crate that stands with one room alone belongs to
/// it: rusqlite is the ledger's, axum the web's.
pub(crate) const ROOMS: &[Room] = &[
    Room {
        name: "record",
        rooms: &[],
        crates: &["jiff", "serde", "serde_json", "thiserror", "unicode-normalization"],
        is_pure: true,
    },
    Room {
        name: "source",
        rooms: &[],
        crates: &["serde", "serde_json", "sha2", "thiserror", "toml"],
        is_pure: false,
    },
    Room {
        name: "text",
        rooms: &["record"],
        crates: &["chardetng", "dom_smoothie", "encoding_rs", "jiff", "sentencex", "whatlang"],
        is_pure: true,
    },
    Room {
        name: "syntax",
        rooms: &[],
        crates: &["pulp", "rustc-hash", "serde", "serde_json", "sha2", "thiserror", "unicode-normalization"],
        is_pure: true,
    },
    Room {
        name: "rulebook",
        rooms: &["record"],
        crates: &["include_dir", "serde", "sha2", "thiserror", "toml"],
        is_pure: true,
    },
    Room {
        name: "reading",
        rooms: &["record", "text", "rulebook", "syntax"],
        crates: &["jiff", "rustc-hash"],
        is_pure: true,
    },
    Room {
        name: "finding",
        rooms: &["record", "text", "rulebook", "reading"],
        crates: &["jiff", "rustc-hash", "thiserror"],
        is_pure: true,
    },
    Room {
        name: "ledger",
        rooms: &["record"],
        crates: &["jiff", "rusqlite", "serde", "serde_json", "sha2", "thiserror"],
        is_pure: false,
    },
    Room {
        name: "report",
        rooms: &["record", "ledger"],
        crates: &["csv", "jiff", "serde", "serde_json", "unicode-width"],
        is_pure: true,
    },
    Room {
        name: "web",
        rooms: &["record", "ledger", "report"],
        // `sha2` for its tests, which file records as true as any.
        crates: &["askama", "axum", "jiff", "serde", "serde_json", "sha2", "thiserror", "tokio"],
        is_pure: false,
    },
    Room {
        name: BINARY,
        rooms: &[
            "record", "source", "text", "syntax", "rulebook", "reading", "finding", "ledger", "report", "web",
        ],
        crates: &[
            "anyhow",
            "clap",
            "etcetera",
            "include_dir",
            "indicatif",
            "jiff",
            // One allocator for all rooms; here and in the checks, which measure them.
            "mimalloc",
            "parquet",
            "serde",
            "serde_json",
            "tokio",
        ],
        is_pure: false,
    },
    Room {
        name: HOUSE,
        rooms: &["record", "text", "syntax", "rulebook", "reading", "finding", "ledger"],
        crates: &["anyhow", "jiff", "mimalloc", "serde_json", "sha2", "toml"],
        is_pure: false,
    },
];

/// The binary, which wires all rooms.
pub(crate) const BINARY: &str = "chancery";

/// The checks of the house, which are no room: they measure what rooms do.
pub(crate) const HOUSE: &str = "xtask";

/// Crates that any room's tests may use beside its own.
pub(crate) const IN_TESTS: &[&str] = &["proptest", "serde", "serde_json", "tempfile", "tokio", "toml"];

/// Crates that one room's tests use from another's: the room, the crate, why.
pub(crate) const IN_TESTS_OF: &[(&str, &str, &str)] =
    &[(BINARY, "rusqlite", "to damage a ledger"), (BINARY, "encoding_rs", "to write old encodings")];

/// Files of pure rooms that may touch the disk or the environment: they are
/// where rules come in.
pub(crate) const IMPURE_FILES: &[&str] =
    &["crates/rulebook/build.rs", "crates/rulebook/src/embed.rs", "crates/rulebook/src/files.rs"];

/// What a pure room never names, as modules of `std`.
pub(crate) const WORLD: &[&str] = &["env", "fs", "net", "process", "time"];

/// The most rooms that a room may lean on.
pub(crate) const MOST_ROOMS: usize = 4;

/// The most crates of others named by the workspace, and in the default build.
pub(crate) const MOST_DIRECT: usize = 40;
pub(crate) const MOST_LOCKED: usize = 300;

/// The room of a name.
pub(crate) fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

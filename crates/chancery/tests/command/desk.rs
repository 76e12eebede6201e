//! A desk: a folder of one test's own, and the binary run in it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A dispatch with an encounter, people in their offices, a figure and a formula.
pub(crate) const TALKS: &str = "\
HÀ NỘI — Party General Secretary and State President Tô Lâm held talks with General Secretary of the Lao People’s \
Revolutionary Party Central Committee and President of Laos Thongloun Sisoulith in Hà Nội on September 10, 2024. \
Two-way trade reached 1.6 billion USD in 2023. They pledged to deepen the great friendship, special solidarity and \
comprehensive cooperation between Vietnam and Laos. — VNA/VNS
";

/// A dispatch of another two states.
pub(crate) const VISIT: &str = "\
HELSINKI — President Sauli Niinistö received Prime Minister Ulf Kristersson of Sweden in Helsinki on March 4, 2023.
";

/// A folder that goes away at the end of its test.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run said and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    /// The exit code; none if it was killed.
    pub(crate) code: Option<i32>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file there, with the folders above it.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The binary, to be run in the folder. Its ledger is `desk.ledger` there
    /// unless another is named.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.args(words).current_dir(self.folder.path());
        command.env("CHANCERY_LEDGER", self.path("desk.ledger")).env_remove("COLUMNS");
        // Where a ledger would go that nobody named.
        command.env("HOME", self.path("house")).env_remove("XDG_DATA_HOME");
        command
    }

    /// Runs it with nothing on standard input.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        said(&self.command(words).stdin(Stdio::null()).output().unwrap())
    }

    /// Runs it, which must go well, and gives what it prints.
    #[track_caller]
    pub(crate) fn ask(&self, words: &[&str]) -> String {
        let said = self.run(words);
        assert_eq!(said.code, Some(0), "{words:?}: {said:?}");
        said.out
    }

    /// Runs it with a text on standard input.
    pub(crate) fn pipe(&self, words: &[&str], input: &str) -> Said {
        let mut command = self.command(words);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        said(&child.wait_with_output().unwrap())
    }

    /// The JSON objects of a listing or extraction.
    #[track_caller]
    pub(crate) fn objects(&self, words: &[&str]) -> Vec<Value> {
        self.ask(words).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub(crate) fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code() }
}

/// The bundled documents in the repository.
pub(crate) fn bundled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/documents")
}

/// The words of a span of code points.
pub(crate) fn words(text: &str, span: &Value) -> String {
    let offset = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    let (start, end) = (offset("start"), offset("end"));
    assert!(start < end && end <= text.chars().count(), "{span} lies outside the text");
    text.chars().skip(start).take(end - start).collect()
}

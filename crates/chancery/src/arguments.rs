//! What may be typed: commands and their options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use record::{Edtf, EdtfError, EncounterKind, Progress, UnknownWord};

/// Reads what governments and their press say about each other and keeps the
/// record, every entry with the exact words of every source.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, propagate_version = true)]
pub(crate) struct Arguments {
    /// The ledger file [default: chancery/chancery.ledger in the platform's data folder]
    #[arg(long, global = true, env = "CHANCERY_LEDGER", value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,

    /// Use the rules in this folder instead of those built in
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files and folders into the ledger
    Read(Read),
    /// File records made elsewhere, as `extract --with-text` prints them
    Import(Import),
    /// Print what articles say as JSON Lines, keeping nothing
    Extract(Extract),
    /// List who met whom, when, where and in what capacity
    Encounters(Encounters),
    /// List persons with the offices they are seen to hold
    People(Ask),
    /// List who is seen to hold which office from when to when
    Tenures(Tenures),
    /// List the figures that sources quote
    Figures(Ask),
    /// List figures of one measure in time, with those that disagree or overlap
    Series(Ask),
    /// List the set phrases that name the level of a relation
    Formulas(Ask),
    /// Show how those phrases moved: wordings in time, by whom, terms gained and lost
    Lineage(Ask),
    /// List who said what to whom
    Statements(Ask),
    /// List who bound themselves to what, how often, and what became of it
    Commitments(Commitments),
    /// List treaties, agreements, joint statements and other papers
    Instruments(Ask),
    /// List congresses, elections and anniversaries
    Milestones(Ask),
    /// List the documents held
    Documents(Ask),
    /// Find words, names and phrases in the documents held
    #[command(after_help = SEARCH_HELP)]
    Search(Search),
    /// Make the index of words anew, as after damage to it
    Index,
    /// Show a document with what was found marked in it, or an entry with the words of every source
    Show {
        /// An id as the lists print it, or the path or file name of a document
        name: String,
    },
    /// Correct what the ledger holds: every correction is kept, listed, and can be undone
    Correct(Correct),
    /// List pages of which more than one version is held, or show what changed in one
    Versions {
        /// The address of a page, or a document of it
        name: Option<String>,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Prove every quotation of the ledger against its stored document
    Verify,
    /// Make all claims and entries anew from the stored documents, and say what changed
    Rebuild,
    /// Copy the ledger to a file and prove the copy, while others read and file
    Backup(Backup),
    /// Put a backup in the ledger's place, once it is proved; what was there is kept beside it
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Make the ledger's file as small as it can be
    Compact,
    /// Serve the ledger's pages on this machine
    Serve {
        /// Port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 7878)]
        port: u16,
    },
    /// Read the bundled documents, show what is in them, and serve the pages
    Demo {
        /// Do all but serve
        #[arg(long)]
        check: bool,
        /// Port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 7878)]
        port: u16,
    },
    /// Look after the rules
    Rules(Rules),
}

const SEARCH_HELP: &str = "\
All words must be met; marks on letters may be left out.
  trade rail               both words
  '\"state visit\"'          the phrase
  minist*                  words that begin so
  person:lam party:VN      an entry with this person and party
  place:hanoi kind:talks   an entry of this place and kind
  since:2024-09 until:2025 documents of these days";

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words, \"phrases\", prefix*, and person: party: place: kind: since: until:
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// The first day of documents: 2024-09-10, or a month or year
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub(crate) since: Option<Date>,
    /// The last day of documents: 2024-09-10, or a month or year
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub(crate) until: Option<Date>,
    /// How many documents at most
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) limit: u16,
    /// How many documents to pass over
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: u16,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Correct {
    #[command(subcommand)]
    pub(crate) command: CorrectCommand,
    /// Who decides [default: the name you are logged in by]
    #[arg(long, global = true, env = "CHANCERY_AUTHOR", value_name = "NAME")]
    pub(crate) author: Option<String>,
    /// Why, for those who read the list later
    #[arg(long, global = true, value_name = "WORDS")]
    pub(crate) why: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CorrectCommand {
    /// Say that entries of one sort are one
    Merge {
        /// Two ids or more, as the lists print them
        #[arg(required = true, num_args = 2.., value_name = "ID")]
        entries: Vec<String>,
    },
    /// Say that what some documents tell is another entry
    Split {
        /// The entry's id
        #[arg(value_name = "ID")]
        entry: String,
        /// Ids or file names of the documents to take off
        #[arg(required = true, value_name = "DOCUMENT")]
        documents: Vec<String>,
    },
    /// Give fields of an entry other values
    Edit {
        /// The entry's id
        #[arg(value_name = "ID")]
        entry: String,
        /// Such as date=2024-09-11, place="Vientiane, LA" or parties=VN,LA; nothing after = is unknown
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = field)]
        fields: Vec<(String, String)>,
    },
    /// Say that entries are none
    Dismiss {
        /// Their ids
        #[arg(required = true, value_name = "ID")]
        entries: Vec<String>,
    },
    /// Say that entries are right as they are
    Confirm {
        /// Their ids
        #[arg(required = true, value_name = "ID")]
        entries: Vec<String>,
    },
    /// Add what no rule found, with the words of a document that say it
    Add {
        /// The sort: person, encounter, statement, commitment, instrument, figure, formula, milestone
        #[arg(value_name = "SORT")]
        kind: String,
        /// Id or file name of the document
        document: String,
        /// The words, as they stand there; may be given several times
        #[arg(long, required = true, value_name = "QUOTATION")]
        words: Vec<String>,
        /// Such as kind=meeting, date=2024-09-11 or participants=p-to-lam-vn,LA
        #[arg(value_name = "FIELD=VALUE", value_parser = field)]
        fields: Vec<(String, String)>,
    },
    /// Take a correction back
    Undo {
        /// Its number in the list
        number: i64,
    },
    /// List all corrections, also those undone
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
}

/// A field and its value.
fn field(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| format!("write it as FIELD=VALUE, not `{text}`"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Hold every rule against its own sentences
    Check,
    /// Count what every rule does to texts: how often it fires, alone, beside or against others
    Stats(Stats),
}

#[derive(Debug, Args)]
pub(crate) struct Stats {
    /// Files and folders: text, Markdown, HTML, JSON Lines; - for standard input
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) given: Given,
    /// Folders of annotations (.json) of some of the texts: adds how much of each rule is right
    #[arg(long, value_name = "DIR")]
    pub(crate) annotated: Vec<PathBuf>,
    /// Threads; the output does not depend on it
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: u16,
    /// In which order
    #[arg(long, value_enum, default_value_t = StatsOrder::Name)]
    pub(crate) sort: StatsOrder,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsOrder {
    /// By name
    Name,
    /// Those with most items first
    Items,
}

/// Facts given beside articles.
#[derive(Debug, Args)]
pub(crate) struct Given {
    /// The day on which they were published, such as 2024-09-10
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Date>,
    /// Who published them
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Their address
    #[arg(long)]
    pub(crate) url: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Files and folders: text, Markdown, HTML, JSON Lines; - for standard input
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) given: Given,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files of records, one JSON object a line; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Where to
    pub(crate) file: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Files and folders: text, Markdown, HTML, JSON Lines; - for standard input
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) given: Given,
    /// Print each article's clean text too
    #[arg(long)]
    pub(crate) with_text: bool,
    /// Threads; the output does not depend on it
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: u16,
    /// How to print
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    pub(crate) format: ExtractFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Tenures {
    #[command(flatten)]
    pub(crate) ask: Ask,
    /// Words of an office, such as "general secretary"
    #[arg(long, value_name = "WORDS")]
    pub(crate) office: Option<String>,
    /// Who held what on this day, such as 2024-09-11
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Commitments {
    #[command(flatten)]
    pub(crate) ask: Ask,
    /// Only those that are so: stated, restated, under way, delayed, changed, done, dropped,
    /// overdue, no evidence held
    #[arg(long, value_name = "STATUS", value_parser = progress)]
    pub(crate) status: Option<Progress>,
    /// The day by which deadlines are held, such as 2026-01-01 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// One JSON object a line
    Jsonl,
    /// One row an article
    Parquet,
}

/// What a listing is narrowed to, and how it is printed.
#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// The parties concerned, by code or name: VN,LA
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(crate) between: Vec<String>,
    /// A person, by any words of the name, with or without diacritics
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Option<String>,
    /// The first day to show: 2024-09-10, or a month or year
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub(crate) since: Option<Date>,
    /// The last day to show: 2024-09-10, or a month or year
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub(crate) until: Option<Date>,
    /// How many to show at most; all, if not given
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Encounters {
    #[command(flatten)]
    pub(crate) ask: Ask,
    /// The kind of encounter, such as "state visit"
    #[arg(long, value_parser = kind)]
    pub(crate) kind: Option<EncounterKind>,
    /// Only the last one held
    #[arg(long)]
    pub(crate) last: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Columns for reading
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

fn first_day(text: &str) -> Result<Date, EdtfError> {
    text.parse().map(|date: Edtf| date.first_day())
}

fn last_day(text: &str) -> Result<Date, EdtfError> {
    text.parse().map(|date: Edtf| date.last_day())
}

fn kind(word: &str) -> Result<EncounterKind, UnknownWord> {
    word.to_lowercase().replace('_', " ").parse()
}

fn progress(word: &str) -> Result<Progress, UnknownWord> {
    word.to_lowercase().replace(['_', '-'], " ").parse()
}

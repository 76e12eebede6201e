//! `chancery import`: records made elsewhere into the ledger.

use std::{path::Path, process::ExitCode, sync::mpsc, thread};

use ledger::{Ledger, Outcome};
use record::Record;
use source::Line;

use crate::{
    arguments::Import,
    filing::{self, Tally},
    home::Context,
    output::complain,
};

/// Records, and bytes of their lines, that are filed in one go: enough that the
/// disk is not waited for at every document, few enough to bound memory.
const MOST_RECORDS: usize = 1000;
const MOST_BYTES: usize = 4 << 20;

/// The longest line, in bytes: a text of the longest that is read and its claims.
const LONGEST: usize = 16 << 20;

/// Batches that wait while one is filed.
const WAITING: usize = 2;

/// Records with the line that each came from.
#[derive(Default)]
struct Batch {
    lines: Vec<String>,
    records: Vec<Record>,
    n_bytes: usize,
}

/// What came out of the files, in their order.
enum Told {
    Batch(Batch),
    Refused(String),
}

pub(crate) fn run(context: &Context, wanted: &Import) -> anyhow::Result<ExitCode> {
    let path = context.ledger_path()?;
    let mut ledger = Ledger::create(&path)?;
    let (tell, told) = mpsc::sync_channel(WAITING);
    let mut tally = Tally::default();
    thread::scope(|scope| -> anyhow::Result<()> {
        // One thread takes lines apart while the other files.
        scope.spawn(move || {
            for path in &wanted.paths {
                if read(path, &tell).is_err() {
                    break;
                }
            }
        });
        for told in told {
            match told {
                Told::Batch(batch) => file(&mut ledger, batch, &mut tally)?,
                Told::Refused(why) => {
                    tally.failed += 1;
                    complain(&why);
                }
            }
        }
        Ok(())
    })?;
    ledger.join_if_stale()?;
    filing::tell(&tally, &path)
}

/// Reads the records of one file and hands them over in batches. Fails only if
/// nobody takes them any more.
fn read(path: &Path, tell: &mpsc::SyncSender<Told>) -> Result<(), mpsc::SendError<Told>> {
    let mut batch = Batch::default();
    for line in source::lines(path) {
        match line.map_err(|wrong| wrong.to_string()).and_then(|line| Ok((record(path, &line)?, line))) {
            Ok((record, line)) => {
                batch.n_bytes += line.bytes.len();
                batch.lines.push(place(path, line.number));
                batch.records.push(record);
            }
            Err(why) => {
                // What stands before it is told of first.
                tell.send(Told::Batch(std::mem::take(&mut batch)))?;
                tell.send(Told::Refused(why))?;
            }
        }
        if batch.records.len() >= MOST_RECORDS || batch.n_bytes >= MOST_BYTES {
            tell.send(Told::Batch(std::mem::take(&mut batch)))?;
        }
    }
    tell.send(Told::Batch(batch))
}

fn record(path: &Path, line: &Line) -> Result<Record, String> {
    if line.bytes.len() > LONGEST {
        let place = place(path, line.number);
        return Err(format!("{place}: longer than {} MiB; split the article", LONGEST >> 20));
    }
    serde_json::from_slice(&line.bytes).map_err(|wrong| {
        format!(
            "{}: {}; give what `chancery extract --with-text` prints, one record a line",
            place(path, line.number),
            source::reason(&wrong)
        )
    })
}

fn place(path: &Path, line: usize) -> String {
    format!("{}:{line}", source::shown(path))
}

fn file(ledger: &mut Ledger, batch: Batch, tally: &mut Tally) -> anyhow::Result<()> {
    if batch.records.is_empty() {
        return Ok(());
    }
    for (line, outcome) in batch.lines.iter().zip(ledger.import(batch.records)?) {
        match outcome {
            Ok(Outcome::New) => tally.new += 1,
            Ok(Outcome::Held) => tally.held += 1,
            Ok(Outcome::Renewed) => tally.renewed += 1,
            Err(wrong) => {
                tally.failed += 1;
                complain(&format!("{line}: {wrong}"));
            }
        }
    }
    Ok(())
}

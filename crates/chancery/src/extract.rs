//! `chancery extract`: what articles say, as JSON Lines or Parquet.

use std::{
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
    sync::{Mutex, mpsc},
    thread,
};

use record::Record;
use source::Item;

use crate::{arguments::Extract, home::Context, output::complain, reader::Reader, sink::sink};

/// Items under way at a time for each thread: enough that a long one holds up
/// nobody, few enough to bound memory.
const UNDER_WAY: usize = 32;

/// An item in its place, and what was read of it.
type Given = (usize, Result<Item, source::Error>);
type Read = (usize, anyhow::Result<Record>);

pub(crate) fn run(context: &Context, wanted: &Extract) -> anyhow::Result<ExitCode> {
    let reader = Reader::new(context, &wanted.given);
    let mut failed = false;
    let mut sink = sink(wanted.format)?;
    in_order(&reader, wanted, |read| {
        match read {
            Ok(record) => sink.take(&record)?,
            Err(wrong) => {
                failed = true;
                complain(&format!("{wrong:#}"));
            }
        }
        Ok(())
    })?;
    sink.finish()?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Reads everything on as many threads as asked for and hands it over in the
/// order of the input.
fn in_order(
    reader: &Reader<'_>,
    wanted: &Extract,
    mut take: impl FnMut(anyhow::Result<Record>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let most = UNDER_WAY * usize::from(wanted.jobs);
    let (give, given) = mpsc::channel::<Given>();
    let (tell, told) = mpsc::channel::<Read>();
    let given = Mutex::new(given);
    thread::scope(|scope| {
        for _ in 0..wanted.jobs {
            let (given, tell) = (&given, tell.clone());
            scope.spawn(move || {
                while let Some((place, item)) = next(given) {
                    if tell.send((place, read(reader, wanted, item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tell);
        let mut items = source::gather(&wanted.paths).enumerate();
        let mut give = Some(give);
        let mut early: BTreeMap<usize, anyhow::Result<Record>> = BTreeMap::new();
        let (mut n_given, mut n_taken) = (0, 0);
        loop {
            while n_given - n_taken < most
                && let Some(open) = &give
            {
                if items.next().is_some_and(|item| open.send(item).is_ok()) {
                    n_given += 1;
                } else {
                    give = None;
                }
            }
            if n_taken == n_given {
                return Ok(());
            }
            let Ok((place, read)) = told.recv() else {
                anyhow::bail!("a reading thread ended early; please report this");
            };
            early.insert(place, read);
            while let Some(read) = early.remove(&n_taken) {
                n_taken += 1;
                take(read)?;
            }
        }
    })
}

/// The next item that nobody reads yet.
fn next(given: &Mutex<mpsc::Receiver<Given>>) -> Option<Given> {
    given.lock().ok()?.recv().ok()
}

/// Reads one item. A fault of ours costs that item, not the others.
fn read(reader: &Reader<'_>, wanted: &Extract, item: Result<Item, source::Error>) -> anyhow::Result<Record> {
    let item = item?;
    let read = panic::catch_unwind(AssertUnwindSafe(|| reader.read(&item, None)));
    let mut read = read
        .unwrap_or_else(|_| Err(anyhow::anyhow!("{}: reading it failed; please report this", item.source)))?;
    if wanted.with_text {
        read.record.article.text = Some(read.text);
    }
    Ok(read.record)
}

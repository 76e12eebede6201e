//! `chancery extract`: what articles say, as JSON Lines or Parquet.

use std::{process::ExitCode, thread};

use record::Record;
use source::Item;

use crate::{arguments::Extract, home::Context, output::complain, reader::Reader, sink::sink};

/// Items read at a time for each thread: enough to keep it busy, few enough to
/// bound memory.
const BATCH: usize = 32;

pub(crate) fn run(context: &Context, wanted: &Extract) -> anyhow::Result<ExitCode> {
    let reader = Reader::new(context, &wanted.given);
    let mut failed = false;
    let mut sink = sink(wanted.format)?;
    let mut items = source::gather(&wanted.paths);
    loop {
        let batch: Vec<_> = items.by_ref().take(BATCH * usize::from(wanted.jobs)).collect();
        if batch.is_empty() {
            break;
        }
        for read in read_batch(&reader, batch, wanted) {
            match read {
                Ok(record) => sink.take(&record)?,
                Err(wrong) => {
                    failed = true;
                    complain(&format!("{wrong:#}"));
                }
            }
        }
    }
    sink.finish()?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Reads a batch on as many threads as asked for; the answers keep the order.
fn read_batch(
    reader: &Reader<'_>,
    batch: Vec<Result<Item, source::Error>>,
    wanted: &Extract,
) -> Vec<anyhow::Result<Record>> {
    let read = |item: Result<Item, source::Error>| -> anyhow::Result<Record> {
        let mut read = reader.read(&item?, None)?;
        if wanted.with_text {
            read.record.article.text = Some(read.text);
        }
        Ok(read.record)
    };
    let share = batch.len().div_ceil(usize::from(wanted.jobs)).max(1);
    let mut shares: Vec<Vec<_>> = Vec::new();
    let mut items = batch.into_iter();
    loop {
        let share: Vec<_> = items.by_ref().take(share).collect();
        if share.is_empty() {
            break;
        }
        shares.push(share);
    }
    thread::scope(|scope| {
        let workers: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(|| share.into_iter().map(read).collect::<Vec<_>>()))
            .collect();
        let joined = workers.into_iter().map(|worker| {
            worker.join().unwrap_or_else(|_| {
                vec![Err(anyhow::anyhow!("a reading thread ended early; please report this"))]
            })
        });
        joined.flatten().collect()
    })
}

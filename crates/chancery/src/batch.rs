//! Items read on several threads, their answers taken in order.

use std::{path::PathBuf, thread};

use source::Item;

/// Items read at a time for each thread: enough to keep it busy, few enough to
/// bound memory.
const BATCH: usize = 32;

/// Reads every item of some paths on as many threads as asked for, and takes the
/// answers in the order of the items.
///
/// # Errors
///
/// The first that `take` gives, which ends the reading. What `read` gives is for
/// `take` to judge.
pub(crate) fn in_batches<T: Send>(
    paths: &[PathBuf],
    n_threads: u16,
    read: impl Fn(Result<Item, source::Error>) -> anyhow::Result<T> + Sync,
    mut take: impl FnMut(anyhow::Result<T>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut items = source::gather(paths);
    loop {
        let batch: Vec<_> = items.by_ref().take(BATCH * usize::from(n_threads)).collect();
        if batch.is_empty() {
            return Ok(());
        }
        for answer in read_batch(&read, batch, usize::from(n_threads)) {
            take(answer)?;
        }
    }
}

fn read_batch<T: Send>(
    read: &(impl Fn(Result<Item, source::Error>) -> anyhow::Result<T> + Sync),
    batch: Vec<Result<Item, source::Error>>,
    n_threads: usize,
) -> Vec<anyhow::Result<T>> {
    let share = batch.len().div_ceil(n_threads).max(1);
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

//! Items read on several threads, their answers taken in order.

use std::{
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    sync::{Mutex, mpsc},
    thread,
};

use source::Item;

/// Items under way at a time for each thread: enough that a long one holds up
/// nobody, few enough to bound memory.
const UNDER_WAY: usize = 32;

/// An item and its place among all.
type Given = (usize, Result<Item, source::Error>);

/// Reads every item of some paths on as many threads as asked for, and takes the
/// answers in the order of the items.
///
/// # Errors
///
/// The first that `take` gives, which ends the reading. What `read` gives is for
/// `take` to judge; a fault of ours in `read` costs its item, not the others.
pub(crate) fn in_order<T: Send>(
    paths: &[PathBuf],
    n_threads: u16,
    read: impl Fn(Result<Item, source::Error>) -> anyhow::Result<T> + Sync,
    mut take: impl FnMut(anyhow::Result<T>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let most = UNDER_WAY * usize::from(n_threads);
    let (give, given) = mpsc::channel::<Given>();
    let (tell, told) = mpsc::channel();
    let given = Mutex::new(given);
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let (given, tell, read) = (&given, tell.clone(), &read);
            scope.spawn(move || {
                while let Some((place, item)) = next(given) {
                    if tell.send((place, answer(read, item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tell);
        let mut items = source::gather(paths).enumerate();
        let mut give = Some(give);
        let mut early: BTreeMap<usize, anyhow::Result<T>> = BTreeMap::new();
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
            let Ok((place, answer)) = told.recv() else {
                anyhow::bail!("a reading thread ended early; please report this");
            };
            early.insert(place, answer);
            while let Some(answer) = early.remove(&n_taken) {
                n_taken += 1;
                take(answer)?;
            }
        }
    })
}

/// The next item that nobody reads yet.
fn next(given: &Mutex<mpsc::Receiver<Given>>) -> Option<Given> {
    given.lock().ok()?.recv().ok()
}

fn answer<T>(
    read: impl Fn(Result<Item, source::Error>) -> anyhow::Result<T>,
    item: Result<Item, source::Error>,
) -> anyhow::Result<T> {
    let source = item.as_ref().map(|item| item.source.clone()).unwrap_or_default();
    panic::catch_unwind(AssertUnwindSafe(|| read(item)))
        .unwrap_or_else(|_| Err(anyhow::anyhow!("{source}: reading it failed; please report this")))
}

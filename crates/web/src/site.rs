//! What the pages are of: one ledger file, asked off the reactor's thread.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use ledger::Ledger;

use crate::refusal::Refusal;

/// What is served: a ledger and the names its parties go by.
#[derive(Clone, Debug)]
pub struct Site {
    /// The ledger file.
    pub ledger: PathBuf,
    /// English names of parties.
    pub names: report::Names,
}

/// A site with the ledgers it holds open.
#[derive(Clone)]
pub(crate) struct Desk {
    site: Arc<Site>,
    idle: Arc<Mutex<Vec<Idle>>>,
}

/// A ledger at rest, with the making of its file: a ledger deleted and read
/// anew is another file under the same path.
struct Idle {
    ledger: Ledger,
    made: Option<SystemTime>,
}

/// Connections kept at rest; more may be open while they are asked.
const MOST_IDLE: usize = 4;

impl Desk {
    pub(crate) fn new(site: Site) -> Self {
        Self { site: Arc::new(site), idle: Arc::default() }
    }

    /// Answers a question on a thread that may wait for the disk.
    pub(crate) async fn ask<T, Q>(&self, question: Q) -> Result<T, Refusal>
    where
        T: Send + 'static,
        Q: FnOnce(&Ledger, &report::Names) -> Result<T, Refusal> + Send + 'static,
    {
        let desk = self.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let held = desk.take()?;
            let answer = question(&held.ledger, &desk.site.names);
            desk.give_back(held);
            answer
        });
        answer.await.unwrap_or(Err(Refusal::Broken))
    }

    /// Changes the ledger on a thread that may wait for the disk. Nobody else may be
    /// filing into it.
    pub(crate) async fn change<T, W>(&self, work: W) -> Result<T, Refusal>
    where
        T: Send + 'static,
        W: FnOnce(&mut Ledger) -> Result<T, ledger::Error> + Send + 'static,
    {
        let site = Arc::clone(&self.site);
        let answer = tokio::task::spawn_blocking(move || {
            drop(Ledger::open(&site.ledger)?);
            let mut ledger = Ledger::create(&site.ledger)?;
            ledger.join_if_stale()?;
            Ok(work(&mut ledger)?)
        });
        answer.await.unwrap_or(Err(Refusal::Broken))
    }

    /// A ledger at rest or one newly opened. Opening takes the ledger's lock
    /// for a moment, which a reading in another process could run into: so it
    /// is done as seldom as may be.
    fn take(&self) -> Result<Idle, Refusal> {
        let made = std::fs::metadata(&self.site.ledger).and_then(|file| file.created()).ok();
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|held| held.made == made && self.site.ledger.exists());
        if let Some(held) = idle.pop() {
            return Ok(held);
        }
        drop(idle);
        Ok(Idle { ledger: Ledger::open(&self.site.ledger)?, made })
    }

    fn give_back(&self, held: Idle) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST_IDLE {
            idle.push(held);
        }
    }
}

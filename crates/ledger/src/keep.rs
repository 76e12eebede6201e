//! Keeping: backing a ledger up, restoring it and making it small.

use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
    ffi,
};

use crate::{
    Error, Flaw, Ledger, Proof,
    store::{lock, open_error, refuse_foreign, sqlite_error},
};

/// What a restoring did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the proof of the backup found.
    pub proof: Proof,
    /// Where the ledger that was replaced is kept; none if there was none.
    pub replaced: Option<PathBuf>,
}

/// Bytes of a ledger's file before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// With what had been written and not yet taken into the file.
    pub before: u64,
    /// Afterwards.
    pub after: u64,
}

impl Ledger {
    /// Copies the ledger into a file that is not there yet, as it is at one
    /// moment, while others may read and file. The copy is proved first: a copy
    /// that fails, or is interrupted, leaves no file under that name.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] if the file is there; [`Error::Unsound`] if the copy
    /// fails its proof; [`Error::Copying`] if another backup into this file is
    /// under way; [`Error::Full`], [`Error::Open`] or [`Error::Sqlite`] if it
    /// cannot be made.
    pub fn back_up(&self, to: &Path) -> Result<Proof, Error> {
        if to.exists() {
            return Err(Error::Exists { path: to.to_owned() });
        }
        self.back_up_over(to)
    }

    /// Does [`Ledger::back_up`], and replaces the file if it is there.
    ///
    /// # Errors
    ///
    /// Those of [`Ledger::back_up`] but [`Error::Exists`]; [`Error::Itself`] if it
    /// is the ledger, [`Error::Locked`] if it is one that somebody files into. The
    /// file is then as it was.
    pub fn back_up_over(&self, to: &Path) -> Result<Proof, Error> {
        if to.exists() && fs::canonicalize(to).ok() == fs::canonicalize(&self.path).ok() {
            return Err(Error::Itself { path: to.to_owned() });
        }
        // A ledger that somebody files into is no backup to be replaced.
        let _lock = if beside(to, ".lock").exists() { Some(lock(to)?) } else { None };
        let part = Part::begin(&beside(to, ".part"))?;
        part.fill(&self.db)?;
        let proof = part.proved(&self.path)?;
        part.keep(to)?;
        Ok(proof)
    }

    /// Puts a backup in the place of the ledger at `path`, all at once, after
    /// proving it. The ledger that was there is kept beside it.
    ///
    /// Those who read meanwhile see the old ledger, then the restored one.
    ///
    /// # Errors
    ///
    /// [`Error::NoBackup`] if there is none; [`Error::Unsound`] if it fails
    /// its proof; [`Error::Locked`] while another process files;
    /// [`Error::NotOurs`], [`Error::TooNew`], [`Error::Full`], [`Error::Open`] or
    /// [`Error::Sqlite`] if either file cannot be used. The ledger is then as it was.
    pub fn restore(path: &Path, backup: &Path) -> Result<Restored, Error> {
        if !backup.exists() {
            return Err(Error::NoBackup { path: backup.to_owned() });
        }
        refuse_foreign(backup)?;
        refuse_foreign(path)?;
        let held = if path.exists() { Some(open_any(path)?) } else { None };
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|source| open_error(path, source))?;
        }
        let _lock = lock(path)?;
        let part = Part::begin(&beside(path, ".part"))?;
        part.fill(&open_any(backup)?)?;
        // Proved as it is, before anything makes it newer.
        let proof = part.proved(backup)?;
        part.renew()?;
        let Some(mut held) = held else {
            part.keep(path)?;
            return Ok(Restored { proof, replaced: None });
        };
        let kept = free_name(path);
        let old = Part::begin(&beside(path, ".old-part"))?;
        old.fill(&held)?;
        old.keep(&kept)?;
        // Written into the file and not put in its place: whoever has it open goes on
        // reading, and the log beside it stays its own.
        copy(&part.open()?.db, &mut held, path)?;
        Ok(Restored { proof, replaced: Some(kept) })
    }

    /// Gives the room of what was deleted back to the disk.
    ///
    /// # Errors
    ///
    /// [`Error::Full`] if there is no room for the work, [`Error::Sqlite`] if the
    /// file cannot be used. The ledger is then as it was.
    pub fn compact(&mut self) -> Result<Compacted, Error> {
        let before = self.size();
        let work = "PRAGMA optimize = 0x10002; VACUUM;";
        self.db.execute_batch(work).map_err(|source| self.wrong(source))?;
        // Whoever is reading may keep the log from being emptied; it is next time.
        let empty = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        empty.map_err(|source| self.wrong(source))?;
        Ok(Compacted { before, after: self.size() })
    }

    /// Bytes of the file and of the log beside it.
    fn size(&self) -> u64 {
        let files = [self.path.clone(), beside(&self.path, "-wal")];
        files.iter().filter_map(|file| fs::metadata(file).ok()).map(|file| file.len()).sum()
    }
}

/// A copy in the making: a file of its own, taken away unless it is kept.
struct Part {
    path: PathBuf,
    /// Held, so that two do not write one copy.
    _lock: File,
    is_kept: std::cell::Cell<bool>,
}

impl Part {
    /// Takes the file, which an earlier run may have left behind, and empties it.
    fn begin(path: &Path) -> Result<Self, Error> {
        let wrong = |source| open_error(path, source);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(wrong)?;
        file.try_lock().map_err(|_| Error::Copying { path: path.to_owned() })?;
        file.set_len(0).map_err(wrong)?;
        clear(path);
        Ok(Self { path: path.to_owned(), _lock: file, is_kept: std::cell::Cell::new(false) })
    }

    fn open(&self) -> Result<Ledger, Error> {
        let db = Connection::open(&self.path).map_err(|source| sqlite_error(&self.path, source))?;
        Ok(Ledger { db, path: self.path.clone(), _lock: None })
    }

    /// Copies a ledger at one moment of its life into one file.
    fn fill(&self, from: &Connection) -> Result<(), Error> {
        let mut db = self.open()?.db;
        copy(from, &mut db, &self.path)?;
        let settled = db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()));
        match settled.map_err(|source| sqlite_error(&self.path, source)) {
            // What is damaged is kept as it is; the proof of a copy tells of it.
            Err(Error::Corrupt { .. }) => Ok(()),
            settled => settled,
        }
    }

    /// Proves the copy of a ledger. Entries are made anew where only they fail,
    /// as after a release that joins otherwise: they follow from what is proved.
    fn proved(&self, of: &Path) -> Result<Proof, Error> {
        let mut copy = self.open()?;
        copy.check_version()?;
        let mut proof = copy.verify()?;
        if matches!(proof.flaw, Some(Flaw::Entry { .. } | Flaw::Index { .. })) {
            copy.join()?;
            proof = copy.verify()?;
        }
        match proof.flaw.take() {
            Some(flaw) => Err(Error::Unsound { path: of.to_owned(), flaw: Box::new(flaw) }),
            None => Ok(proof),
        }
    }

    /// Brings a copy of a ledger of an earlier release, or one of the middle of a
    /// reading, up to date.
    fn renew(&self) -> Result<(), Error> {
        let mut copy = self.open()?;
        copy.migrate()?;
        copy.mark_badly_indexed()?;
        copy.join_if_stale()
    }

    /// Gives the copy its name, once it is safe on the disk.
    fn keep(&self, name: &Path) -> Result<(), Error> {
        let wrong = |source| open_error(name, source);
        let file = File::options().write(true).open(&self.path).map_err(wrong)?;
        file.sync_all().map_err(wrong)?;
        // The log of a file that stood there before would be taken for the new one's.
        clear(name);
        fs::rename(&self.path, name).map_err(wrong)?;
        self.is_kept.set(true);
        let folder = name.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            // Not every system can do this with a folder.
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_kept.get() {
            // What cannot be taken away, the next copy empties.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Copies all pages in one go: one view of the source, one change of the target.
fn copy(from: &Connection, to: &mut Connection, path: &Path) -> Result<(), Error> {
    let wrong = |source| sqlite_error(path, source);
    to.execute_batch("PRAGMA busy_timeout = 5000;").map_err(wrong)?;
    let backup = Backup::new(from, to).map_err(wrong)?;
    match backup.step(-1).map_err(wrong)? {
        StepResult::Done => Ok(()),
        _ => Err(wrong(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None))),
    }
}

/// Opens a ledger that need not be sound.
fn open_any(path: &Path) -> Result<Connection, Error> {
    let ledger = Ledger::open_to_read(path)?;
    match ledger.check_version() {
        Err(wrong @ Error::NotOurs { .. }) => return Err(wrong),
        // What is damaged or of another release may be replaced; as a backup, the
        // proof of its copy refuses it.
        _ => ledger.db.execute_batch("PRAGMA query_only = OFF;").map_err(|source| ledger.wrong(source))?,
    }
    Ok(ledger.db)
}

/// Takes away what SQLite keeps beside a file.
fn clear(path: &Path) {
    for end in ["-wal", "-shm", "-journal"] {
        // What is not there need not go.
        let _ = fs::remove_file(beside(path, end));
    }
}

/// A name beside another.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// The first name for a replaced ledger that nothing has.
fn free_name(path: &Path) -> PathBuf {
    let mut number = 1;
    loop {
        let name = beside(path, &format!(".replaced-{number}"));
        if !name.exists() {
            return name;
        }
        number += 1;
    }
}

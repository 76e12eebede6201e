//! The file: opening, migrating, locking.

use std::{
    fs::{File, OpenOptions},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::{Error, seal};

/// `CHNC` in ASCII: how a ledger is told from any other SQLite file.
const APPLICATION_ID: i64 = 0x4348_4e43;

/// One step from an earlier form of the file to the next.
struct Migration {
    /// What is done to the tables.
    sql: &'static str,
    /// What is done beyond SQL, in the same transaction.
    then: fn(&Connection) -> rusqlite::Result<()>,
}

/// Numbered once and for all: a released migration is never edited.
const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("../migrations/0001_ledger.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("../migrations/0002_corrections.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("../migrations/0003_seal.sql"), then: seal::set_all },
    Migration { sql: include_str!("../migrations/0004_search.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("../migrations/0005_versions.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("../migrations/0006_scale.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("../migrations/0007_lists.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("../migrations/0008_journal.sql"), then: seal::set_journal },
    Migration { sql: include_str!("../migrations/0009_appended.sql"), then: |_| Ok(()) },
];

/// One ledger file. Many may read it at a time; one files into it.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    /// Held by the one who files.
    pub(crate) _lock: Option<File>,
}

impl Ledger {
    /// Opens a ledger for filing, and makes it if it is not there.
    ///
    /// # Errors
    ///
    /// [`Error::Locked`] while another process files into it; [`Error::NotOurs`],
    /// [`Error::TooNew`], [`Error::Open`] or [`Error::Sqlite`] if it cannot be used.
    pub fn create(path: &Path) -> Result<Self, Error> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|source| open_error(path, source))?;
        }
        refuse_foreign(path)?;
        if path.exists() {
            // Looked at before anything is written: another program's database
            // must stay as it is.
            Self::open_to_read(path)?.check_version()?;
        }
        let lock = lock(path)?;
        let db = Connection::open(path).map_err(|source| sqlite_error(path, source))?;
        let mut ledger = Self { db, path: path.to_owned(), _lock: Some(lock) };
        ledger.prepare()?;
        let version = ledger.check_version()?;
        ledger.migrate()?;
        // A migration may leave no entries, and another release no words that this one
        // can look for; nobody is to wait for them until the one who files is done.
        if version > 0 && (version < newest() || ledger.mark_badly_indexed()?) {
            ledger.join_if_stale()?;
        }
        Ok(ledger)
    }

    /// Opens a ledger for questions; never keeps anybody from filing. Entries
    /// that an interrupted reading left behind the claims are brought up to date
    /// first, if nobody is filing.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] if there is none; [`Error::NotOurs`], [`Error::TooNew`]
    /// or [`Error::Sqlite`] if it cannot be used.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        refuse_foreign(path)?;
        let ledger = Self::open_to_read(path)?;
        let version = ledger.check_version()?;
        let is_new = version == 0;
        if version < newest() || ledger.is_stale()? {
            // The one who is filing joins in the end; until then the old entries hold.
            // On a full disk they must do as well, and so must the tables of an earlier
            // release.
            let joined = Self::create(path).and_then(|mut filing| filing.join_if_stale());
            match joined {
                Err(Error::Locked { .. } | Error::Full { .. } | Error::Open { .. }) if !is_new => {}
                joined => joined?,
            }
        }
        // Lists of a large ledger go through many pages of the file.
        ledger.db.execute_batch("PRAGMA cache_size = -16384").map_err(|source| ledger.wrong(source))?;
        Ok(ledger)
    }

    /// Opens the file as it is; a file on a disk that cannot be written too.
    pub(crate) fn open_to_read(path: &Path) -> Result<Self, Error> {
        let with =
            |flags: OpenFlags| Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let db = with(OpenFlags::SQLITE_OPEN_READ_WRITE).or_else(|_| with(OpenFlags::SQLITE_OPEN_READ_ONLY));
        let db = db.map_err(|source| sqlite_error(path, source))?;
        let ledger = Self { db, path: path.to_owned(), _lock: None };
        let settings = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;";
        ledger.db.execute_batch(settings).map_err(|source| ledger.wrong(source))?;
        Ok(ledger)
    }

    /// A ledger in memory, for a run that keeps nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Sqlite`] if SQLite cannot make one.
    pub fn in_memory() -> Result<Self, Error> {
        let path = PathBuf::from(":memory:");
        let db = Connection::open_in_memory().map_err(|source| sqlite_error(&path, source))?;
        let mut ledger = Self { db, path, _lock: None };
        ledger.prepare()?;
        ledger.migrate()?;
        Ok(ledger)
    }

    /// Where the ledger is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives an SQLite error its path, and the full disk its remedy.
    pub(crate) fn wrong(&self, source: rusqlite::Error) -> Error {
        sqlite_error(&self.path, source)
    }

    pub(crate) fn prepare(&mut self) -> Result<(), Error> {
        let settings = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; \
                        PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192;";
        self.db.execute_batch(settings).map_err(|source| self.wrong(source))
    }

    pub(crate) fn check_version(&self) -> Result<i64, Error> {
        let pragma = |name: &str| {
            self.db
                .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
                .map_err(|e| self.wrong(e))
        };
        let (application, version) = (pragma("application_id")?, pragma("user_version")?);
        let tables = "SELECT count(*) FROM sqlite_master";
        let n_tables: i64 = self.db.query_row(tables, [], |row| row.get(0)).map_err(|e| self.wrong(e))?;
        if application != APPLICATION_ID && n_tables > 0 {
            return Err(Error::NotOurs { path: self.path.clone() });
        }
        let known = newest();
        if version > known {
            return Err(Error::TooNew { path: self.path.clone(), found: version, known });
        }
        Ok(version)
    }

    pub(crate) fn migrate(&mut self) -> Result<(), Error> {
        let version = self.check_version()?;
        let path = self.path.clone();
        let wrong = |source| sqlite_error(&path, source);
        for (number, migration) in (1_i64..).zip(MIGRATIONS) {
            if number <= version {
                continue;
            }
            let step = self.db.transaction().map_err(wrong)?;
            step.execute_batch(migration.sql).and_then(|()| (migration.then)(&step)).map_err(wrong)?;
            let mark = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};");
            step.execute_batch(&mark).map_err(wrong)?;
            step.commit().map_err(wrong)?;
        }
        Ok(())
    }
}

/// The version of the tables that this release writes.
pub(crate) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Refuses a file that is plainly not a ledger before SQLite touches it.
pub(crate) fn refuse_foreign(path: &Path) -> Result<(), Error> {
    use std::io::Read;
    if path.is_dir() {
        return Err(Error::NotOurs { path: path.to_owned() });
    }
    let Ok(mut file) = File::open(path) else { return Ok(()) };
    let mut head = Vec::with_capacity(100);
    file.by_ref().take(100).read_to_end(&mut head).map_err(|source| open_error(path, source))?;
    let id = u32::try_from(APPLICATION_ID).unwrap_or_default().to_be_bytes();
    // Bytes 68 to 71 of an SQLite file are its application id, file format 1.3.
    // A ledger killed while it was being made still has all of them zero.
    let is_ours = head.is_empty()
        || head.starts_with(b"SQLite format 3\0")
            && matches!(head.get(68..72), Some(found) if found == id || found == [0; 4]);
    if is_ours { Ok(()) } else { Err(Error::NotOurs { path: path.to_owned() }) }
}

/// Takes the lock of those who file: the file beside the ledger.
pub(crate) fn lock(path: &Path) -> Result<File, Error> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(PathBuf::from(name));
    let file = file.map_err(|source| open_error(path, source))?;
    file.try_lock().map_err(|_| Error::Locked { path: path.to_owned() })?;
    Ok(file)
}

pub(crate) fn open_error(path: &Path, source: std::io::Error) -> Error {
    use std::io::ErrorKind as K;
    if matches!(source.kind(), K::StorageFull | K::QuotaExceeded | K::FileTooLarge) {
        return Error::Full { path: path.to_owned() };
    }
    Error::Open { path: path.to_owned(), source }
}

pub(crate) fn sqlite_error(path: &Path, source: rusqlite::Error) -> Error {
    // A limit on the size of files or a quota ends a write as a full disk does.
    let is_cut = source.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_WRITE);
    match source.sqlite_error_code() {
        _ if is_cut => Error::Full { path: path.to_owned() },
        Some(ErrorCode::DiskFull) => Error::Full { path: path.to_owned() },
        Some(ErrorCode::DatabaseCorrupt) => Error::Corrupt { path: path.to_owned(), source },
        Some(ErrorCode::NotADatabase) => Error::NotOurs { path: path.to_owned() },
        _ => Error::Sqlite { path: path.to_owned(), source },
    }
}

//! `chancery demo`: the main job on the bundled documents.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use include_dir::{Dir, include_dir};
use ledger::{Filter, Ledger};
use report::Relation;

use crate::{
    arguments::Given,
    filing::{self, Beside},
    home::Context,
    output::{self, print},
    serve, verify,
};

/// Our own wording of public reports; see `demo/README.md`.
static DOCUMENTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../demo/documents");

pub(crate) fn run(context: &Context, is_check: bool, port: u16) -> anyhow::Result<ExitCode> {
    let folder = Folder::new()?;
    let documents = folder.0.join("documents");
    fs::create_dir_all(&documents)
        .and_then(|()| DOCUMENTS.extract(&documents))
        .with_context(|| format!("cannot write to {}", documents.display()))?;
    let path = folder.0.join("demo.ledger");
    let context = context.with_ledger(&path);
    let mut ledger = Ledger::create(&path)?;
    let items = source::gather(std::slice::from_ref(&documents));
    let named = items
        .map(|item| item.map(|item| source::Item { source: demo_path(&documents, &item.source), ..item }));
    let given = Given { published: None, outlet: None, url: None };
    let n_items = u64::try_from(source::gather(std::slice::from_ref(&documents)).count()).ok();
    let tally = filing::file_all(&context, &mut ledger, named, Beside { given: &given, n_items })?;
    print(&format!("{}\n\n", tally.sentence()))?;
    if tally.failed > 0 {
        bail!("a bundled document could not be read");
    }
    print(&relationship(&context, &ledger)?)?;
    print("\n")?;
    let code = verify::prove(&ledger)?;
    drop(ledger);
    if is_check || code != ExitCode::SUCCESS {
        return Ok(code);
    }
    serve::serve(&context, &path, port)
}

/// The relationship that the ledger holds most of.
fn relationship(context: &Context, ledger: &Ledger) -> anyhow::Result<String> {
    let Some((left, right)) = ledger.main_relation()? else {
        bail!("the ledger holds no encounter between two parties")
    };
    let filter = Filter { between: vec![left.clone(), right.clone()], ..Filter::default() };
    let relation = Relation {
        parties: [left, right],
        encounters: ledger.encounters(&filter)?,
        people: ledger.people(&filter)?,
        figures: ledger.figures(&filter)?,
        formulas: ledger.formulas(&filter)?,
    };
    Ok(report::relation_text(&relation, &context.names(), output::width()))
}

/// Where a bundled document stands in the repository.
fn demo_path(folder: &Path, source: &str) -> String {
    let within = Path::new(source).strip_prefix(folder).map(Path::to_string_lossy);
    within
        .map_or_else(|_| source.to_owned(), |within| format!("demo/documents/{}", within.replace('\\', "/")))
}

/// A folder of this run's own, taken away at its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("chancery-demo-{}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be taken away is the system's to tidy.
        let _ = fs::remove_dir_all(&self.0);
    }
}

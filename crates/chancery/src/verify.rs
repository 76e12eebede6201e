//! `chancery verify`: proof of every quotation.

use std::process::ExitCode;

use ledger::Ledger;

use crate::{
    home::Context,
    output::{complain, counted, print},
};

pub(crate) fn run(context: &Context) -> anyhow::Result<ExitCode> {
    prove(&context.open()?)
}

/// Proves a ledger and says how many quotations hold, or which first fails.
pub(crate) fn prove(ledger: &Ledger) -> anyhow::Result<ExitCode> {
    let proof = ledger.verify()?;
    if let Some(flaw) = &proof.flaw {
        complain(&flaw.to_string());
        return Ok(ExitCode::FAILURE);
    }
    let (quotations, documents) =
        (counted(proof.quotations, "quotation"), counted(proof.documents, "document"));
    print(&format!("proved {quotations} in {documents}\n"))?;
    Ok(ExitCode::SUCCESS)
}

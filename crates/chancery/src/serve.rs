//! `chancery serve`: the pages on loopback.

use std::{net::Ipv4Addr, path::Path, process::ExitCode};

use anyhow::Context as _;
use web::Site;

use crate::{home::Context, output::print};

pub(crate) fn run(context: &Context, port: u16) -> anyhow::Result<ExitCode> {
    // Opened once here, so that a missing ledger is said before serving.
    drop(context.open()?);
    serve(context, &context.ledger_path()?, port)
}

/// Serves a ledger's pages until interrupted.
pub(crate) fn serve(context: &Context, ledger: &Path, port: u16) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let address = (Ipv4Addr::LOCALHOST, port);
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| {
            format!("port {port} on 127.0.0.1 cannot be used; name another with --port, or 0 for a free one")
        })?;
        let address = listener.local_addr()?;
        print(&format!("serving on http://{address}/ — stop with Ctrl-C\n"))?;
        let site = Site { ledger: ledger.to_owned(), names: context.names() };
        tokio::select! {
            ended = web::serve(site, listener) => ended?,
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(ExitCode::SUCCESS)
    })
}

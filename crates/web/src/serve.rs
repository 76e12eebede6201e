//! Serving: the routes and the loop that answers them.

use std::future::Future;

use axum::{
    Router,
    http::header,
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tokio::net::TcpListener;

use crate::{
    Error, Site, api, correct, document, encounter, guard::guard, home, list, person, promise, quantity,
    refusal::Refusal, relation, search, site::Desk, statement,
};

/// Serves the site until the process is interrupted (ctrl-c).
///
/// # Errors
///
/// [`Error::NotLoopback`] if others could reach the listener;
/// [`Error::Listener`] if it fails.
pub async fn serve(site: Site, listener: TcpListener) -> Result<(), Error> {
    let interrupted = async {
        // Without a signal to wait for, only the process's end ends it.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    serve_until(site, listener, interrupted).await
}

/// Serves the site until `ended`, then finishes the answers under way.
///
/// # Errors
///
/// As [`serve`].
pub async fn serve_until(
    site: Site,
    listener: TcpListener,
    ended: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let address = listener.local_addr().map_err(|source| Error::Listener { source })?;
    if !address.ip().is_loopback() {
        return Err(Error::NotLoopback { address });
    }
    let routes = router(site, address.port());
    let served = axum::serve(listener, routes).with_graceful_shutdown(ended).await;
    served.map_err(|source| Error::Listener { source })
}

/// The routes, for requests that name a loopback host with this port.
pub fn router(site: Site, port: u16) -> Router {
    let api = Router::new()
        .route("/encounters", get(api::encounters))
        .route("/people", get(api::people))
        .route("/tenures", get(api::tenures))
        .route("/figures", get(api::figures))
        .route("/formulas", get(api::formulas))
        .route("/statements", get(api::statements))
        .route("/commitments", get(api::commitments))
        .route("/instruments", get(api::instruments))
        .route("/milestones", get(api::milestones))
        .route("/documents", get(api::documents))
        .route("/search", get(search::json))
        .route("/encounter/{id}", get(api::encounter))
        .route("/person/{id}", get(api::person))
        .route("/figure/{id}", get(api::figure))
        .route("/formula/{id}", get(api::formula))
        .route("/statement/{id}", get(api::statement))
        .route("/commitment/{id}", get(api::commitment))
        .route("/corrections", get(correct::list).post(correct::make))
        .route("/corrections/{number}/undo", post(correct::undo))
        .fallback(api::unknown);
    Router::new()
        .route("/", get(home::home))
        .route("/relation/{left}/{right}", get(relation::relation))
        .route("/encounters", get(list::encounters))
        .route("/people", get(list::people))
        .route("/documents", get(list::documents))
        .route("/statements", get(statement::statements))
        .route("/commitments", get(promise::commitments))
        .route("/search", get(search::search))
        .route("/document/{id}", get(document::document))
        .route("/encounter/{id}", get(encounter::encounter))
        .route("/person/{id}", get(person::person))
        .route("/figure/{id}", get(quantity::figure))
        .route("/formula/{id}", get(quantity::formula))
        .route("/statement/{id}", get(statement::statement))
        .route("/commitment/{id}", get(promise::commitment))
        .route("/style.css", get(style))
        .route("/favicon.svg", get(icon))
        .nest("/api", api)
        .fallback(async || Refusal::Unknown)
        .layer(middleware::from_fn_with_state(port, guard))
        .with_state(Desk::new(site))
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../assets/style.css")).into_response()
}

async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("../assets/favicon.svg")).into_response()
}

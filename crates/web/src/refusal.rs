//! Refusals: every error of a request, turned into a status in one place.

use askama::Template;
use axum::{
    Json,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use crate::shown::Shown;

/// Why a request gets no answer.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// There is no such page or entry.
    Unknown,
    /// A parameter is wrong.
    Parameter {
        /// Its name, as far as it may be shown.
        name: String,
        /// What is wrong and what to write instead.
        message: String,
    },
    /// Neither a question nor a correction.
    Method,
    /// The request names another host: a page elsewhere may be asking through
    /// the reader's browser.
    Host,
    /// The ledger cannot answer.
    Ledger(ledger::Error),
    /// A page could not be made.
    Broken,
}

impl From<ledger::Error> for Refusal {
    fn from(error: ledger::Error) -> Self {
        Self::Ledger(error)
    }
}

impl From<askama::Error> for Refusal {
    fn from(_: askama::Error) -> Self {
        Self::Broken
    }
}

#[derive(Template)]
#[template(path = "refusal.html")]
struct RefusalPage {
    status: u16,
    title: &'static str,
    message: Shown,
}

#[derive(Serialize)]
struct RefusalJson<'r> {
    error: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'r str>,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Parameter { .. } | Self::Ledger(ledger::Error::Refused(_)) => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Ledger(ledger::Error::Missing { .. } | ledger::Error::Locked { .. }) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Ledger(_) | Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Unknown => "Not in this ledger",
            Self::Parameter { .. } => "The question cannot be read",
            Self::Method => "These pages answer questions",
            Self::Host => "Asked under another name",
            Self::Ledger(ledger::Error::Missing { .. }) => "There is no ledger yet",
            Self::Ledger(ledger::Error::Refused(_)) => "This cannot be corrected so",
            Self::Ledger(_) | Self::Broken => "The ledger cannot answer now",
        }
    }

    /// What is wrong and what to do, without paths or the words of libraries.
    fn message(&self) -> String {
        let message = match self {
            Self::Unknown => {
                "Nothing is held under this address. Entries are made anew when documents are read \
                              again, and an old address may then have ended."
            }
            Self::Parameter { name, message } => return format!("{name}: {message}"),
            Self::Ledger(ledger::Error::Refused(refused)) => return refused.to_string(),
            Self::Method => {
                "Ask with GET or HEAD; only corrections can be made, in JSON: POST /api/corrections."
            }
            Self::Host => {
                "Open the pages as http://127.0.0.1, http://localhost or http://[::1], with the port that \
                           the server was started on."
            }
            Self::Ledger(ledger::Error::Missing { .. }) => {
                "Read documents into one first: chancery read PATH."
            }
            Self::Ledger(ledger::Error::Locked { .. }) => {
                "Documents are being filed. Ask again when that has ended."
            }
            Self::Ledger(ledger::Error::TooNew { .. }) => {
                "The ledger was made by a newer Chancery. Use that release."
            }
            Self::Ledger(_) | Self::Broken => "Run chancery verify to see what is wrong.",
        };
        message.to_owned()
    }

    /// The refusal as a page.
    pub(crate) fn page(&self) -> Response {
        let page = RefusalPage {
            status: self.status().as_u16(),
            title: self.title(),
            message: Shown::of(&self.message()),
        };
        // The template has no fallible part; a bare status is the last resort.
        page.render().map_or_else(
            |_| self.status().into_response(),
            |body| (self.status(), Html(body)).into_response(),
        )
    }

    /// The refusal as JSON.
    pub(crate) fn json(&self) -> Response {
        let message = match self {
            Self::Parameter { message, .. } => message.clone(),
            _ => format!("{}: {}", self.title(), self.message()),
        };
        let parameter = match self {
            Self::Parameter { name, .. } => Some(name.as_str()),
            _ => None,
        };
        (self.status(), Json(RefusalJson { error: &message, parameter })).into_response()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.page()
    }
}

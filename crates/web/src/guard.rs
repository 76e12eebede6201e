//! The guard before every route: who may ask, and what every answer carries.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};

use crate::refusal::Refusal;

/// Headers of every response, errors included.
///
/// The content policy lets nothing run or load but the site's own files:
/// <https://www.w3.org/TR/CSP3/>.
static HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-cache"),
];

/// Lets through GET and HEAD, and corrections by POST, under a loopback name and
/// the port listened on, and gives every answer its headers.
pub(crate) async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let is_json = request.uri().path().starts_with("/api/");
    let refusal = if !is_own_host(request.headers(), port) {
        Some(Refusal::Host)
    } else if !is_allowed(&request) {
        Some(Refusal::Method)
    } else {
        None
    };
    let is_method = matches!(refusal, Some(Refusal::Method));
    let mut response = match refusal {
        Some(refusal) if is_json => refusal.json(),
        Some(refusal) => refusal.page(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    if is_method {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    for (name, value) in &HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Whether a request asks a question, or corrects something and comes from no page
/// of another site: such a page cannot send JSON without asking first, which is
/// refused, and its browser says where it is from.
fn is_allowed(request: &Request) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return true;
    }
    let headers = request.headers();
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_json = header(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/json"));
    let own = header(header::HOST).map(|host| format!("http://{host}"));
    let is_own_page = header(header::ORIGIN).is_none_or(|origin| Some(origin) == own.as_deref());
    *request.method() == Method::POST
        && request.uri().path().starts_with("/api/corrections")
        && is_json
        && is_own_page
}

/// Whether the one `Host` names this machine's loopback and `port`, compared
/// whole: a test of the beginning lets `127.0.0.1.example.org` through.
fn is_own_host(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let host = host.to_ascii_lowercase();
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|name| host == format!("{name}:{port}") || port == 80 && host == *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_let_in(host: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
        is_own_host(&headers, 8080)
    }

    #[test]
    fn only_loopback_names_with_the_port() {
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(is_let_in(host), "{host}");
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1.evil.example:8080",
            "evil.example:8080",
            "::1:8080",
            "localhost:8080:8080",
            "localhost.:8080",
            "user@localhost:8080",
            "",
        ] {
            assert!(!is_let_in(host), "{host}");
        }
        assert!(!is_own_host(&HeaderMap::new(), 8080));
    }
}

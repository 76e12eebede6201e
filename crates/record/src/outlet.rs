//! Outlets and agencies: who published a text, and whose wire it carries.

use serde::{Deserialize, Serialize};

use crate::{PartyId, Side};

/// A publisher or news agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// The name it is listed under: `VNA`, `The White House`.
    pub name: String,
    /// Other ways of naming it: `Vietnam News Agency`.
    pub also: Vec<String>,
    /// The state whose press or office it is, if one.
    pub country: Option<PartyId>,
    /// Official voice of its state, or press.
    pub side: Side,
    /// Whether others carry its copy: a wire.
    pub is_agency: bool,
    /// Host names of its pages, without `www.`: `vietnamnews.vn`.
    pub hosts: Vec<String>,
}

//! Getting bytes: files, folders, JSON Lines and the facts given beside them.

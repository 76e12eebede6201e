SELECT is_stale FROM joined

//! `chancery extract --format parquet`, where it is built in.

use crate::desk::{Desk, TALKS, VISIT};

#[test]
fn rows_come_as_one_parquet_file() {
    let desk = Desk::new();
    desk.put("a.txt", TALKS);
    desk.put("b.txt", VISIT);
    let output = desk.command(&["extract", "--format", "parquet", "a.txt", "b.txt"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = output.stdout;
    // The format's mark stands at both ends (Parquet format 2, "File format").
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{} bytes", bytes.len());
    let find = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(find(b"sha256") && find("Thongloun Sisoulith".as_bytes()) && find(b"chancery/1"));
}

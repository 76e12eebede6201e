//! The hashes that lead from a string to its rows in a table.

/// The rows of a table that a string with hash `key` leads to, before they are
/// cut to the table's length: the x64 form of MurmurHash3 for an eight-byte key,
/// as the training library thinc has it (`thinc/backends/_murmur3.pyx`).
pub(crate) fn rows(key: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed) ^ 8;
    let mixed = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let one = (mixed ^ seed).wrapping_add(seed);
    let two = seed.wrapping_add(one);
    let (one, two) = (finish(one), finish(two));
    let one = one.wrapping_add(two);
    let two = two.wrapping_add(one);
    [one as u32, (one >> 32) as u32, two as u32, (two >> 32) as u32]
}

fn finish(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

/// The hash of a string: MurmurHash64A with seed 1.
pub(crate) fn key(text: &[u8]) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (text.len() as u64).wrapping_mul(FACTOR);
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        let mut word = u64::from_le_bytes(*word).wrapping_mul(FACTOR);
        word ^= word >> 47;
        hash = (hash ^ word.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !rest.is_empty() {
        for (byte_idx, byte) in rest.iter().enumerate() {
            hash ^= u64::from(*byte) << (8 * byte_idx);
        }
        hash = hash.wrapping_mul(FACTOR);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(FACTOR);
    hash ^ hash >> 47
}

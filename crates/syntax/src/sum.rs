//! Sums of floats that have the same bits on every machine.

/// Numbers that are summed side by side. The order of the sum is the same on
/// every machine, so that the result has the same bits.
const SIDE: usize = 16;

/// The sum of what `of` makes of each number.
#[inline(always)]
pub(crate) fn sum(numbers: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (sides, rest) = numbers.as_chunks::<SIDE>();
    let mut sums = [0.0; SIDE];
    for side in sides {
        for (sum, number) in sums.iter_mut().zip(side) {
            *sum += of(*number);
        }
    }
    for (sum, number) in sums.iter_mut().zip(rest) {
        *sum += of(*number);
    }
    let mut half = SIDE / 2;
    while half > 0 {
        for lane in 0..half {
            sums[lane] += sums[lane + half];
        }
        half /= 2;
    }
    sums[0]
}

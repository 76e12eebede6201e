//! Numbers as they lie in a file of weights.

use pulp::{Arch, Simd, WithSimd};

/// How the numbers of an array are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Bits {
    /// Two bytes each, IEEE 754 binary16, little endian.
    F16,
    /// Four bytes each, IEEE 754 binary32, little endian.
    F32,
    /// One byte each, with a sign, in steps of a 32nd.
    I8,
    /// Four bytes each, whole and without a sign, little endian: keys, not numbers
    /// to reckon with.
    U32,
}

/// What a step of [`Bits::I8`] is worth.
const STEP: f32 = 1.0 / 32.0;

impl Bits {
    /// Bytes a number takes.
    pub(crate) fn size(self) -> usize {
        match self {
            Self::I8 => 1,
            Self::F16 => 2,
            Self::F32 | Self::U32 => 4,
        }
    }

    /// The numbers that `bytes` hold.
    pub(crate) fn numbers(self, bytes: &[u8]) -> Vec<f32> {
        match self {
            Self::F16 => bytes.as_chunks().0.iter().map(|pair| half(u16::from_le_bytes(*pair))).collect(),
            Self::F32 => bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect(),
            Self::I8 => bytes.iter().map(|byte| steps(*byte)).collect(),
            Self::U32 => Vec::new(),
        }
    }

    /// Adds the numbers that `bytes` hold to `sums`, one to one.
    pub(crate) fn add_to(self, sums: &mut [f32], bytes: &[u8]) {
        Arch::new().dispatch(AddTo { bits: self, sums, bytes });
    }

    /// Whether none of the numbers in `bytes` is infinite or no number at all.
    pub(crate) fn are_finite(self, bytes: &[u8]) -> bool {
        match self {
            Self::F16 => bytes.as_chunks().0.iter().all(|pair| u16::from_le_bytes(*pair) & 0x7c00 != 0x7c00),
            Self::F32 => bytes.as_chunks().0.iter().all(|four| f32::from_le_bytes(*four).is_finite()),
            Self::I8 | Self::U32 => true,
        }
    }
}

struct AddTo<'a> {
    bits: Bits,
    sums: &'a mut [f32],
    bytes: &'a [u8],
}

impl WithSimd for AddTo<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        match self.bits {
            Bits::F16 => {
                for (sum, pair) in self.sums.iter_mut().zip(self.bytes.as_chunks().0) {
                    *sum += half(u16::from_le_bytes(*pair));
                }
            }
            Bits::F32 => {
                for (sum, four) in self.sums.iter_mut().zip(self.bytes.as_chunks().0) {
                    *sum += f32::from_le_bytes(*four);
                }
            }
            Bits::I8 => {
                for (sum, byte) in self.sums.iter_mut().zip(self.bytes) {
                    *sum += steps(*byte);
                }
            }
            Bits::U32 => {}
        }
    }
}

/// The number that a byte of steps means.
#[inline(always)]
fn steps(byte: u8) -> f32 {
    f32::from(byte.cast_signed()) * STEP
}

/// The number that the bits of a finite binary16 mean.
///
/// Its exponent and fraction are put where those of a binary32 stand; what is
/// then missing is the difference of the two biases, a factor of 2^112. This
/// holds for subnormal numbers too.
#[inline(always)]
fn half(bits: u16) -> f32 {
    const BIAS: f32 = f32::from_bits(0x7780_0000);
    let sign = u32::from(bits & 0x8000) << 16;
    let size = f32::from_bits(u32::from(bits & 0x7fff) << 13) * BIAS;
    f32::from_bits(size.to_bits() | sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_read() {
        let cases = [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x0001, 5.960_464_5e-8),
            (0x03ff, 6.097_555e-5),
            (0x0400, 6.103_515_6e-5),
            (0x7bff, 65504.0),
        ];
        for (bits, number) in cases {
            assert_eq!(half(bits), number, "{bits:#06x}");
        }
        assert!(half(0x8000).is_sign_negative());
        assert!(!Bits::F16.are_finite(&0x7c00_u16.to_le_bytes()));
        assert!(!Bits::F32.are_finite(&f32::NAN.to_le_bytes()));
    }
}

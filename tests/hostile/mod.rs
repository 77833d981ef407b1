//! Nonsense at every member of every operation: whatever is sent is answered, and what is refused changes nothing.

mod bodies;
mod headers;
mod hosted;
mod members;
mod mutations;
mod paths;
mod places;

/// A small generator, so that a seed says everything.
pub struct Dice(u64);

impl Dice {
    /// A generator; equal seeds roll equally.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("a small number")
    }
}

/// Whether everything is tried: `./check --long`.
pub fn is_long() -> bool {
    std::env::var_os("CENOTE_LONG").is_some()
}

/// What the sample is drawn by: `CENOTE_SEED`, so that a failure can be had again and other samples be drawn.
pub fn seed() -> u64 {
    std::env::var("CENOTE_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

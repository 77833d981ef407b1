//! Arithmetic modulo SRP's 3072-bit prime, bound to aws-lc: the only file of the workspace with `unsafe`.
//! RFC: 3526 section 5 and 5054 appendix A (the prime; the generator is 2).
//!
//! Trap: aws-lc's functions take the time their operands' *width* asks for, not their value. A number therefore
//! always crosses over with all its bytes, leading zeros included, and no result is ever trimmed here.
#![expect(unsafe_code, reason = "aws-lc-rs has no modular exponentiation; aws-lc-sys is called directly")]

use std::fmt;
use std::ptr::NonNull;
use std::sync::OnceLock;

use aws_lc_sys as lc;

/// Bytes of the prime, and of every residue.
pub const SIZE_BYTES: usize = 384;

/// The prime N, big-endian.
pub const PRIME: [u8; SIZE_BYTES] = {
    let text =
        *b"FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD\
EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F\
83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B\
E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510\
15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7\
ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C\
BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";
    let mut prime = [0; SIZE_BYTES];
    let mut at = 0;
    while at < SIZE_BYTES {
        prime[at] = nibble(text[2 * at]) << 4 | nibble(text[2 * at + 1]);
        at += 1;
    }
    prime
};

const fn nibble(digit: u8) -> u8 {
    if digit <= b'9' { digit - b'0' } else { digit - b'A' + 10 }
}

/// The library had no memory left; nothing else can fail here, since every operand is in range by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl fmt::Display for Exhausted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("out of memory in modular arithmetic")
    }
}

impl std::error::Error for Exhausted {}

/// A number below N, big-endian at full width. It may be a secret: never printed, cleared when dropped.
#[derive(Clone)]
pub struct Residue([u8; SIZE_BYTES]);

impl Residue {
    /// One.
    pub const ONE: Self = Self::small(1);
    /// Two, the generator.
    pub const TWO: Self = Self::small(2);

    const fn small(number: u8) -> Self {
        let mut bytes = [0; SIZE_BYTES];
        bytes[SIZE_BYTES - 1] = number;
        Self(bytes)
    }

    /// The number that these big-endian bytes are; `None` if it is N or more. Leading zeros are welcome.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let residue = Self::widened(bytes)?;
        (residue.0 < PRIME).then_some(residue)
    }

    /// The number modulo N; `None` if it takes more than 384 bytes. For public numbers: its time varies.
    pub fn reduced(bytes: &[u8]) -> Option<Self> {
        let mut residue = Self::widened(bytes)?;
        // N's top bit is set, so 384 bytes hold less than 2N and one subtraction is enough.
        if residue.0 >= PRIME {
            let mut borrow = 0;
            for (digit, prime) in residue.0.iter_mut().zip(PRIME).rev() {
                let less = i16::from(*digit) - i16::from(prime) - borrow;
                borrow = i16::from(less < 0);
                *digit = less.to_le_bytes()[0];
            }
        }
        Some(residue)
    }

    fn widened(bytes: &[u8]) -> Option<Self> {
        let excess = bytes.len().saturating_sub(SIZE_BYTES);
        let (head, tail) = bytes.split_at(excess);
        if head.iter().any(|digit| *digit != 0) {
            return None;
        }
        let mut residue = Self([0; SIZE_BYTES]);
        residue.0[SIZE_BYTES - tail.len()..].copy_from_slice(tail);
        Some(residue)
    }

    /// 384 bytes, big-endian.
    pub fn as_bytes(&self) -> &[u8; SIZE_BYTES] {
        &self.0
    }
}

impl Drop for Residue {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

impl fmt::Debug for Residue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// base^exponent mod N in constant time; the exponent is 256 bits, big-endian.
pub fn pow(base: &Residue, exponent: &[u8; 32]) -> Result<Residue, Exhausted> {
    let (group, scratch) = (group()?, Scratch::new()?);
    let (base, exponent, mut power) = (Number::of(&base.0)?, Number::of(exponent)?, Number::zero()?);
    // SAFETY: the pointers come from live wrappers of this call or from the static group; only `power` and
    // `scratch` are written, and both are ours alone.
    done(unsafe {
        lc::BN_mod_exp_mont_consttime(
            power.as_mut_ptr(),
            base.as_ptr(),
            exponent.as_ptr(),
            group.prime.as_ptr(),
            scratch.as_ptr(),
            group.montgomery.as_ptr(),
        )
    })?;
    power.residue()
}

/// base^exponent mod N for a *public* exponent, which the time tells; the base may be secret.
pub fn pow_public(base: &Residue, exponent: &[u8; 32]) -> Result<Residue, Exhausted> {
    let (group, scratch) = (group()?, Scratch::new()?);
    let (base, exponent, mut power) = (Number::of(&base.0)?, Number::of(exponent)?, Number::zero()?);
    // SAFETY: as in `pow`.
    done(unsafe {
        lc::BN_mod_exp_mont(
            power.as_mut_ptr(),
            base.as_ptr(),
            exponent.as_ptr(),
            group.prime.as_ptr(),
            scratch.as_ptr(),
            group.montgomery.as_ptr(),
        )
    })?;
    power.residue()
}

/// 2^exponent mod N in constant time, from a table of about 1 MiB; several times faster than [`pow`].
pub fn pow_of_two(exponent: &[u8; 32]) -> Result<Residue, Exhausted> {
    let (group, table, scratch) = (group()?, table()?, Scratch::new()?);
    let (mut power, mut factor) = (Number::zero()?, Number::zero()?);
    let mut entry = Entry::default();
    for (at, (row, window)) in table.iter().zip(windows(exponent)).enumerate() {
        entry.select(row, window);
        if at == 0 {
            power.set(&entry)?;
        } else {
            factor.set(&entry)?;
            power.times(&factor, group, &scratch)?;
        }
    }
    power.leave_montgomery(group, &scratch)?;
    power.residue()
}

/// a·b mod N in constant time.
pub fn mul(a: &Residue, b: &Residue) -> Result<Residue, Exhausted> {
    let (group, scratch) = (group()?, Scratch::new()?);
    let mut product = Number::of(&a.0)?;
    // Only one factor enters the Montgomery form: its R and the product's 1/R cancel out.
    product.enter_montgomery(group, &scratch)?;
    product.times(&Number::of(&b.0)?, group, &scratch)?;
    product.residue()
}

/// a + b mod N in constant time.
pub fn add(a: &Residue, b: &Residue) -> Result<Residue, Exhausted> {
    let (group, a, b, mut sum) = (group()?, Number::of(&a.0)?, Number::of(&b.0)?, Number::zero()?);
    // SAFETY: live pointers, of which only `sum` is written; both summands are below the modulus, as asked.
    done(unsafe { lc::BN_mod_add_quick(sum.as_mut_ptr(), a.as_ptr(), b.as_ptr(), group.prime.as_ptr()) })?;
    sum.residue()
}

/// a − b mod N in constant time.
pub fn sub(a: &Residue, b: &Residue) -> Result<Residue, Exhausted> {
    let (group, a, b, mut difference) = (group()?, Number::of(&a.0)?, Number::of(&b.0)?, Number::zero()?);
    // SAFETY: as in `add`.
    done(unsafe {
        lc::BN_mod_sub_quick(difference.as_mut_ptr(), a.as_ptr(), b.as_ptr(), group.prime.as_ptr())
    })?;
    difference.residue()
}

/// Builds the table of [`pow_of_two`] now, so that no sign-in waits the several milliseconds for it.
pub fn warm() -> Result<(), Exhausted> {
    table().map(|_| ())
}

/// Overwrites with zeros; the reads that `black_box` pretends keep the compiler from dropping the writes.
pub(crate) fn wipe<T: Copy + Default>(secret: &mut [T]) {
    secret.fill(T::default());
    std::hint::black_box(secret);
}

/// Bits of exponent that one row of the table serves.
const WINDOW: usize = 6;
const ROWS: usize = 256_usize.div_ceil(WINDOW);
const WORDS: usize = SIZE_BYTES / 8;

/// A residue in Montgomery form, least significant word first.
type Words = [u64; WORDS];

/// Row i holds 2^(j·64^i) for every j below 64.
struct Row(Box<[Words]>);

/// The exponent in windows, least significant first.
fn windows(exponent: &[u8; 32]) -> impl Iterator<Item = u64> {
    (0..ROWS).map(move |row| {
        let bit = row * WINDOW;
        let digit = |at: usize| if at < 32 { u16::from(exponent[31 - at]) } else { 0 };
        let pair = digit(bit / 8) | digit(bit / 8 + 1) << 8;
        u64::from(pair >> (bit % 8)) & ((1 << WINDOW) - 1)
    })
}

/// A copy of the table's entry in use: it tells a window of the exponent, so it is cleared in the end.
struct Entry(Words);

impl Default for Entry {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl Entry {
    /// Reads the whole row whatever the window is: neither branches nor addresses depend on it.
    fn select(&mut self, row: &Row, window: u64) {
        self.0 = [0; WORDS];
        for (at, words) in (0_u64..).zip(&row.0) {
            let differs = at ^ window;
            // All ones where nothing differs. Hidden from the optimiser, which could else make it a branch.
            let mask = std::hint::black_box((differs | differs.wrapping_neg()) >> 63).wrapping_sub(1);
            for (chosen, word) in self.0.iter_mut().zip(words) {
                *chosen |= word & mask;
            }
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn table() -> Result<&'static [Row], Exhausted> {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    if let Some(table) = TABLE.get() {
        return Ok(table);
    }
    // A failure is not kept, so this is no LazyLock; two first callers may both build, and one copy stays.
    let built = build_table()?;
    Ok(TABLE.get_or_init(|| built))
}

fn build_table() -> Result<Vec<Row>, Exhausted> {
    let (group, scratch) = (group()?, Scratch::new()?);
    let mut one = Number::of(&Residue::ONE.0)?;
    one.enter_montgomery(group, &scratch)?;
    let one = Entry(one.words()?);
    let mut base = Number::of(&Residue::TWO.0)?;
    base.enter_montgomery(group, &scratch)?;
    let mut rows = Vec::new();
    rows.try_reserve_exact(ROWS).map_err(|_| Exhausted)?;
    for _ in 0..ROWS {
        let mut row = Vec::new();
        row.try_reserve_exact(1 << WINDOW).map_err(|_| Exhausted)?;
        let mut power = Number::zero()?;
        power.set(&one)?;
        for _ in 0..1 << WINDOW {
            row.push(power.words()?);
            power.times(&base, group, &scratch)?;
        }
        // The loop ends one step behind the row, which is the next row's base.
        base = power;
        rows.push(Row(row.into_boxed_slice()));
    }
    Ok(rows)
}

/// The prime and what Montgomery multiplication needs to know of it.
struct Group {
    prime: Number,
    montgomery: Montgomery,
}

// SAFETY: both parts are written only while they are made; afterwards the library takes them as `const` and writes
// nothing in them, so any thread may read and free them.
unsafe impl Send for Group {}
// SAFETY: as above; nothing behind the pointers changes under a shared reference.
unsafe impl Sync for Group {}

fn group() -> Result<&'static Group, Exhausted> {
    static GROUP: OnceLock<Group> = OnceLock::new();
    if let Some(group) = GROUP.get() {
        return Ok(group);
    }
    let prime = Number::of(&PRIME)?;
    let montgomery = Montgomery::new(&prime)?;
    Ok(GROUP.get_or_init(|| Group { prime, montgomery }))
}

/// An owned BIGNUM, cleared when freed.
struct Number(NonNull<lc::BIGNUM>);

impl Number {
    fn zero() -> Result<Self, Exhausted> {
        // SAFETY: takes nothing, returns null or a number that is ours to free.
        NonNull::new(unsafe { lc::BN_new() }).map(Self).ok_or(Exhausted)
    }

    /// From big-endian bytes, as wide as they are.
    fn of(bytes: &[u8]) -> Result<Self, Exhausted> {
        // SAFETY: reads `len` bytes of a live slice; with no target given it returns null or a number that is ours.
        let number = unsafe { lc::BN_bin2bn(bytes.as_ptr(), bytes.len(), std::ptr::null_mut()) };
        NonNull::new(number).map(Self).ok_or(Exhausted)
    }

    fn set(&mut self, entry: &Entry) -> Result<(), Exhausted> {
        let mut bytes = [0; SIZE_BYTES];
        for (bytes, word) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(entry.0) {
            *bytes = word.to_le_bytes();
        }
        // SAFETY: reads `len` bytes of a live array and writes the number that we hold alone.
        let number = unsafe { lc::BN_le2bn(bytes.as_ptr(), bytes.len(), self.as_mut_ptr()) };
        wipe(&mut bytes);
        if number.is_null() { Err(Exhausted) } else { Ok(()) }
    }

    fn words(&self) -> Result<Words, Exhausted> {
        let mut bytes = [0; SIZE_BYTES];
        // SAFETY: writes at most `len` bytes of a live array, and refuses a number that needs more.
        done(unsafe { lc::BN_bn2le_padded(bytes.as_mut_ptr(), bytes.len(), self.as_ptr()) })?;
        let mut words = [0; WORDS];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        Ok(words)
    }

    /// Every operation above leaves a number below the modulus, which is what a [`Residue`] promises.
    fn residue(&self) -> Result<Residue, Exhausted> {
        let mut residue = Residue([0; SIZE_BYTES]);
        // SAFETY: as in `words`.
        done(unsafe { lc::BN_bn2bin_padded(residue.0.as_mut_ptr(), SIZE_BYTES, self.as_ptr()) })?;
        Ok(residue)
    }

    /// self · other / R, the Montgomery product.
    fn times(&mut self, other: &Self, group: &Group, scratch: &Scratch) -> Result<(), Exhausted> {
        let (target, modulus) = (self.as_mut_ptr(), group.montgomery.as_ptr());
        // SAFETY: live pointers; the library allows the product to replace a factor, and writes only it and the
        // scratch space, which this thread holds alone.
        done(unsafe { lc::BN_mod_mul_montgomery(target, target, other.as_ptr(), modulus, scratch.as_ptr()) })
    }

    fn enter_montgomery(&mut self, group: &Group, scratch: &Scratch) -> Result<(), Exhausted> {
        let (target, modulus) = (self.as_mut_ptr(), group.montgomery.as_ptr());
        // SAFETY: as in `times`.
        done(unsafe { lc::BN_to_montgomery(target, target, modulus, scratch.as_ptr()) })
    }

    fn leave_montgomery(&mut self, group: &Group, scratch: &Scratch) -> Result<(), Exhausted> {
        let (target, modulus) = (self.as_mut_ptr(), group.montgomery.as_ptr());
        // SAFETY: as in `times`.
        done(unsafe { lc::BN_from_montgomery(target, target, modulus, scratch.as_ptr()) })
    }

    fn as_ptr(&self) -> *const lc::BIGNUM {
        self.0.as_ptr()
    }

    fn as_mut_ptr(&mut self) -> *mut lc::BIGNUM {
        self.0.as_ptr()
    }
}

impl Drop for Number {
    fn drop(&mut self) {
        // SAFETY: the number is ours, was never freed, and nothing refers to it any more.
        unsafe { lc::BN_clear_free(self.0.as_ptr()) }
    }
}

/// An owned Montgomery context.
struct Montgomery(NonNull<lc::BN_MONT_CTX>);

impl Montgomery {
    fn new(modulus: &Number) -> Result<Self, Exhausted> {
        let scratch = Scratch::new()?;
        // SAFETY: reads the modulus and copies it; returns null or a context that is ours to free.
        let context = unsafe { lc::BN_MONT_CTX_new_for_modulus(modulus.as_ptr(), scratch.as_ptr()) };
        NonNull::new(context).map(Self).ok_or(Exhausted)
    }

    fn as_ptr(&self) -> *const lc::BN_MONT_CTX {
        self.0.as_ptr()
    }
}

impl Drop for Montgomery {
    fn drop(&mut self) {
        // SAFETY: the context is ours, was never freed, and nothing refers to it any more.
        unsafe { lc::BN_MONT_CTX_free(self.0.as_ptr()) }
    }
}

/// The library's temporaries for one call; it clears them when it frees them.
struct Scratch(NonNull<lc::BN_CTX>);

impl Scratch {
    fn new() -> Result<Self, Exhausted> {
        // SAFETY: takes nothing, returns null or a context that is ours to free.
        NonNull::new(unsafe { lc::BN_CTX_new() }).map(Self).ok_or(Exhausted)
    }

    /// Neither Send nor Sync, so the thread that made it is the only one that writes through this.
    fn as_ptr(&self) -> *mut lc::BN_CTX {
        self.0.as_ptr()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // SAFETY: the context is ours, was never freed, and nothing refers to it any more.
        unsafe { lc::BN_CTX_free(self.0.as_ptr()) }
    }
}

/// The library's success is 1.
fn done(status: std::ffi::c_int) -> Result<(), Exhausted> {
    if status == 1 { Ok(()) } else { Err(Exhausted) }
}

#[cfg(test)]
mod tests;

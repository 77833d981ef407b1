//! What condition operators compare besides text: numbers, dates, addresses.
//! AWS: the IAM user guide, "IAM JSON policy elements: Condition operators". RFC: 4632 and 4291 for address ranges.

use std::net::IpAddr;

/// A number with up to nine places after its point, as a count of those.
pub(super) fn number(text: &str) -> Option<i128> {
    const PLACES: usize = 9;
    let text = text.trim();
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() == 0 && !digits.contains('0') || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    // Longer ones are no numbers that anybody counts with, and would not fit.
    if whole.len() > 24 || part.len() > PLACES {
        return None;
    }
    let scaled = format!("{whole}{part:0<PLACES$}").parse::<i128>().ok()?;
    Some(if is_negative { -scaled } else { scaled })
}

/// A moment in nanoseconds: ISO 8601 with a zone, a day alone, or seconds since the epoch.
pub(super) fn date(text: &str) -> Option<i128> {
    let text = text.trim();
    if let Some(seconds) = number(text) {
        return Some(seconds);
    }
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(moment.as_nanosecond());
    }
    let day = text.parse::<jiff::civil::Date>().ok().filter(|_| !text.contains('T'))?;
    Some(day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_nanosecond())
}

/// A range of addresses; one address is the range that holds it alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    address: u128,
    mask: u128,
}

/// An address as a number. One of version 4 and its form in version 6 are the same.
pub(super) fn address(text: &str) -> Option<u128> {
    text.trim().parse::<IpAddr>().ok().map(bits)
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

impl Range {
    /// Reads `203.0.113.0/24`, `2001:db8::/32` or an address.
    pub fn parse(text: &str) -> Option<Range> {
        let (address, length) = match text.trim().split_once('/') {
            Some((address, length)) => {
                let is_plain = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
                (address, Some(length.parse::<u32>().ok().filter(|_| is_plain)?))
            }
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().ok()?;
        let (own, before) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
        let length = length.unwrap_or(own);
        if length > own {
            return None;
        }
        let free = 128 - before - length;
        let mask = u128::MAX.checked_shl(free).unwrap_or(0);
        Some(Range { address: bits(address) & mask, mask })
    }

    /// Whether an address is in it.
    pub fn holds(self, address: u128) -> bool {
        address & self.mask == self.address
    }
}

//! Ranges of addresses in CIDR notation, of both families.
//! RFC: 4632, 4291.

use std::net::IpAddr;

/// Whether a text is a range: an address and how many of its bits count. AWS: written with its length.
pub(super) fn is_range(text: &str) -> bool {
    parse(text).is_some()
}

/// Whether an address lies in a range. An address of IPv4 within IPv6 is one of IPv4.
pub(super) fn holds(range: &str, address: &str) -> bool {
    let (Some((network, bits)), Ok(address)) = (parse(range), address.parse::<IpAddr>()) else {
        return false;
    };
    match (network.to_canonical(), address.to_canonical()) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            same(u128::from(network.to_bits()) << 96, u128::from(address.to_bits()) << 96, bits)
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => same(network.to_bits(), address.to_bits(), bits),
        _ => false,
    }
}

fn parse(text: &str) -> Option<(IpAddr, u32)> {
    let (network, bits) = text.split_once('/')?;
    let network: IpAddr = network.parse().ok()?;
    let is_number = !bits.is_empty() && bits.bytes().all(|byte| byte.is_ascii_digit());
    let bits: u32 = is_number.then(|| bits.parse().ok())??;
    let most = if network.is_ipv4() { 32 } else { 128 };
    // A range of IPv4 written as one of IPv6 counts the bits before it too.
    match (network, network.to_canonical()) {
        (IpAddr::V6(_), IpAddr::V4(inner)) if (96..=128).contains(&bits) => Some((inner.into(), bits - 96)),
        _ => (bits <= most).then_some((network, bits)),
    }
}

fn same(network: u128, address: u128, bits: u32) -> bool {
    let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
    network & mask == address & mask
}

#[cfg(test)]
mod tests {
    use super::{holds, is_range};

    #[test]
    fn ranges_hold_their_addresses() {
        for (range, address, is_in) in [
            ("203.0.113.0/24", "203.0.113.7", true),
            ("203.0.113.0/24", "203.0.114.7", false),
            ("203.0.113.7/32", "203.0.113.7", true),
            ("203.0.113.7/32", "203.0.113.8", false),
            ("0.0.0.0/0", "1.2.3.4", true),
            ("203.0.113.0/24", "::ffff:203.0.113.7", true),
            ("::ffff:203.0.113.0/120", "203.0.113.7", true),
            ("::ffff:203.0.113.0/120", "203.0.114.7", false),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("::/0", "203.0.113.7", false),
            ("203.0.113.0/24", "nonsense", false),
        ] {
            assert_eq!(holds(range, address), is_in, "{address} in {range}");
        }
        for text in ["203.0.113.7", "203.0.113.0/33", "x/8", "::/129", "1.2.3.4/", "1.2.3.4/+8", "", "/8"] {
            assert!(!is_range(text), "{text}");
        }
    }
}

//! Who asks: the connection's peer, or what configured proxies say of it.
//! RFC: 7239 (Forwarded).

use std::net::IpAddr;

use http::HeaderMap;

use crate::config::values::Network;

/// The address of the client behind a connection.
///
/// Proxies append, so the last address that is not itself a trusted proxy is the client; whatever stands before it
/// was written by that client and is not believed.
pub fn client(connection: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let connection = connection.to_canonical();
    if !is_trusted(connection) {
        return connection;
    }
    let mut client = connection;
    for hop in hops(headers).into_iter().rev() {
        // A hop that does not read hides everything before it.
        let Some(address) = hop else { break };
        client = address;
        if !is_trusted(address) {
            break;
        }
    }
    client
}

/// True when the request has passed a proxy that says so.
pub fn is_forwarded(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"]
        .into_iter()
        .any(|name| headers.contains_key(name))
}

/// The chain of addresses, the client first. `Forwarded` goes before the older header.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let lines = |name: &str| -> Vec<String> {
        let values = headers.get_all(name).iter();
        values.map(|value| value.to_str().unwrap_or_default().to_owned()).collect()
    };
    let forwarded = lines("forwarded");
    if !forwarded.is_empty() {
        return forwarded.iter().flat_map(|line| line.split(',')).map(forwarded_for).collect();
    }
    lines("x-forwarded-for").iter().flat_map(|line| line.split(',')).map(|hop| address(hop.trim())).collect()
}

fn forwarded_for(element: &str) -> Option<IpAddr> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| address(value.trim().trim_matches('"')))?
    })
}

/// An address with or without a port, IPv6 in brackets where it has one.
fn address(text: &str) -> Option<IpAddr> {
    let (host, _) = crate::config::values::split_port(text);
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    bare.parse().ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::values::network;

    fn of(connection: &str, headers: &[(&'static str, &str)]) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let trusted = [network("10.0.0.0/8").unwrap(), network("::1").unwrap()];
        client(connection.parse().unwrap(), &map, &trusted).to_string()
    }

    #[test]
    fn only_configured_proxies_are_believed() {
        assert_eq!(of("203.0.113.9", &[("x-forwarded-for", "192.0.2.1")]), "203.0.113.9");
        assert_eq!(of("10.0.0.1", &[("x-forwarded-for", "192.0.2.1")]), "192.0.2.1");
        assert_eq!(of("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(of("::ffff:10.0.0.1", &[("x-forwarded-for", "192.0.2.1")]), "192.0.2.1");
    }

    #[test]
    fn what_a_client_wrote_before_the_proxies_is_not_believed() {
        assert_eq!(of("10.0.0.1", &[("x-forwarded-for", "198.51.100.1, 192.0.2.1, 10.0.0.2")]), "192.0.2.1");
        assert_eq!(
            of("10.0.0.1", &[("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "192.0.2.1")]),
            "192.0.2.1"
        );
        assert_eq!(of("10.0.0.1", &[("x-forwarded-for", "192.0.2.1, unknown")]), "10.0.0.1");
        assert_eq!(of("10.0.0.1", &[("x-forwarded-for", "10.0.0.3, 10.0.0.2")]), "10.0.0.3");
    }

    #[test]
    fn what_does_not_read_is_neither_believed_nor_a_crash() {
        let bad = [
            "",
            "a",
            ",",
            " , ",
            "unknown",
            "_hidden",
            "256.0.0.1",
            "1.2.3",
            "[::1",
            "::1]:x",
            ":",
            "127.0.0.1:99999999",
        ];
        for value in bad {
            for name in ["x-forwarded-for", "forwarded"] {
                let forms = [
                    value.to_owned(),
                    format!("for={value}"),
                    format!("for=\"{value}\""),
                    format!("192.0.2.1, {value}"),
                ];
                for form in forms {
                    assert_eq!(of("203.0.113.9", &[(name, &form)]), "203.0.113.9", "{name}: {form}");
                    let seen = of("10.0.0.1", &[(name, &form)]);
                    assert!(
                        ["10.0.0.1", "127.0.0.1"].contains(&seen.as_str()),
                        "{name}: {form} gives {seen}"
                    );
                }
            }
        }
        let many = vec!["192.0.2.1"; 10_000].join(",");
        assert_eq!(of("10.0.0.1", &[("x-forwarded-for", &many)]), "192.0.2.1");
        let mut bytes = HeaderMap::new();
        bytes.insert("x-forwarded-for", http::HeaderValue::from_bytes(&[0xff, 0xfe]).unwrap());
        let connection: IpAddr = "10.0.0.1".parse().unwrap();
        assert_eq!(client(connection, &bytes, &[network("10.0.0.0/8").unwrap()]), connection);
        // Other headers that name an address name none.
        for name in ["x-real-ip", "true-client-ip", "cf-connecting-ip", "x-client-ip"] {
            assert_eq!(of("10.0.0.1", &[(name, "192.0.2.1")]), "10.0.0.1", "{name}");
        }
    }

    #[test]
    fn both_headers_and_their_forms_read() {
        let forwarded = "for=192.0.2.43;proto=https, for=\"[2001:db8:cafe::17]:4711\"";
        assert_eq!(of("::1", &[("forwarded", forwarded)]), "2001:db8:cafe::17");
        assert_eq!(
            of("::1", &[("forwarded", "For=192.0.2.43:47011"), ("x-forwarded-for", "1.1.1.1")]),
            "192.0.2.43"
        );
        assert_eq!(of("::1", &[("forwarded", "by=10.0.0.9")]), "::1");
        assert_eq!(of("10.0.0.1", &[("x-forwarded-for", "192.0.2.1:5000")]), "192.0.2.1");
        assert_eq!(of("10.0.0.1", &[("x-forwarded-for", "2001:db8::1")]), "2001:db8::1");
    }
}

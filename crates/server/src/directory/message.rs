//! Messages of LDAP: what is asked, and what comes back.
//! RFC: 4511 section 4; 2696 (pages); 4532 (who am I); draft-behera-ldap-password-policy (what a bind says of the password).

use super::ber::{self, Broken, Reader};

const PAGED: &str = "1.2.840.113556.1.4.319";
const PASSWORD_POLICY: &str = "1.3.6.1.4.1.42.2.27.8.5.1";
const START_TLS: &str = "1.3.6.1.4.1.1466.20037";
const WHO_AM_I: &str = "1.3.6.1.4.1.4203.1.11.3";

/// How many attributes, and values of one, an entry has at most.
const MOST_VALUES: usize = 1_000_000;

/// What a search asks for.
#[derive(Clone, Debug)]
pub struct Search {
    /// Where it begins.
    pub base: String,
    /// All below, rather than the one entry.
    pub is_deep: bool,
    /// The filter as it goes over the wire.
    pub filter: Vec<u8>,
    /// The attributes wanted.
    pub attributes: Vec<String>,
    /// At most so many entries; none for all.
    pub most: i64,
    /// So many at a time, on from here.
    pub page: Option<(i64, Vec<u8>)>,
}

/// How an operation ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The result code.
    pub code: i64,
    /// What the server says beside it.
    pub text: String,
    /// Where the next page begins; empty at the last.
    pub cookie: Vec<u8>,
    /// What the password policy says against the account.
    pub policy_error: Option<i64>,
    /// The value of an extended answer.
    pub value: Vec<u8>,
}

/// An entry as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// Its name.
    pub dn: String,
    /// Attributes in the server's spelling, with their values.
    pub attributes: Vec<(String, Vec<Vec<u8>>)>,
}

/// One message of the server.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// An entry that was found.
    Entry(Raw),
    /// A place elsewhere where there may be more; nobody goes there.
    Elsewhere,
    /// The end of an operation.
    Done(Outcome),
    /// What needs no answer.
    Other,
}

impl Raw {
    /// The values of an attribute, whatever case or options its name came with.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.attributes
            .iter()
            .filter(move |(found, _)| {
                let bare = found.split(';').next().unwrap_or_default();
                found.eq_ignore_ascii_case(name) || bare.eq_ignore_ascii_case(name)
            })
            .flat_map(|(_, values)| values.iter().map(Vec::as_slice))
    }

    /// The values that are texts.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.values(name).filter_map(|value| std::str::from_utf8(value).ok())
    }

    /// The first of them.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts(name).next()
    }
}

fn message(id: i64, operation: u8, content: &[u8], controls: &[Vec<u8>]) -> Vec<u8> {
    let mut inner = Vec::with_capacity(content.len() + 32);
    ber::put_number(&mut inner, ber::INTEGER, id);
    ber::put(&mut inner, operation, content);
    if !controls.is_empty() {
        ber::put(&mut inner, 0xa0, &controls.concat());
    }
    let mut out = Vec::with_capacity(inner.len() + 6);
    ber::put(&mut out, ber::SEQUENCE, &inner);
    out
}

fn control(oid: &str, is_critical: bool, value: Option<&[u8]>) -> Vec<u8> {
    let mut inner = Vec::new();
    ber::put(&mut inner, ber::OCTETS, oid.as_bytes());
    if is_critical {
        ber::put(&mut inner, ber::BOOLEAN, &[0xff]);
    }
    if let Some(value) = value {
        ber::put(&mut inner, ber::OCTETS, value);
    }
    let mut out = Vec::new();
    ber::put(&mut out, ber::SEQUENCE, &inner);
    out
}

/// A bind by name and password. The caller makes sure that neither is empty: a server takes that for nobody, and says yes.
pub fn bind(id: i64, dn: &str, password: &str) -> Vec<u8> {
    let mut content = Vec::new();
    ber::put_number(&mut content, ber::INTEGER, 3);
    ber::put(&mut content, ber::OCTETS, dn.as_bytes());
    ber::put(&mut content, 0x80, password.as_bytes());
    message(id, 0x60, &content, &[control(PASSWORD_POLICY, false, None)])
}

/// A search.
pub fn search(id: i64, search: &Search) -> Vec<u8> {
    let mut content = Vec::new();
    ber::put(&mut content, ber::OCTETS, search.base.as_bytes());
    ber::put_number(&mut content, ber::ENUMERATED, if search.is_deep { 2 } else { 0 });
    // Aliases are not followed: they lead out of the base.
    ber::put_number(&mut content, ber::ENUMERATED, 0);
    ber::put_number(&mut content, ber::INTEGER, search.most);
    ber::put_number(&mut content, ber::INTEGER, 0);
    ber::put(&mut content, ber::BOOLEAN, &[0]);
    content.extend_from_slice(&search.filter);
    let mut names = Vec::new();
    for name in &search.attributes {
        ber::put(&mut names, ber::OCTETS, name.as_bytes());
    }
    ber::put(&mut content, ber::SEQUENCE, &names);
    let controls = search.page.as_ref().map(|(size, cookie)| {
        let (mut inner, mut value) = (Vec::new(), Vec::new());
        ber::put_number(&mut inner, ber::INTEGER, *size);
        ber::put(&mut inner, ber::OCTETS, cookie);
        ber::put(&mut value, ber::SEQUENCE, &inner);
        control(PAGED, true, Some(&value))
    });
    message(id, 0x63, &content, &Vec::from_iter(controls))
}

fn extended(id: i64, oid: &str) -> Vec<u8> {
    let mut content = Vec::new();
    ber::put(&mut content, 0x80, oid.as_bytes());
    message(id, 0x77, &content, &[])
}

/// Asks for TLS from here on.
pub fn start_tls(id: i64) -> Vec<u8> {
    extended(id, START_TLS)
}

/// Asks as whom the connection is bound.
pub fn who_am_i(id: i64) -> Vec<u8> {
    extended(id, WHO_AM_I)
}

/// Says farewell.
pub fn unbind(id: i64) -> Vec<u8> {
    message(id, 0x42, &[], &[])
}

/// Reads one whole message: its id and what it says.
pub fn read(frame: &[u8]) -> Result<(i64, Answer), Broken> {
    let mut all = Reader::new(frame).within(ber::SEQUENCE)?;
    let id = all.number(ber::INTEGER)?;
    let (operation, content) = all.any()?;
    let answer = match operation {
        0x64 => Answer::Entry(entry(content)?),
        0x73 => Answer::Elsewhere,
        0x61 | 0x65 | 0x78 => {
            let mut outcome = outcome(content)?;
            if let Some(controls) = all.take_if(0xa0)? {
                read_controls(controls, &mut outcome)?;
            }
            Answer::Done(outcome)
        }
        _ => Answer::Other,
    };
    Ok((id, answer))
}

fn entry(content: &[u8]) -> Result<Raw, Broken> {
    let mut all = Reader::new(content);
    let dn = std::str::from_utf8(all.take(ber::OCTETS)?).map_err(|_| Broken)?.to_owned();
    let mut raw = Raw { dn, attributes: Vec::new() };
    let mut list = all.within(ber::SEQUENCE)?;
    let mut count = 0;
    while list.next_tag().is_some() {
        let mut one = list.within(ber::SEQUENCE)?;
        let name = one.text()?;
        let mut found = one.within(ber::SET)?;
        let mut values = Vec::new();
        while found.next_tag().is_some() {
            values.push(found.take(ber::OCTETS)?.to_vec());
            count += 1;
        }
        count += 1;
        if count > MOST_VALUES {
            return Err(Broken);
        }
        raw.attributes.push((name, values));
    }
    Ok(raw)
}

fn outcome(content: &[u8]) -> Result<Outcome, Broken> {
    let mut all = Reader::new(content);
    let code = all.number(ber::ENUMERATED)?;
    all.take(ber::OCTETS)?;
    let mut outcome = Outcome { code, text: all.text()?, ..Outcome::default() };
    while all.next_tag().is_some() {
        if let (0x8b, value) = all.any()? {
            outcome.value = value.to_vec();
        }
    }
    Ok(outcome)
}

fn read_controls(content: &[u8], outcome: &mut Outcome) -> Result<(), Broken> {
    let mut all = Reader::new(content);
    while all.next_tag().is_some() {
        let mut one = all.within(ber::SEQUENCE)?;
        let oid = one.text()?;
        one.take_if(ber::BOOLEAN)?;
        let Some(value) = one.take_if(ber::OCTETS)? else { continue };
        match oid.as_str() {
            PAGED => {
                let mut page = Reader::new(value).within(ber::SEQUENCE)?;
                page.number(ber::INTEGER)?;
                outcome.cookie = page.take(ber::OCTETS)?.to_vec();
            }
            PASSWORD_POLICY => {
                let mut policy = Reader::new(value).within(ber::SEQUENCE)?;
                policy.take_if(0xa0)?;
                outcome.policy_error = policy.take_if(0x81)?.map(ber::number).transpose()?;
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(code: i64, controls: &[Vec<u8>]) -> Vec<u8> {
        let mut content = Vec::new();
        ber::put_number(&mut content, ber::ENUMERATED, code);
        ber::put(&mut content, ber::OCTETS, b"");
        ber::put(&mut content, ber::OCTETS, b"said");
        message(7, 0x65, &content, controls)
    }

    #[test]
    fn what_ends_a_search_reads() {
        // From RFC 2696: a sequence of size and cookie.
        let page = control(PAGED, false, Some(&[0x30, 0x06, 0x02, 0x01, 0x00, 0x04, 0x01, 0x09]));
        let policy = control(PASSWORD_POLICY, false, Some(&[0x30, 0x03, 0x81, 0x01, 0x01]));
        let (id, answer) = read(&done(0, &[page, policy])).unwrap();
        let wanted =
            Outcome { text: "said".into(), cookie: vec![9], policy_error: Some(1), ..Outcome::default() };
        assert_eq!((id, answer), (7, Answer::Done(wanted)));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let mut entry = Vec::new();
        ber::put(&mut entry, ber::OCTETS, b"dc=x");
        ber::put(&mut entry, ber::SEQUENCE, &[0x30, 0x0a, 4, 2, b'c', b'n', 0x31, 4, 4, 2, b'a', b'b']);
        let good = [message(1, 0x64, &entry, &[]), done(32, &[control(PAGED, true, Some(&[0x30, 0]))])];
        assert!(matches!(read(&good[0]), Ok((1, Answer::Entry(raw))) if raw.text("CN") == Some("ab")));
        for frame in &good {
            for at in 0..frame.len() {
                for byte in 0..=255 {
                    let mut bent = frame.clone();
                    bent[at] = byte;
                    let _ = (read(&bent), read(&bent[..at]));
                }
            }
        }
        // Deep nesting is a content that nobody opens.
        let mut deep = vec![0x30, 0];
        for _ in 0..5_000 {
            let mut outer = Vec::new();
            ber::put(&mut outer, ber::SEQUENCE, &deep);
            deep = outer;
        }
        assert!(read(&deep).is_err());
    }
}

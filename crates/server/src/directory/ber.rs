//! BER as LDAP uses it, read without recursion: definite lengths alone, each checked against what is there, so that no answer
//! of a server, or of somebody in its place before TLS begins, takes more than its own size.
//! RFC: 4511 section 5.1.

/// What does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

pub const BOOLEAN: u8 = 0x01;
pub const INTEGER: u8 = 0x02;
pub const OCTETS: u8 = 0x04;
pub const ENUMERATED: u8 = 0x0a;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;

/// Reads the elements of a content one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(rest: &'a [u8]) -> Reader<'a> {
        Reader { rest }
    }

    /// The tag that comes next, where there is one.
    pub fn next_tag(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next element, whatever it is: its tag and its content.
    pub fn any(&mut self) -> Result<(u8, &'a [u8]), Broken> {
        let (tag, head, length) = header(self.rest)?.ok_or(Broken)?;
        let end = head.checked_add(length).ok_or(Broken)?;
        let content = self.rest.get(head..end).ok_or(Broken)?;
        self.rest = &self.rest[end..];
        Ok((tag, content))
    }

    /// The content of the next element, which must be of this tag.
    pub fn take(&mut self, tag: u8) -> Result<&'a [u8], Broken> {
        match self.any()? {
            (found, content) if found == tag => Ok(content),
            _ => Err(Broken),
        }
    }

    /// The same, where it is there.
    pub fn take_if(&mut self, tag: u8) -> Result<Option<&'a [u8]>, Broken> {
        if self.next_tag() == Some(tag) { self.take(tag).map(Some) } else { Ok(None) }
    }

    /// What stands within the next element.
    pub fn within(&mut self, tag: u8) -> Result<Reader<'a>, Broken> {
        self.take(tag).map(Reader::new)
    }

    /// A text.
    pub fn text(&mut self) -> Result<String, Broken> {
        self.take(OCTETS).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// A number of at most eight bytes.
    pub fn number(&mut self, tag: u8) -> Result<i64, Broken> {
        number(self.take(tag)?)
    }
}

/// A number in two's complement.
pub fn number(bytes: &[u8]) -> Result<i64, Broken> {
    let first = *bytes.first().ok_or(Broken)?;
    if bytes.len() > 8 {
        return Err(Broken);
    }
    let sign = if first & 0x80 == 0 { 0 } else { -1 };
    Ok(bytes.iter().fold(sign, |number: i64, byte| (number << 8) | i64::from(*byte)))
}

/// How long the element at the beginning is with its header; none while too little of it is there.
pub fn whole(bytes: &[u8]) -> Result<Option<usize>, Broken> {
    let Some((_, head, length)) = header(bytes)? else { return Ok(None) };
    head.checked_add(length).map(Some).ok_or(Broken)
}

/// Tag, length of the header, length of the content.
fn header(bytes: &[u8]) -> Result<Option<(u8, usize, usize)>, Broken> {
    let (Some(tag), Some(first)) = (bytes.first(), bytes.get(1)) else { return Ok(None) };
    // Tags of more than one byte stand nowhere in LDAP.
    if tag & 0x1f == 0x1f {
        return Err(Broken);
    }
    match first {
        0..=0x7f => Ok(Some((*tag, 2, usize::from(*first)))),
        0x81..=0x84 => {
            let count = usize::from(first & 0x7f);
            let Some(length) = bytes.get(2..2 + count) else { return Ok(None) };
            let length = length.iter().fold(0_usize, |length, byte| (length << 8) | usize::from(*byte));
            Ok(Some((*tag, 2 + count, length)))
        }
        _ => Err(Broken),
    }
}

/// Writes an element.
pub fn put(out: &mut Vec<u8>, tag: u8, content: &[u8]) {
    out.push(tag);
    match content.len() {
        short @ 0..=0x7f => out.push(short as u8),
        long => {
            let bytes = long.to_be_bytes();
            let used: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
            out.push(0x80 | used.len() as u8);
            out.extend_from_slice(&used);
        }
    }
    out.extend_from_slice(content);
}

/// Writes a number.
pub fn put_number(out: &mut Vec<u8>, tag: u8, number: i64) {
    let bytes = number.to_be_bytes();
    let is_filler = |at: usize| {
        let filler = if bytes[at + 1] & 0x80 == 0 { 0 } else { 0xff };
        bytes[at] == filler
    };
    let from = (0..7).find(|at| !is_filler(*at)).unwrap_or(7);
    put(out, tag, &bytes[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for wanted in [0, 1, 127, 128, 255, 256, 65_535, -1, -128, -129, i64::MAX, i64::MIN] {
            let mut out = Vec::new();
            put_number(&mut out, INTEGER, wanted);
            assert_eq!(Reader::new(&out).number(INTEGER), Ok(wanted), "{wanted}");
        }
        assert_eq!((number(&[]), number(&[0; 9])), (Err(Broken), Err(Broken)));
    }

    #[test]
    fn long_contents_come_back() {
        for length in [0, 127, 128, 255, 256, 70_000] {
            let mut out = Vec::new();
            put(&mut out, OCTETS, &vec![7; length]);
            assert_eq!(whole(&out), Ok(Some(out.len())));
            assert_eq!(Reader::new(&out).take(OCTETS).map(<[u8]>::len), Ok(length));
        }
    }

    #[test]
    fn lengths_that_lie_do_not_read() {
        for wrong in [&[0x30, 0x80][..], &[0x30, 0x85, 1, 1, 1, 1, 1], &[0x1f, 0x01, 0], &[0x30, 0xff]] {
            assert_eq!(whole(wrong), Err(Broken), "{wrong:?}");
        }
        assert_eq!(Reader::new(&[0x04, 0x05, 1]).take(OCTETS), Err(Broken));
        assert_eq!(Reader::new(&[0x04, 0x84, 0xff, 0xff, 0xff, 0xff]).any(), Err(Broken));
        assert_eq!((whole(&[]), whole(&[0x30]), whole(&[0x30, 0x82, 1])), (Ok(None), Ok(None), Ok(None)));
    }
}

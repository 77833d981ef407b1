//! The cookies of a gate on the app's host: a session in pieces, since browsers keep no cookie longer than 4 KB, and the secret
//! that binds a sign-in to its browser.
//! AWS: `AWSELBAuthSessionCookie-0` to `-3`, `AWSALBAuthNonce`; their lifetime is seven days, the true one is within.
//! RFC: 6265bis.
//!
//! The first piece says how many there are: one that is left of a longer session does no harm. Pieces out of order, or of two
//! sessions, make a text that does not open.

use http::HeaderMap;
use http::header::COOKIE;

/// The most pieces. AWS: four.
pub const MOST: usize = 4;

/// The longest piece: with name and attributes it stays within a browser's 4,096 bytes.
const LONGEST: usize = 3_800;

/// AWS: seven days.
const LIFE_S: i64 = 604_800;

/// A sign-in's fifteen minutes.
const SIGN_IN_S: i64 = 900;

/// The cookie of the browser's secret.
const SECRET: &str = "AWSALBAuthNonce";

/// Cookies that are looked at: a browser keeps fewer for a host.
const LOOKED_AT: usize = 400;

/// The cookies that a request brings, and how new ones are written.
pub struct Jar<'a> {
    name: &'a str,
    is_secure: bool,
    pieces: [Option<&'a str>; MOST],
    secret: Option<&'a str>,
}

impl<'a> Jar<'a> {
    /// Reads those of a gate, the first of each name.
    pub fn read(headers: &'a HeaderMap, name: &'a str, is_secure: bool) -> Jar<'a> {
        let mut jar = Jar { name, is_secure, pieces: [None; MOST], secret: None };
        let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        for pair in lines.flat_map(|line| line.split(';')).take(LOOKED_AT) {
            let Some((key, value)) = pair.trim().split_once('=') else { continue };
            if key == jar.secret_name() {
                jar.secret.get_or_insert(value);
            }
            let number = key.strip_prefix(name).and_then(|rest| rest.strip_prefix('-'));
            let at = number.and_then(|number| (0..MOST).find(|at| at.to_string() == number));
            if let Some(piece) = at.and_then(|at| jar.pieces.get_mut(at)) {
                piece.get_or_insert(value);
            }
        }
        jar
    }

    /// The text of the session, put together.
    pub fn session(&self) -> Option<String> {
        let (count, first) = self.pieces[0]?.split_once('.')?;
        let count = (1..=MOST).find(|most| most.to_string() == count)?;
        let mut text = first.to_owned();
        for piece in &self.pieces[1..count] {
            let piece = (*piece)?;
            if piece.len() > LONGEST {
                return None;
            }
            text.push_str(piece);
        }
        (first.len() <= LONGEST).then_some(text)
    }

    /// The browser's secret.
    pub fn secret(&self) -> Option<&'a str> {
        self.secret
    }

    /// Cookies for a session, those of a longer one before it taken away; nothing where it is too long.
    pub fn set_session(&self, text: &str) -> Option<Vec<String>> {
        let bytes: Vec<&[u8]> = text.as_bytes().chunks(LONGEST).collect();
        if bytes.len() > MOST || !text.is_ascii() {
            return None;
        }
        let count = bytes.len();
        let pieces = bytes.iter().map(|piece| String::from_utf8_lossy(piece)).enumerate();
        let mut cookies: Vec<String> = pieces
            .map(|(at, piece)| {
                let piece = if at == 0 { format!("{count}.{piece}") } else { piece.into_owned() };
                self.cookie(&self.piece_name(at), &piece, LIFE_S)
            })
            .collect();
        cookies.extend((count..MOST).filter(|at| self.pieces[*at].is_some()).map(|at| self.gone(at)));
        Some(cookies)
    }

    /// Takes the session away, all of it.
    pub fn forget_session(&self) -> Vec<String> {
        (0..MOST).map(|at| self.gone(at)).collect()
    }

    /// Keeps the browser's secret for the time of a sign-in.
    pub fn set_secret(&self, secret: &str) -> String {
        self.cookie(self.secret_name(), secret, SIGN_IN_S)
    }

    /// Takes it away.
    pub fn forget_secret(&self) -> String {
        self.cookie(self.secret_name(), "", 0)
    }

    fn gone(&self, at: usize) -> String {
        self.cookie(&self.piece_name(at), "", 0)
    }

    fn piece_name(&self, at: usize) -> String {
        format!("{}-{at}", self.name)
    }

    /// Browsers let no other host set a name with this prefix: nobody else's secret gets into a sign-in.
    fn secret_name(&self) -> &'static str {
        if self.is_secure { "__Host-AWSALBAuthNonce" } else { SECRET }
    }

    /// For this host alone, and sent along when the provider leads back.
    fn cookie(&self, name: &str, value: &str, max_age_s: i64) -> String {
        let secure = if self.is_secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={max_age_s}")
    }
}

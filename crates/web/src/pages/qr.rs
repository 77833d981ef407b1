//! A QR code as a path for SVG: drawn by the template itself, without a picture to load.
//! Source: ISO/IEC 18004; the crate `qrcode` makes the matrix.

use qrcode::{Color, QrCode};
use rules::{Error, Result};
use serde::Serialize;

/// A QR code.
#[derive(Clone, Debug, Serialize)]
pub struct Qr {
    /// Modules of one side, the quiet zone included.
    pub size: usize,
    /// The dark modules, as the data of a path.
    pub path: String,
}

/// The light frame that readers need. Source: ISO/IEC 18004, 4 modules.
const QUIET: usize = 4;

impl Qr {
    /// The code of a text. Errors: `Internal` for one that is too long.
    pub fn of(text: &str) -> Result<Qr> {
        let code = QrCode::new(text.as_bytes()).map_err(Error::internal)?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            while x < width {
                let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
                }
                x += run.max(1);
            }
        }
        Ok(Qr { size: width + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finder_pattern_stands_within_the_quiet_zone() {
        let qr = Qr::of("otpauth://totp/a:b?secret=ABCD").unwrap();
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "{}", qr.path);
        assert!(qr.size >= 21 + 8);
    }
}

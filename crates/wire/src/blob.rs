//! Bytes as AWS-JSON carries them: base64 in a string.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Written with padding, read with or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes; base64 on the wire.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Blob(pub Vec<u8>);

impl Blob {
    /// Reads base64; none when it is not.
    pub(crate) fn from_base64(text: &str) -> Option<Self> {
        BASE64.decode(text).ok().map(Blob)
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Blob::from_base64(&text).ok_or_else(|| de::Error::custom("not base64"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_both_ways() {
        assert_eq!(serde_json::to_string(&Blob(vec![0, 255, 16, 1])).unwrap(), "\"AP8QAQ==\"");
        for text in ["\"AP8QAQ==\"", "\"AP8QAQ\""] {
            assert_eq!(serde_json::from_str::<Blob>(text).unwrap().0, [0, 255, 16, 1]);
        }
        assert_eq!(serde_json::to_string(&Blob(Vec::new())).unwrap(), "\"\"");
        for text in ["\"A\"", "\"AP8 QAQ=\"", "\"_-8=\"", "1"] {
            assert!(serde_json::from_str::<Blob>(text).is_err(), "{text}");
        }
    }
}

//! AWS's own example of a chunked upload, and what must not pass for one.

use proptest::prelude::*;

use super::*;
use crate::sigv4::{Request, Signer, parse, presign, sign, verify_head};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
/// 24 May 2013, 00:00 UTC.
const THEN: i64 = 1_369_353_600_000;

const COMMON: [(&str, &str); 5] = [
    ("Host", "s3.amazonaws.com"),
    ("x-amz-date", "20130524T000000Z"),
    ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
    ("Content-Encoding", "aws-chunked"),
    ("x-amz-decoded-content-length", "66560"),
];

fn published(kind: &str, list: &str, signature: &str, more: &[(&str, &str)]) -> Chunks {
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
         SignedHeaders={list},Signature={signature}"
    );
    let mut headers = COMMON.to_vec();
    headers.extend([("x-amz-content-sha256", kind), ("Authorization", authorization.as_str())]);
    headers.extend(more);
    let request = Request {
        method: "PUT",
        path: "/examplebucket/chunkObject.txt",
        query: "",
        headers: &headers,
        body: b"",
    };
    let claim = parse(&request).unwrap();
    match verify_head(&request, &claim, SECRET, THEN).unwrap() {
        Payload::Chunked(chunks) => chunks,
        other => panic!("{other:?}"),
    }
}

fn plain() -> Chunks {
    let list = "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;\
                x-amz-storage-class";
    let signature = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    published(CHUNKS, list, signature, &[("Content-Length", "66824")])
}

fn with_trailer() -> Chunks {
    let list = "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;\
                x-amz-storage-class;x-amz-trailer";
    let signature = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
    published(CHUNKS_TRAILER, list, signature, &[("x-amz-trailer", "x-amz-checksum-crc32c")])
}

/// AWS's example, with these signatures of its chunks and this text at the end.
fn body(signatures: [&str; 3], end: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for (size, signature) in [65_536, 1_024, 0].into_iter().zip(signatures) {
        body.extend(format!("{size:x};chunk-signature={signature}\r\n").bytes());
        body.extend(std::iter::repeat_n(b'a', size));
        if size > 0 {
            body.extend(b"\r\n");
        }
    }
    body.extend(end.bytes());
    body
}

const PLAIN: [&str; 3] = [
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
];
const TRAILING: [&str; 3] = [
    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
];
const TRAILER: &str = "x-amz-checksum-crc32c:sOO8/Q==";
const SIGNATURE: &str =
    "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";

/// The decoded body, fed in pieces of a size.
fn decoded(decoder: &mut Decoder, body: &[u8], piece: usize) -> Result<Vec<u8>, Broken> {
    let mut out = Vec::new();
    for mut piece in body.chunks(piece.max(1)) {
        while !piece.is_empty() {
            let (taken, step) = decoder.step(piece)?;
            assert!(taken > 0);
            if let Step::Bytes(range) = step {
                out.extend(&piece[range]);
            }
            piece = &piece[taken..];
        }
    }
    let ended = decoder.is_ended();
    if ended { Ok(out) } else { Err(Broken::Malformed("not at its end")) }
}

#[test]
fn awss_own_example_holds() {
    for piece in [1, 7, 4_096, 1 << 20] {
        let mut decoder = Decoder::new(plain(), 66_560, Vec::new());
        let out = decoded(&mut decoder, &body(PLAIN, "\r\n"), piece).unwrap();
        assert!(out.len() == 66_560 && out.iter().all(|byte| *byte == b'a'));
    }
}

#[test]
fn awss_own_example_with_a_trailer_holds() {
    for end in [
        format!("{TRAILER}\r\n{SIGNATURE}\r\n\r\n"),
        format!("{TRAILER}\n{SIGNATURE}\r\n\r\n"),
        format!("{TRAILER}\n{SIGNATURE}\n\r\n"),
    ] {
        let announced = vec!["x-amz-checksum-crc32c".to_owned()];
        let mut decoder = Decoder::new(with_trailer(), 66_560, announced);
        assert_eq!(decoded(&mut decoder, &body(TRAILING, &end), 1_000).unwrap().len(), 66_560);
        assert_eq!(decoder.trailers(), [("x-amz-checksum-crc32c".to_owned(), "sOO8/Q==".to_owned())]);
    }
}

#[test]
fn every_byte_of_it_matters() {
    let good = body(TRAILING, &format!("{TRAILER}\r\n{SIGNATURE}\r\n\r\n"));
    let framing = (0..90).chain(65_600..65_800).chain(good.len() - 300..good.len());
    for at in framing.chain([500, 65_000]) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        let mut decoder = Decoder::new(with_trailer(), 66_560, vec!["x-amz-checksum-crc32c".to_owned()]);
        assert!(decoded(&mut decoder, &bad, 8_192).is_err(), "byte {at}");
    }
    for length in [0, 100, 66_000, good.len() - 1] {
        let mut decoder = Decoder::new(with_trailer(), 66_560, vec!["x-amz-checksum-crc32c".to_owned()]);
        assert!(decoded(&mut decoder, &good[..length], 8_192).is_err(), "{length} bytes");
    }
    let more = [good.as_slice(), b"x"].concat();
    let mut decoder = Decoder::new(with_trailer(), 66_560, vec!["x-amz-checksum-crc32c".to_owned()]);
    assert_eq!(
        decoded(&mut decoder, &more, 8_192),
        Err(Broken::Malformed("bytes follow the end of the body"))
    );
}

#[test]
fn lengths_and_trailers_are_those_that_were_announced() {
    for length in [66_559, 66_561, 0] {
        let mut decoder = Decoder::new(plain(), length, Vec::new());
        assert!(matches!(decoded(&mut decoder, &body(PLAIN, "\r\n"), 999), Err(Broken::Malformed(_))));
    }
    let end = format!("{TRAILER}\r\n{SIGNATURE}\r\n\r\n");
    for announced in
        [vec![], vec!["x-amz-checksum-sha1"], vec!["x-amz-checksum-crc32c", "x-amz-checksum-sha1"]]
    {
        let announced = announced.into_iter().map(str::to_owned).collect();
        let mut decoder = Decoder::new(with_trailer(), 66_560, announced);
        assert!(matches!(decoded(&mut decoder, &body(TRAILING, &end), 999), Err(Broken::Malformed(_))));
    }
    // Without its signature the trailer is not proved.
    let mut decoder = Decoder::new(with_trailer(), 66_560, vec!["x-amz-checksum-crc32c".to_owned()]);
    let bare = body(TRAILING, &format!("{TRAILER}\r\n\r\n"));
    assert_eq!(decoded(&mut decoder, &bare, 999), Err(Broken::Unproved));
    // A body without trailers takes none.
    let mut decoder = Decoder::new(plain(), 66_560, Vec::new());
    assert!(decoded(&mut decoder, &body(PLAIN, &format!("{TRAILER}\r\n\r\n")), 999).is_err());
}

#[test]
fn lines_have_an_end() {
    let mut decoder = Decoder::new(Chunks { chain: None, has_trailer: true }, 5, Vec::new());
    let long = vec![b'0'; LONGEST + 1];
    assert_eq!(decoder.step(&long), Err(Broken::Malformed("a line of the framing is too long")));
    for bad in [
        "\r\n",
        "-1\r\n",
        "+5\r\n",
        "0x5\r\n",
        "5\n",
        "5;chunk-signature=\r\n",
        "10000000000000000\r\n",
        "6\r\n",
        "é\r\n",
    ] {
        let mut decoder = Decoder::new(Chunks { chain: None, has_trailer: true }, 5, Vec::new());
        assert!(decoded(&mut decoder, bad.as_bytes(), 99).is_err(), "{bad:?}");
    }
    let mut decoder = Decoder::new(Chunks { chain: None, has_trailer: true }, 5, Vec::new());
    assert_eq!(decoded(&mut decoder, b"5\r\nhello\r\n0\r\n\r\n", 1).unwrap(), b"hello");
    let mut decoder = Decoder::new(Chunks { chain: None, has_trailer: true }, 5, Vec::new());
    assert!(decoded(&mut decoder, b"5\r\nhelloX\r\n0\r\n\r\n", 1).is_err());
}

#[test]
fn what_is_no_kind_of_payload_is_refused() {
    let signer =
        Signer { access_key_id: "K", secret: SECRET, session_token: None, region: "r", service: "s3" };
    for kind in ["", "unsigned-payload", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "00", &"g".repeat(64)] {
        let headers = [("host", "h"), ("x-amz-content-sha256", kind)];
        let request = Request { method: "PUT", path: "/b/k", query: "", headers: &headers, body: b"" };
        let added = sign(&request, &signer, THEN);
        let added: Vec<_> = added.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let all = [&headers[..], &added].concat();
        let request = Request { headers: &all, ..request };
        let claim = parse(&request).unwrap();
        let refused = verify_head(&request, &claim, SECRET, THEN).unwrap_err();
        assert!(matches!(refused, Refusal::Incomplete(_)), "{kind}: {refused:?}");
    }
    let request = Request { method: "PUT", path: "/b/k", query: "", headers: &[("host", "h")], body: b"" };
    let added = sign(&request, &signer, THEN);
    let mut all = vec![("host", "h")];
    all.extend(added.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let request = Request { headers: &all, ..request };
    let claim = parse(&request).unwrap();
    assert!(matches!(verify_head(&request, &claim, SECRET, THEN), Err(Refusal::Incomplete(_))));
}

proptest! {
    #[test]
    fn what_is_encoded_decodes(
        pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..200), 0..6),
        is_signed: bool, has_trailer: bool, size in 1_usize..300,
    ) {
        let chunks = || Chunks {
            chain: is_signed.then(|| Chain {
                key: [7; 32],
                time: "20130524T000000Z".to_owned(),
                scope: "s".to_owned(),
                previous: "p".to_owned(),
            }),
            has_trailer,
        };
        let trailers = match has_trailer {
            true => vec![("x-amz-checksum-crc32".to_owned(), "AAAAAA==".to_owned())],
            false => Vec::new(),
        };
        let mut sender = chunks();
        let mut body = Vec::new();
        for piece in pieces.iter().map(Vec::as_slice).chain([&b""[..]]) {
            body.extend(encode::head(&mut sender, piece).bytes());
            body.extend(piece);
            if !piece.is_empty() {
                body.extend(b"\r\n");
            }
        }
        if has_trailer {
            body.extend(encode::trailers(&mut sender, &trailers).bytes());
        }
        body.extend(b"\r\n");
        let whole = pieces.concat();
        let announced = trailers.iter().map(|(name, _)| name.clone()).collect();
        let mut decoder = Decoder::new(chunks(), whole.len() as u64, announced);
        prop_assert_eq!(decoded(&mut decoder, &body, size), Ok(whole));
        prop_assert_eq!(decoder.trailers(), trailers);
    }

    #[test]
    fn keys_of_objects_verify_as_they_were_signed(
        key in "[a-zA-Z0-9 ._~/+%é&=;-]{0,20}", expires in 1_i64..600_000, late in -10_i64..10,
    ) {
        let signer = Signer { access_key_id: "K", secret: SECRET, session_token: None, region: "r", service: "s3" };
        let path = format!("/bucket/{}", crate::sigv4::percent_encoded_path(&key));
        let request = Request { method: "GET", path: &path, query: "", headers: &[("host", "h")], body: b"" };
        let query = presign(&request, &signer, THEN, expires);
        let request = Request { query: &query, ..request };
        let claim = parse(&request).unwrap();
        let judged = verify_head(&request, &claim, SECRET, THEN + expires * 1_000 + late * 1_000);
        prop_assert_eq!(judged.is_ok(), late <= 0);
        prop_assert_eq!(crate::sigv4::percent_decoded_path(&path), Some(format!("/bucket/{key}")));
        // No segment is left out of the signature: a key may hold what a path would normalise.
        for other in [format!("{path}/."), format!("{path}/"), path.replacen("/bucket", "//bucket", 1)] {
            let request = Request { path: &other, ..request };
            prop_assert!(verify_head(&request, &claim, SECRET, THEN).is_err());
        }
    }
}

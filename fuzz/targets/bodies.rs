//! Request bodies: the first byte chooses the operation; what validation passes must decode, and stays valid.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, body)) = bytes.split_first() else { return };
    let (operation, decodes) = fuzz::REQUESTS[usize::from(*choice) % fuzz::REQUESTS.len()];
    let Ok(mut tree) = wire::json::parse(body) else { return };
    if wire::validate(operation, &mut tree).is_ok() {
        assert!(decodes(&tree), "{} validates and does not decode", operation.name);
        assert!(wire::validate(operation, &mut tree).is_ok(), "{} validates once", operation.name);
    }
});

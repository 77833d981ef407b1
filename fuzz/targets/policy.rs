//! Policy documents as somebody stores them, and requests that they judge. The input is a document, and after a line feed an
//! action, a resource and the value of a key, each on a line.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use rules::policy::{Asked, Aws, Context, Document, Kind, Outcome, Policies, Policy, Who, decide, trust};

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let document = lines.next().unwrap_or_default();
    let [action, resource, value] = [(); 3].map(|()| lines.next().unwrap_or("s3:GetObject"));
    let mut context = Context::new();
    context.set("aws:username", value);
    context.set("aws:TagKeys", vec![value.to_owned(), action.to_owned()]);
    let who = Who::Aws(Aws {
        account: "111122223333",
        arn: "arn:aws:sts::111122223333:assumed-role/r/s",
        role_arn: Some("arn:aws:iam::111122223333:role/r"),
        id: "AROAAPPAPPAPPAPPAPPAP:s",
    });
    let asked = Asked { who, action, resource, context: &context };
    for kind in [Kind::Identity, Kind::Trust, Kind::Resource] {
        let Ok(document) = Document::parse(document, kind) else { continue };
        let _ = (trust::check(&document), document.keys().len());
        let one = [Policy { name: String::new(), document: Arc::new(document) }];
        let alone = decide(&Policies { identity: &one, ..Policies::default() }, &asked);
        let within = decide(&Policies { identity: &one, session: &one, boundary: one.first(), ..Policies::default() }, &asked);
        // What bounds itself is what it was.
        assert_eq!(alone.outcome, within.outcome);
        let both = Policies { identity: &one, resource: one.first(), ..Policies::default() };
        let with_resource = decide(&both, &asked);
        assert!(alone.outcome != Outcome::ExplicitDeny || with_resource.outcome == Outcome::ExplicitDeny);
    }
});

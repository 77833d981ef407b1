//! Lambda: invoking a function, with its version or alias.
//! AWS: the Lambda API reference, Invoke and InvokeWithResponseStream; the service authorization reference, "Actions,
//! resources, and condition keys for AWS Lambda".
//!
//! A function goes on by its bare name, whichever of its names it came by, so that what is invoked is what was judged.

use super::{
    Asked, Fate, Form, Plan, RESOURCE_TAG, Refusal, Request, Service, encoded, no_tables, plain_path,
};

/// The service.
pub const SERVICE: Service =
    Service { name: "lambda", form: FORM, body: |_| Some(LONGEST), tables: no_tables, plan, fate };

const FORM: Form = Form::RestJson;

/// AWS: six megabytes of a payload.
const LONGEST: usize = 6 << 20;

/// The two ways to invoke: what stands before and after the function's name.
const WAYS: [(&str, &str); 2] = [
    ("/2015-03-31/functions/", "/invocations"),
    ("/2021-11-15/functions/", "/response-streaming-invocations"),
];

/// What is to be invoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoked {
    /// The function's name.
    pub name: String,
    /// Its version or alias.
    pub qualifier: Option<String>,
    /// Its ARN, with the qualifier.
    pub arn: String,
    /// Whether the answer comes as it is made.
    pub is_streamed: bool,
}

fn plan(request: &Request<'_>) -> Result<Plan, Refusal> {
    let invoked = invoked(request)?;
    let (before, after) = WAYS[usize::from(invoked.is_streamed)];
    let mut asked = Asked::new("lambda:InvokeFunction", invoked.arn.as_str());
    // Functions have none here: whoever's policy looks at them is not let by for that.
    asked.unsaid.push(RESOURCE_TAG);
    let mut plan = Plan::as_is(request, vec![asked]);
    plan.path = format!("{before}{}{after}", invoked.name);
    plan.query = encoded(invoked.qualifier.iter().map(|qualifier| ("Qualifier", qualifier.as_str())));
    Ok(plan)
}

/// The function that a request invokes. Errors: it is no such request, or says two things of it.
pub fn invoked(request: &Request<'_>) -> Result<Invoked, Refusal> {
    request.refuse_twins(FORM)?;
    let mut ways = WAYS.iter().enumerate().filter_map(|(at, (before, after))| {
        Some((at == 1, request.path.strip_prefix(before)?.strip_suffix(after)?))
    });
    let found = if request.method == "POST" { ways.next() } else { None };
    let (is_streamed, named) = found.ok_or_else(|| Refusal::unknown(FORM))?;
    if request.query.iter().any(|(name, _)| name != "Qualifier") {
        return Err(Refusal::unknown(FORM));
    }
    let wrong = || Refusal::invalid(FORM, "The function's name or its qualifier is not valid.");
    let named = plain_path(named).ok_or_else(wrong)?;
    let (name, own) = name(request, &named).ok_or_else(wrong)?;
    let said = request.parameter("Qualifier").filter(|text| !text.is_empty());
    let qualifier = match (own, said) {
        (Some(own), Some(said)) if own != said => {
            let text = "The derived qualifier from the function name does not match the specified qualifier.";
            return Err(Refusal::invalid(FORM, text));
        }
        (own, said) => own.or(said),
    };
    if qualifier.is_some_and(|qualifier| !is_qualifier(qualifier)) {
        return Err(wrong());
    }
    let tail = qualifier.map(|qualifier| format!(":{qualifier}")).unwrap_or_default();
    let arn = format!("arn:aws:lambda:{}:{}:function:{name}{tail}", request.region, request.account);
    Ok(Invoked { name: name.to_owned(), qualifier: qualifier.map(str::to_owned), arn, is_streamed })
}

/// The bare name, and the qualifier that came with it: of `name`, `account:function:name` or a whole ARN of this account and
/// region, each with or without `:qualifier`.
fn name<'a>(request: &Request<'_>, named: &'a str) -> Option<(&'a str, Option<&'a str>)> {
    let partial = format!("{}:function:", request.account);
    let whole = format!("arn:aws:lambda:{}:{partial}", request.region);
    let bare = named.strip_prefix(&whole).or_else(|| named.strip_prefix(&partial)).unwrap_or(named);
    let (name, qualifier) = match bare.split_once(':') {
        Some((name, qualifier)) => (name, Some(qualifier)),
        None => (bare, None),
    };
    let is_name = (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_name.then_some((name, qualifier))
}

fn is_qualifier(text: &str) -> bool {
    text == "$LATEST"
        || ((1..=128).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)))
}

fn fate(name: &str) -> Fate {
    const SENT: [&str; 7] = [
        "accept",
        "content-type",
        "user-agent",
        "x-amz-client-context",
        "x-amz-invocation-type",
        "x-amz-log-type",
        "x-amzn-trace-id",
    ];
    if SENT.contains(&name) { Fate::Sent } else { Fate::Dropped }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::gateway::Bearer;

    fn told(method: &str, path: &str, query: &[(&str, &str)]) -> Result<(String, String, String), Refusal> {
        let keys = BTreeMap::new();
        let query: Vec<(String, String)> =
            query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let bearer = Bearer { access_key_id: "ASIA1", arn: "", user_id: "", session: None };
        let plan = plan(&Request {
            bearer,
            backend: "functions",
            region: "us-east-1",
            account: "000000000000",
            method,
            host: "lambda.example.com",
            hosts: &[],
            path,
            query: &query,
            headers: &[],
            is_presigned: false,
            body: b"{}",
            partition_keys: &keys,
        })?;
        Ok((plan.asked[0].resource.clone(), plan.path, plan.query))
    }

    #[test]
    fn a_function_is_the_same_by_each_of_its_names() {
        let base = "arn:aws:lambda:us-east-1:000000000000:function:hello";
        let path = "/2015-03-31/functions/hello/invocations";
        for (named, query, tail, sent) in [
            ("hello", &[][..], "", ""),
            ("hello:live", &[], ":live", "Qualifier=live"),
            ("hello", &[("Qualifier", "7")], ":7", "Qualifier=7"),
            ("hello:live", &[("Qualifier", "live")], ":live", "Qualifier=live"),
            ("hello", &[("Qualifier", "$LATEST")], ":$LATEST", "Qualifier=%24LATEST"),
            ("000000000000:function:hello", &[], "", ""),
            (
                "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Ahello%3A7",
                &[],
                ":7",
                "Qualifier=7",
            ),
        ] {
            let asked = told("POST", &format!("/2015-03-31/functions/{named}/invocations"), query);
            assert_eq!(asked, Ok((format!("{base}{tail}"), path.to_owned(), sent.to_owned())), "{named}");
        }
    }

    #[test]
    fn what_is_no_invocation_of_one_function_is_refused() {
        for (method, path, query) in [
            ("GET", "/2015-03-31/functions/hello/invocations", &[][..]),
            ("POST", "/2015-03-31/functions/hello", &[]),
            ("POST", "/2014-11-13/functions/hello/invoke-async/", &[]),
            ("POST", "/2015-03-31/functions/a%2Fb/invocations", &[]),
            ("POST", "/2015-03-31/functions//invocations", &[]),
            ("POST", "/2015-03-31/functions/111111111111:function:hello/invocations", &[]),
            ("POST", "/2015-03-31/functions/hello:live/invocations", &[("Qualifier", "7")]),
            ("POST", "/2015-03-31/functions/hello/invocations", &[("Qualifier", "a/b")]),
            ("POST", "/2015-03-31/functions/hello/invocations", &[("qualifier", "7")]),
            ("POST", "/2015-03-31/functions/hello/invocations", &[("Qualifier", "7"), ("Qualifier", "8")]),
        ] {
            assert!(told(method, path, query).is_err(), "{path} {query:?}");
        }
    }
}

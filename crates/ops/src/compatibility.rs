//! `docs/compatibility.md`, written from the table of operations and the list of those that are absent.

use wire::Service;

use crate::{absent, table};

const INTRODUCTION: &str = "\
# Compatibility

<!-- Written by `cenote docs operations`; a test compares. -->

Every operation of the services' API models is in one of these tables. An operation that is not built answers as AWS
does for one that it does not know: `UnknownOperationException` or `InvalidAction`, never a false success. Of IAM and
STS these are the operations that roles, their policies, and temporary credentials need: AWS has more.
";

/// The whole page.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (service, title) in [
        (Service::Idp, "User pools: `cognito-idp`"),
        (Service::Identity, "Identity pools: `cognito-identity`"),
        (Service::Sync, "Datasets: `cognito-sync`"),
        (Service::Iam, "Roles and policies: `iam`"),
        (Service::Sts, "Temporary credentials: `sts`"),
    ] {
        let operations = service.operations();
        let built = operations.iter().filter(|operation| table::find(operation).is_some()).count();
        page.push_str(&format!(
            "\n## {title}\n\n{built} of {} operations are built.\n\n| operation | |\n|---|---|\n",
            operations.len()
        ));
        for operation in operations {
            page.push_str(&format!("| {} | {} |\n", operation.name, state(service, operation)));
        }
    }
    page
}

fn state(service: Service, operation: &wire::Operation) -> String {
    if table::find(operation).is_some() {
        return "built".to_owned();
    }
    match absent::list().find(|absent| absent.service == service && absent.name == operation.name) {
        Some(absent) => format!("comes with {}", absent.comes_with),
        None => "absent".to_owned(),
    }
}

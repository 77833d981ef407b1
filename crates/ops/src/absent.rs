//! The operations of the models that are not built yet, by name, each with what it waits for. Such an operation
//! answers as AWS does for one that it does not know. A test proves that table and list make up the model.

use wire::Service;

/// An operation that is not built.
pub struct Absent {
    /// The service.
    pub service: Service,
    /// AWS's name.
    pub name: &'static str,
    /// What it comes with.
    pub comes_with: &'static str,
}

/// Why a group of operations is absent, and which they are.
type Group = (Service, &'static str, &'static [&'static str]);

/// Every operation that is not built.
pub fn list() -> impl Iterator<Item = Absent> {
    GROUPS.iter().flat_map(|(service, comes_with, names)| {
        names.iter().map(move |name| Absent { service: *service, name, comes_with })
    })
}

const GROUPS: &[Group] = &[(
    Service::Idp,
    "replicas in other regions",
    &["CreateUserPoolReplica", "DeleteUserPoolReplica", "ListUserPoolReplicas", "UpdateUserPoolReplica"],
)];

//! Services, operations, and what a request and a response can do.

use crate::generated::{iam, identity, idp, sts, sync};
use crate::shape::Shape;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A service whose wire Cenote speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// `cognito-idp`, user pools: AWS-JSON 1.1.
    Idp,
    /// `cognito-identity`, identity pools: AWS-JSON 1.1.
    Identity,
    /// `cognito-sync`, datasets: REST-JSON.
    Sync,
    /// `iam`, roles, policies, users and providers: the query protocol.
    Iam,
    /// `sts`, temporary credentials: the query protocol.
    Sts,
}

impl Service {
    /// Every service.
    pub const ALL: [Service; 5] =
        [Service::Idp, Service::Identity, Service::Sync, Service::Iam, Service::Sts];

    /// All operations of the model, sorted by name.
    pub fn operations(self) -> &'static [Operation] {
        match self {
            Service::Idp => &idp::OPERATIONS,
            Service::Identity => &identity::OPERATIONS,
            Service::Sync => &sync::OPERATIONS,
            Service::Iam => &iam::OPERATIONS,
            Service::Sts => &sts::OPERATIONS,
        }
    }

    /// All errors of the model with their HTTP status, sorted by name.
    pub fn errors(self) -> &'static [ErrorCode] {
        match self {
            Service::Idp => &idp::ERRORS,
            Service::Identity => &identity::ERRORS,
            Service::Sync => &sync::ERRORS,
            Service::Iam => &iam::ERRORS,
            Service::Sts => &sts::ERRORS,
        }
    }

    /// The service's name in a SigV4 credential scope and in IAM actions.
    pub fn signing_name(self) -> &'static str {
        match self {
            Service::Idp => idp::SIGNING_NAME,
            Service::Identity => identity::SIGNING_NAME,
            Service::Sync => sync::SIGNING_NAME,
            Service::Iam => iam::SIGNING_NAME,
            Service::Sts => sts::SIGNING_NAME,
        }
    }

    /// The version of the API, which calls of the query protocol name.
    pub fn version(self) -> &'static str {
        match self {
            Service::Idp => idp::VERSION,
            Service::Identity => identity::VERSION,
            Service::Sync => sync::VERSION,
            Service::Iam => iam::VERSION,
            Service::Sts => sts::VERSION,
        }
    }

    /// The namespace of its answers in XML; none where they are JSON.
    pub fn xml_namespace(self) -> Option<&'static str> {
        match self {
            Service::Idp => idp::XML_NAMESPACE,
            Service::Identity => identity::XML_NAMESPACE,
            Service::Sync => sync::XML_NAMESPACE,
            Service::Iam => iam::XML_NAMESPACE,
            Service::Sts => sts::XML_NAMESPACE,
        }
    }

    /// What stands before the dot in `X-Amz-Target`; none where the path or a parameter names the operation.
    pub fn target_prefix(self) -> Option<&'static str> {
        match self {
            Service::Idp => idp::TARGET_PREFIX,
            Service::Identity => identity::TARGET_PREFIX,
            Service::Sync => sync::TARGET_PREFIX,
            Service::Iam => iam::TARGET_PREFIX,
            Service::Sts => sts::TARGET_PREFIX,
        }
    }

    /// The operation of that exact name.
    pub fn operation(self, name: &str) -> Option<&'static Operation> {
        let operations = self.operations();
        let at = operations.binary_search_by(|operation| operation.name.cmp(name)).ok()?;
        operations.get(at)
    }
}

/// One operation of a model.
pub struct Operation {
    /// The service that has it.
    pub service: Service,
    /// AWS's name, `SignUp`.
    pub name: &'static str,
    /// Whether a caller signs.
    pub auth: Auth,
    /// HTTP method; `POST` in the AWS-JSON services.
    pub method: &'static str,
    /// Path with `{labels}`; `/` in the AWS-JSON services.
    pub uri: &'static str,
    /// Shape of the input, always a structure.
    pub input: &'static Shape,
    /// Shape of the output; none where AWS answers with zero bytes.
    pub output: Option<&'static Shape>,
    /// Whether there is an output shape.
    pub has_output: bool,
    /// Codes of the errors that the model declares, sorted.
    pub errors: &'static [&'static str],
}

/// Who signs a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// The caller signs with AWS Signature Version 4.
    SigV4,
    /// The operation is open to unsigned calls; a signature is never looked at.
    None,
}

/// A modelled error.
pub struct ErrorCode {
    /// The code, `NotAuthorizedException`.
    pub name: &'static str,
    /// HTTP status.
    pub status: u16,
}

/// The input of one operation.
pub trait Request: Sized + Send {
    /// The operation it belongs to.
    const OPERATION: &'static Operation;

    /// Reads the request from a tree that [`crate::validate()`] has passed.
    ///
    /// Errors: `Serialization` when the tree does not fit, which a validated tree always does.
    fn decode(tree: &Value) -> Result<Self, Invalid>;
}

/// The output of one operation.
pub trait Response: Send {
    /// The body, in JSON.
    fn encode(&self) -> Vec<u8>;
}

/// A shape that is kept as text, in AWS's own JSON form.
pub trait Settings: Sized {
    /// Reads what [`Settings::to_json`] wrote.
    ///
    /// Errors: `Serialization` when the text is not JSON or not of this shape.
    fn from_json(text: &str) -> Result<Self, Invalid>;

    /// The JSON text; absent members are left out.
    fn to_json(&self) -> String;
}

/// The answer of an operation without an output shape: zero bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Empty;

impl Response for Empty {
    fn encode(&self) -> Vec<u8> {
        Vec::new()
    }
}

/// Why a body is refused before its operation runs; the text is the error's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// Not JSON, or a value of the wrong type: `SerializationException`.
    Serialization(String),
    /// A constraint of the model is not met: `InvalidParameterException`; in cognito-identity
    /// `ValidationException`.
    Constraints(String),
}

/// Decodes one shape; called by the generated `decode`s only.
pub(crate) fn read<T: DeserializeOwned>(tree: &Value) -> Result<T, Invalid> {
    // serde's text may quote the value, which may be a secret.
    T::deserialize(tree).map_err(|_| Invalid::Serialization("Unexpected field type".to_owned()))
}

/// Encodes one shape; called by the generated `encode`s only.
pub(crate) fn write<T: Serialize>(value: &T) -> Vec<u8> {
    // Fails only for maps whose keys are no strings, which no shape has.
    serde_json::to_vec(value).unwrap_or_default()
}

/// Reads one settings shape.
pub(crate) fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, Invalid> {
    let tree: Value =
        serde_json::from_str(text).map_err(|error| Invalid::Serialization(error.to_string()))?;
    T::deserialize(&tree).map_err(|error| Invalid::Serialization(error.to_string()))
}

/// Writes one settings shape.
pub(crate) fn to_text<T: Serialize>(value: &T) -> String {
    // As in `write`.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests;

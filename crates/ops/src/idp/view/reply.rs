//! The answer of a sign-in as the wire shows it.
//! AWS: API_InitiateAuth, API_AuthenticationResultType.

use std::collections::BTreeMap;

use rules::signin::Reply;
use rules::tokens::issue::Issued;
use wire::idp::{AuthenticationResultType, NewDeviceMetadataType};

/// The members that the four operations of a sign-in answer with.
pub struct Told {
    /// The challenge's name, if there is one.
    pub challenge_name: Option<String>,
    /// The Session to send back.
    pub session: Option<String>,
    /// AWS: there and empty when signed in.
    pub challenge_parameters: BTreeMap<String, String>,
    /// The tokens, if signed in.
    pub authentication_result: Option<AuthenticationResultType>,
    /// What may be answered instead, where there is a choice.
    pub available_challenges: Option<Vec<String>>,
}

impl Told {
    /// What is told of a reply.
    pub fn of(reply: Reply) -> Told {
        match reply {
            Reply::Challenge(challenge) => Told {
                challenge_name: Some(challenge.name.to_owned()),
                session: challenge.session,
                challenge_parameters: challenge.parameters,
                authentication_result: None,
                available_challenges: Some(challenge.available)
                    .filter(|names| !names.is_empty())
                    .map(|names| names.into_iter().map(str::to_owned).collect()),
            },
            Reply::Tokens(issued) => Told {
                challenge_name: None,
                session: None,
                challenge_parameters: BTreeMap::new(),
                authentication_result: Some(tokens(issued)),
                available_challenges: None,
            },
            // The pages alone are entered so: no door of an SDK leads there.
            Reply::Entered(_) => Told {
                challenge_name: None,
                session: None,
                challenge_parameters: BTreeMap::new(),
                authentication_result: None,
                available_challenges: None,
            },
        }
    }
}

/// Tokens as the wire shows them.
pub fn tokens(issued: Issued) -> AuthenticationResultType {
    AuthenticationResultType {
        access_token: Some(issued.access_token),
        id_token: issued.id_token,
        refresh_token: issued.refresh_token,
        expires_in: Some(i32::try_from(issued.expires_in_s).unwrap_or(i32::MAX)),
        token_type: Some("Bearer".to_owned()),
        new_device_metadata: issued.new_device.map(|device| NewDeviceMetadataType {
            device_key: Some(device.key),
            device_group_key: Some(device.group_key),
        }),
    }
}

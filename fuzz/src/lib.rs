//! What the targets share: every request of user pools, and a pool to parse for.

use rules::pools::Pool;
use serde_json::Value;
use store::seal::KeyRing;
use wire::idp::*;
use wire::{Operation, Request};

/// Whether a tree decodes as the request of an operation.
pub type Decodes = fn(&Value) -> bool;

macro_rules! requests {
    ($($request:ident)*) => {
        &[$((<$request as Request>::OPERATION, |tree| $request::decode(tree).is_ok())),*]
    };
}

/// The id of the pool that targets parse for.
pub const POOL: &str = "us-east-1_AbCdEfGhI";

/// The keys that targets seal with.
pub fn ring() -> KeyRing {
    KeyRing::from_bytes([7; 32])
}

/// A pool that is kept nowhere.
pub fn pool() -> Pool {
    let ring = ring();
    let data_key = ring.new_pool_key(POOL, [1; 32], &[2; 24]);
    let key = ring.open_pool_key(POOL, &data_key).expect("a key");
    let row = store::pools::Pool {
        id: POOL.to_owned(),
        account: "000000000000".to_owned(),
        region: "us-east-1".to_owned(),
        name: "fuzz".to_owned(),
        revision: 0,
        settings: "{}".to_owned(),
        more: "{}".to_owned(),
        data_key,
        created_at: 0,
        updated_at: 0,
    };
    Pool { row, settings: UserPoolType::default(), more: Default::default(), key }
}

/// Every operation of user pools that has a request.
pub const REQUESTS: &[(&Operation, Decodes)] = requests! {
    AddCustomAttributesRequest
    AddUserPoolClientSecretRequest
    AdminAddUserToGroupRequest
    AdminConfirmSignUpRequest
    AdminCreateUserRequest
    AdminDeleteSoftwareTokenRequest
    AdminDeleteUserRequest
    AdminDeleteUserAttributesRequest
    AdminDisableProviderForUserRequest
    AdminDisableUserRequest
    AdminEnableUserRequest
    AdminForgetDeviceRequest
    AdminGetDeviceRequest
    AdminGetUserRequest
    AdminGetUserAuthFactorsRequest
    AdminInitiateAuthRequest
    AdminLinkProviderForUserRequest
    AdminListDevicesRequest
    AdminListGroupsForUserRequest
    AdminListUserAuthEventsRequest
    AdminListUserSessionsRequest
    AdminRemoveUserFromGroupRequest
    AdminResetUserPasswordRequest
    AdminRespondToAuthChallengeRequest
    AdminRevokeUserSessionRequest
    AdminSetUserMFAPreferenceRequest
    AdminSetUserPasswordRequest
    AdminSetUserSettingsRequest
    AdminUpdateAuthEventFeedbackRequest
    AdminUpdateDeviceStatusRequest
    AdminUpdateUserAttributesRequest
    AdminUserGlobalSignOutRequest
    AssociateSoftwareTokenRequest
    ChangePasswordRequest
    CompleteWebAuthnRegistrationRequest
    ConfirmDeviceRequest
    ConfirmForgotPasswordRequest
    ConfirmSignUpRequest
    CreateGroupRequest
    CreateIdentityProviderRequest
    CreateManagedLoginBrandingRequest
    CreateResourceServerRequest
    CreateTermsRequest
    CreateUserImportJobRequest
    CreateUserPoolRequest
    CreateUserPoolClientRequest
    CreateUserPoolDomainRequest
    CreateUserPoolReplicaRequest
    DeleteGroupRequest
    DeleteIdentityProviderRequest
    DeleteManagedLoginBrandingRequest
    DeleteResourceServerRequest
    DeleteTermsRequest
    DeleteUserRequest
    DeleteUserAttributesRequest
    DeleteUserPoolRequest
    DeleteUserPoolClientRequest
    DeleteUserPoolClientSecretRequest
    DeleteUserPoolDomainRequest
    DeleteUserPoolReplicaRequest
    DeleteWebAuthnCredentialRequest
    DescribeIdentityProviderRequest
    DescribeManagedLoginBrandingRequest
    DescribeManagedLoginBrandingByClientRequest
    DescribeResourceServerRequest
    DescribeRiskConfigurationRequest
    DescribeTermsRequest
    DescribeTermsByClientRequest
    DescribeUserImportJobRequest
    DescribeUserPoolRequest
    DescribeUserPoolClientRequest
    DescribeUserPoolDomainRequest
    ForgetDeviceRequest
    ForgotPasswordRequest
    GetCSVHeaderRequest
    GetClientTokenRequest
    GetDerivedTokenRequest
    GetDeviceRequest
    GetGroupRequest
    GetIdentityProviderByIdentifierRequest
    GetLogDeliveryConfigurationRequest
    GetProvisionedLimitRequest
    GetSigningCertificateRequest
    GetTokensFromRefreshTokenRequest
    GetUICustomizationRequest
    GetUserRequest
    GetUserAttributeVerificationCodeRequest
    GetUserAuthFactorsRequest
    GetUserPoolClientSessionConfigurationRequest
    GetUserPoolMfaConfigRequest
    GetUserPoolSessionConfigurationRequest
    GlobalSignOutRequest
    InitiateAuthRequest
    ListDevicesRequest
    ListGroupsRequest
    ListIdentityProvidersRequest
    ListResourceServersRequest
    ListTagsForResourceRequest
    ListTermsRequest
    ListUserImportJobsRequest
    ListUserPoolClientSecretsRequest
    ListUserPoolClientsRequest
    ListUserPoolReplicasRequest
    ListUserPoolsRequest
    ListUserSessionsRequest
    ListUsersRequest
    ListUsersInGroupRequest
    ListWebAuthnCredentialsRequest
    ResendConfirmationCodeRequest
    RespondToAuthChallengeRequest
    RevokeTokenRequest
    RevokeUserSessionRequest
    SetLogDeliveryConfigurationRequest
    SetRiskConfigurationRequest
    SetUICustomizationRequest
    SetUserMFAPreferenceRequest
    SetUserPoolClientSessionConfigurationRequest
    SetUserPoolMfaConfigRequest
    SetUserPoolSessionConfigurationRequest
    SetUserSettingsRequest
    SignUpRequest
    StartUserImportJobRequest
    StartWebAuthnRegistrationRequest
    StopUserImportJobRequest
    TagResourceRequest
    UntagResourceRequest
    UpdateAuthEventFeedbackRequest
    UpdateDeviceStatusRequest
    UpdateGroupRequest
    UpdateIdentityProviderRequest
    UpdateManagedLoginBrandingRequest
    UpdateProvisionedLimitRequest
    UpdateResourceServerRequest
    UpdateTermsRequest
    UpdateUserAttributesRequest
    UpdateUserPoolRequest
    UpdateUserPoolClientRequest
    UpdateUserPoolDomainRequest
    UpdateUserPoolReplicaRequest
    VerifySoftwareTokenRequest
    VerifyUserAttributeRequest
};

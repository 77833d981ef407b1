//! Every meaning an error can have, and what each becomes on the wire.
//! AWS: messages as the API reference and public client code and logs quote them; `(guess)` in the source column
//! marks wording that no public source shows.

/// Why something was refused: one variant per meaning, never per text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table below says what each means, in AWS's words")]
pub enum Reason {
    // Protocol
    Internal,
    Moved,
    ConcurrentModification,
    TooManyRequests,
    RateExceeded,
    RateTooLow,
    RateTooHigh,
    CategoryUnnamed,
    CategoryNotFound,
    ConstraintViolation,
    InvalidParameter,
    AccessDenied,
    UnknownAccessKey,
    CredentialsExpired,

    // IAM
    EntityNotFound,
    EntityExists,
    EntityConflict,
    EntityQuota,
    EntityInput,
    PolicyMalformed,
    PolicyExists,
    ManagedPolicyNotFound,
    PolicyNotThere,
    VersionNotFound,
    VersionsFull,
    InlinePoliciesTooLong,
    BoundaryNotThere,
    BoundaryNotSet,
    RoleProtected,
    AccessKeyNotFound,
    UserNameNeeded,
    OidcProviderNotFound,
    ProviderUrlExists,
    SamlProviderNotFound,
    AssumeDenied,
    SessionLength,
    SessionOfSession,
    TagConflict,
    PackedPolicyTooLarge,
    KeyIdUnknown,
    IdentityTokenInvalid,
    IdentityTokenExpired,
    IdentityTokenUnproved,
    WebIdentityDenied,
    SamlDenied,
    AssertionExpired,
    AssertionRejected,
    DenialUnreadable,

    // Things that are not there, or are there twice
    PoolNotFound,
    ClientNotFound,
    UserNotFound,
    UsernameClientNotFound,
    DeviceNotFound,
    DeviceKeyExists,
    DeviceUserNotFound,
    SessionNotFound,
    GroupNotFound,
    GroupExists,
    TooManyGroups,
    TooManyGroupsOfUser,
    TooManyPools,
    TooManyClients,
    TooManyDomains,
    UsernameExists,
    AccountExists,
    AttributeAccountExists,
    AliasExists,

    // Pools and clients
    AliasAndUsernameAttributes,
    PreferredUsernameAliasRequired,
    CustomAttributeRequired,
    CustomAttributeExists,
    TooManyCustomAttributes,
    UnknownSchemaAttribute,
    PoolProtected,
    PoolTagging,
    SmsConfigurationNeeded,
    UpdateSettingNotAutoVerified,
    TokenTriggersDiffer,
    SenderNeedsKey,
    EmailIdentityNeeded,
    SmsSenders,
    SmsRegion,
    TotpFirst,
    RelyingPartyUnfit,
    AdminOnlyRecoveryAlone,
    RecoveryTwice,
    AcrValueTwice,
    MixedAuthFlows,
    RefreshFlowWithRotation,
    TokenValidityRange,
    ClientTokenFlowAlone,
    RegistrationOff,
    RegistrationDenied,
    RegistrationRedirect,
    RegistrationMetadata,
    SecretBothWays,
    ProviderNotFound,
    RedirectUriInvalid,
    DefaultRedirectUnlisted,
    OAuthFlowInvalid,
    OAuthFlowsNeeded,
    ScopeNotFound,
    PropagateNeedsSecret,
    WriteAttributesIncomplete,
    ReadAttributesUnknown,
    WriteAttributesUnknown,

    // Secrets of clients
    SecretHashMissing,
    SecretHashWrong,
    SecretHashMismatch,
    ClientSecretWrong,
    ClientUnauthorized,
    SecretOfPublicClient,
    SecretOfRegisteredClient,
    TooManySecrets,
    SecretNotFound,
    LastSecret,

    // What pages look like and link to
    DomainNeeded,
    CssInvalid,
    LogoInvalid,
    BrandingNotFound,
    ClientWithoutBranding,
    BrandingExists,
    BrandingContradicts,
    TooManyBrandings,
    SettingsInvalid,
    AssetInvalid,
    AssetTwice,
    TooManyAssets,
    DrawingInvalid,
    TermsNotFound,
    TermsExist,
    TooManyTerms,
    TermsDefaultLink,
    TermsLinkInvalid,

    // Domains and resource servers
    DomainInvalid,
    DomainReserved,
    DomainNoSubdomain,
    DomainOwn,
    /// A custom domain is below the name that prefixes are below.
    DomainOfPrefixes,
    DomainExists,
    DomainTaken,
    SecondDomain,
    DomainNotFound,
    PoolHasDomain,
    ResourceServerNotFound,
    ResourceServerExists,
    TooManyResourceServers,
    IdentifierReserved,
    ScopeTwice,

    // Identity pools
    IdentityPoolNotFound,
    TooManyIdentityPools,
    DeveloperProviderFixed,
    IdentityNotFound,
    IdentityForbidden,
    GuestsRefused,
    LoginsDiffer,
    LoginsConflict,
    TooManyLogins,
    LoginNotLinked,
    LoginUnsupported,
    PublicProviderNeeded,
    LoginOfEnhancedFlow,
    ProviderUnreachable,
    LoginTokenUnreadable,
    LoginTokenKind,
    LoginTokenIssuer,
    LoginTokenInvalid,
    LoginTokenAudience,
    LoginTokenExpired,
    LoginTokenEnded,
    LoginTokenSpent,
    ClassicFlowOff,
    ClassicFlowWithMappings,
    NoRole,
    RoleRefused,
    RolesMisconfigured,
    DeveloperLoginNeeded,
    DeveloperUserTaken,
    DeveloperUserDiffers,
    DeveloperUserNotFound,
    DeveloperProviderDiffers,

    // Datasets
    AdministratorsOnly,
    BulkDone,
    BulkRunning,
    DatasetNotFound,
    DatasetMoved,
    DatasetTooLarge,
    DeviceTokenInvalid,
    EventUnknown,
    FunctionInvalid,
    IdentitiesOnly,
    PlatformUnknown,
    PushUnconfigured,
    RecordMoved,
    RecordTwice,
    StreamOff,
    StreamUnnamed,
    SyncDeviceNotFound,
    SyncFunctionBusy,
    SyncFunctionFailed,
    SyncTokenInvalid,
    TooManyDatasets,
    TooManyRecords,

    // Identity providers
    NoSuchProvider,
    ProviderExists,
    TooManyProviders,
    ProviderOfType,
    ProviderNameUsed,
    IdentifierTaken,
    MappingInvalid,
    MetadataMissing,
    MetadataUnreadable,
    MetadataWithoutSignIn,
    MetadataUnfetched,
    MetadataStatus,
    DiscoveryFailed,
    SourceIsOwn,
    SourceExists,
    AlreadyLinked,
    TooManyIdentities,
    TooManyLinkAttributes,

    // Names and attributes
    SignUpNotPermitted,
    UsernameNotEmail,
    UsernameNotPhone,
    UsernameNotEmailOrPhone,
    UsernameLooksLikeEmail,
    UsernameLooksLikePhone,
    InvalidEmail,
    InvalidPhone,
    InvalidBirthdate,
    SchemaMismatch,
    AttributeUnknown,
    AttributeUnwritable,
    AttributeImmutable,
    AttributeRequiredDelete,
    PreferredUsernameAtSignUp,
    VerifiedWithoutValue,
    UnknownAttributeFilter,
    FilterSyntax,
    AttributeValueMissing,
    AttributeNotVerifiable,
    CannotModifyProvided,
    AttributeMissing,

    // Passwords
    PasswordPolicy,
    PasswordPolicyAdmin,
    PasswordUsedBefore,
    PasswordRequired,

    // Devices
    DevicesNotTracked,
    InvalidDeviceVerifier,

    // Sessions
    SessionsNotTracked,
    CurrentSession,

    // Sign-in
    IncorrectCredentials,
    PasswordAttemptsExceeded,
    UserDisabled,
    UserNotConfirmed,
    PasswordResetRequired,
    TemporaryPasswordExpired,
    DirectoryDown,
    DirectoryEntryUnfit,
    DirectoryNameTaken,
    DirectoryPasswordExpired,
    PasswordInDirectory,
    SrpOfDirectory,
    SrpUnprovedByDirectory,
    FlowNotEnabled,
    AuthFlowNotEnabled,
    SrpNotEnabled,
    CustomAuthAlone,
    InitiateAuthUnsupported,
    MissingParameter,
    InvalidSrpA,
    InvalidTimestamp,
    MaxAgeInvalid,
    TargetUnknown,
    AccessTokenOfOther,
    LevelReached,
    LevelOutOfReach,
    InvalidSession,
    SessionExpired,
    SessionUsed,
    ChallengeUnexpected,
    CustomAuthNotConfigured,

    // Tokens
    AccessTokenInvalid,
    AccessTokenExpired,
    AccessTokenRevoked,
    AccessTokenScope,
    RefreshTokenInvalid,
    RefreshTokenExpired,
    RefreshTokenRevoked,
    RefreshTokenReused,
    CodeGrantInvalid,
    CodeRedirectDiffers,
    ProofInvalid,
    ProofNonce,
    RefreshFlowRotates,
    TokenTypeUnsupported,
    RevocationDisabled,
    ScopeNotAllowed,
    ScopeNotGranted,
    ExchangeTokenInvalid,
    ExchangeTokenUnsupported,
    /// GetDerivedToken: whom a provider's token proves does not come in: the text says why.
    ExchangeRefused,
    AudienceAndResource,
    ActorTokenTypeMissing,

    // Codes and states
    CodeMismatch,
    SignInCodeMismatch,
    SignInCodesExceeded,
    CodeExpired,
    TooManyAttempts,
    TooManyFailedAttempts,
    AlreadyConfirmed,
    CannotConfirm,
    ResendOff,
    NoRecoveryContact,
    NoMfaMethod,
    CannotReset,
    AdminOnlyRecovery,
    ResendNotPossible,
    CodeDeliveryFailed,
    CodeUndeliverable,
    InviteWithoutContact,
    LastWay,

    // Import
    ImportNeedsVerification,
    TooManyImportJobs,
    ImportJobNotFound,
    ImportJobState,
    ImportWithoutFile,
    ImportBusy,
    ImportUnderWay,
    // Functions of pools
    FunctionRefused,
    FunctionFailed,
    FunctionAnswer,
    TokenFunction,

    // Passkeys
    WebAuthnNotEnabled,
    WebAuthnConfigurationMissing,
    WebAuthnChallengeNotFound,
    WebAuthnClientMismatch,
    WebAuthnOriginNotAllowed,
    WebAuthnRelyingPartyMismatch,
    WebAuthnCredentialNotSupported,
    WebAuthnCredentialInvalid,
    WebAuthnCredentialExists,
    TooManyPasskeys,
    PasskeyNotFound,

    // Second factors
    MfaOffWithMethod,
    MfaWithoutMethod,
    MfaOnWithCodesFirst,
    EmailMfaRecovery,
    MfaNotDeliverable,
    MfaPreferredNotEnabled,
    MfaPreferredTwice,
    MfaOptionUnsupported,
    WebAuthnMfaAlone,
    SoftwareTokenDisabled,
    SoftwareTokenNotSetUp,
    SoftwareTokenNotVerified,
    SoftwareTokenCodeWrong,
    SoftwareTokenMismatch,
    SoftwareTokenUsed,
    SoftwareTokenGone,
    TokenOrSession,
    // Threat protection and logs
    ThreatProtectionOff,
    AddressBlocked,
    ContextNotPropagated,
    InvalidIpAddress,
    IpRangeInvalid,
    NoticeWithoutWords,
    EventNotFound,
    FeedbackTokenInvalid,

    // Pages
    PaginationTokenInvalid,
}

/// What a reason becomes.
pub struct Entry {
    /// AWS's exception name.
    pub code: &'static str,
    /// AWS's text, `{}` for each argument.
    pub text: &'static str,
    /// HTTP status on the JSON protocols.
    pub status: u16,
}

const fn entry(code: &'static str, text: &'static str) -> Entry {
    Entry { code, text, status: 400 }
}

const fn with_status(status: u16, code: &'static str, text: &'static str) -> Entry {
    Entry { code, text, status }
}

const INVALID: &str = "InvalidParameterException";
const DENIED: &str = "NotAuthorizedException";
const NOT_FOUND: &str = "ResourceNotFoundException";
const LIMIT: &str = "LimitExceededException";
const CONFLICT: &str = "ResourceConflictException";
const NO_ENTITY: &str = "NoSuchEntity";
const FULL: &str = "LimitExceeded";
const UNMET: &str = "PreconditionNotMetException";

impl Reason {
    /// The row of the catalogue: one match, so that the compiler proves every meaning has its text.
    pub const fn entry(self) -> Entry {
        match self {
            Reason::Internal => {
                Entry { code: "InternalErrorException", text: "An internal error occurred.", status: 500 }
            }
            // Seen by a caller only when the same record moved under every try.
            Reason::Moved | Reason::TooManyRequests => entry("TooManyRequestsException", "Too many requests"),
            Reason::RateExceeded => entry("TooManyRequestsException", "Rate exceeded"),
            // (guess) These four.
            Reason::RateTooLow => entry(INVALID, "The requested value {} is below the default limit of {}."),
            Reason::RateTooHigh => entry(
                "ServiceQuotaExceededException",
                "The requested value {} exceeds the maximum limit of {} of the account.",
            ),
            Reason::CategoryUnnamed => {
                entry(INVALID, "The attributes of an API_CATEGORY limit must be Category alone.")
            }
            Reason::CategoryNotFound => entry(NOT_FOUND, "API category {} does not exist."),
            Reason::ConcurrentModification => entry(
                "ConcurrentModificationException",
                "Only one request to update {} can be processed at a time.",
            ),
            Reason::ConstraintViolation | Reason::InvalidParameter => entry(INVALID, "{}"),
            Reason::AccessDenied => {
                entry("AccessDeniedException", "User: {} is not authorized to perform: {} on resource: {} {}")
            }
            Reason::UnknownAccessKey => {
                entry("UnrecognizedClientException", "The security token included in the request is invalid.")
            }
            Reason::CredentialsExpired => {
                entry("ExpiredTokenException", "The security token included in the request is expired")
            }

            Reason::EntityNotFound => with_status(404, NO_ENTITY, "The {} with name {} cannot be found."),
            Reason::EntityExists => {
                with_status(409, "EntityAlreadyExists", "{} with name {} already exists.")
            }
            Reason::EntityConflict => with_status(409, "DeleteConflict", "{}"),
            Reason::EntityQuota => with_status(409, FULL, "Cannot exceed quota for {}: {}"),
            Reason::EntityInput => entry("InvalidInput", "{}"),
            Reason::PolicyMalformed => entry("MalformedPolicyDocument", "{}"),
            Reason::PolicyExists => with_status(
                409,
                "EntityAlreadyExists",
                "A policy called {} already exists. Duplicate names are not allowed.",
            ),
            Reason::ManagedPolicyNotFound => with_status(404, NO_ENTITY, "Policy {} was not found."),
            Reason::PolicyNotThere => {
                with_status(404, NO_ENTITY, "Policy {} does not exist or is not attachable.")
            }
            Reason::VersionNotFound => {
                with_status(404, NO_ENTITY, "Policy {} version {} does not exist or is not attachable.")
            }
            Reason::VersionsFull => with_status(
                409,
                FULL,
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an \
                 existing version.",
            ),
            Reason::InlinePoliciesTooLong => {
                with_status(409, FULL, "Maximum policy size of {} bytes exceeded for {} {}")
            }
            Reason::BoundaryNotThere => {
                with_status(404, NO_ENTITY, "Scope ARN: {} does not exist or is not attachable.")
            }
            // (guess)
            Reason::BoundaryNotSet => {
                with_status(404, NO_ENTITY, "The {} {} does not have a permissions boundary.")
            }
            Reason::RoleProtected => entry(
                "UnmodifiableEntity",
                "Cannot perform the operation on the protected role '{}' - this role is only modifiable by AWS",
            ),
            Reason::AccessKeyNotFound => {
                with_status(404, NO_ENTITY, "The Access Key with id {} cannot be found.")
            }
            Reason::UserNameNeeded => {
                entry("ValidationError", "Must specify userName when calling with non-User credentials")
            }
            Reason::OidcProviderNotFound => {
                with_status(404, NO_ENTITY, "OpenIDConnect Provider not found for arn {}")
            }
            Reason::ProviderUrlExists => {
                with_status(409, "EntityAlreadyExists", "Provider with url {} already exists.")
            }
            Reason::AssumeDenied => {
                with_status(403, "AccessDenied", "User: {} is not authorized to perform: {} on resource: {}")
            }
            Reason::SessionLength => entry("ValidationError", "{}"),
            Reason::SessionOfSession => {
                with_status(403, "AccessDenied", "Cannot call GetSessionToken with session credentials")
            }
            // (guess)
            Reason::TagConflict => entry(
                "ValidationError",
                "One of the specified tags conflicts with a transitive tag of the calling session.",
            ),
            Reason::PackedPolicyTooLarge => entry(
                "PackedPolicyTooLarge",
                "Packed policy consumes {}% of allotted space, please use smaller policy.",
            ),
            // (guess)
            Reason::KeyIdUnknown => entry("ValidationError", "The access key id does not tell an account."),
            Reason::IdentityTokenInvalid => entry("InvalidIdentityToken", "{}"),
            Reason::IdentityTokenExpired => entry(
                "ExpiredTokenException",
                "Token expired: current date/time {} must be before the expiration date/time {}",
            ),
            // (guess)
            Reason::IdentityTokenUnproved => entry(
                "IDPCommunicationError",
                "Couldn't retrieve verification key from your identity provider",
            ),
            Reason::WebIdentityDenied => {
                with_status(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
            }
            Reason::SamlDenied => {
                with_status(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithSAML")
            }
            Reason::AssertionExpired => {
                entry("ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance")
            }
            Reason::AssertionRejected => with_status(403, "IDPRejectedClaim", "{}"),
            // (guess)
            Reason::DenialUnreadable => entry("InvalidAuthorizationMessageException", "Message is not valid"),
            Reason::SamlProviderNotFound => with_status(404, NO_ENTITY, "Manifest not found for arn {}"),

            Reason::PoolNotFound => entry(NOT_FOUND, "User pool {} does not exist."),
            Reason::ClientNotFound => entry(NOT_FOUND, "User pool client {} does not exist."),
            Reason::UserNotFound => entry("UserNotFoundException", "User does not exist."),
            Reason::UsernameClientNotFound => {
                entry("UserNotFoundException", "Username/client id combination not found.")
            }
            // AWS: clients match this text, drop the key and try again.
            Reason::DeviceNotFound => entry(NOT_FOUND, "Device does not exist."),
            // (guess)
            Reason::DeviceKeyExists => entry("DeviceKeyExistsException", "Device key already exists."),
            // AWS: the administrator's readers of devices declare no UserNotFoundException.
            Reason::DeviceUserNotFound => entry(NOT_FOUND, "User does not exist."),
            // (guess)
            Reason::SessionNotFound => entry(NOT_FOUND, "Session does not exist."),
            Reason::GroupNotFound => entry(NOT_FOUND, "Group not found."),
            Reason::GroupExists => entry("GroupExistsException", "A group with the name already exists."),
            // (guess)
            Reason::TooManyGroupsOfUser => entry(INVALID, "A user can be in at most {} groups."),
            // (guess) These four.
            Reason::TooManyGroups => entry(LIMIT, "A user pool can have at most {} groups."),
            Reason::TooManyPools => entry(LIMIT, "An account can have at most {} user pools in a Region."),
            Reason::TooManyClients => entry(LIMIT, "A user pool can have at most {} app clients."),
            Reason::TooManyDomains => {
                entry(LIMIT, "An account can have at most {} custom domains in a Region.")
            }
            Reason::UsernameExists => entry("UsernameExistsException", "User already exists"),
            Reason::AccountExists => entry("UsernameExistsException", "User account already exists"),
            Reason::AttributeAccountExists => {
                entry("UsernameExistsException", "An account with the given {} already exists.")
            }
            Reason::AliasExists => entry("AliasExistsException", "An account with the {} already exists."),

            Reason::AliasAndUsernameAttributes => entry(
                INVALID,
                "Only one of the aliasAttributes or usernameAttributes can be set in an user pool.",
            ),
            Reason::PreferredUsernameAliasRequired => {
                entry(INVALID, "preferred_username can't be set as both alias and required attribute.")
            }
            Reason::CustomAttributeRequired => {
                entry(INVALID, "Required custom attributes are not supported currently.")
            }
            Reason::CustomAttributeExists => entry(INVALID, "{}: Existing attribute already has name {}."),
            Reason::TooManyCustomAttributes => {
                entry(INVALID, "A user pool can have at most {} custom attributes.")
            }
            Reason::UnknownSchemaAttribute => {
                entry(INVALID, "Invalid values specified while creating a user pool: {}")
            }
            Reason::PoolProtected => entry(
                INVALID,
                "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
            ),
            Reason::PoolTagging => entry("UserPoolTaggingException", "{}"),
            Reason::SmsConfigurationNeeded => entry(
                INVALID,
                "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
            ),
            Reason::UpdateSettingNotAutoVerified => entry(
                INVALID,
                "AttributesRequireVerificationBeforeUpdate can only contain attributes that are auto-verified: {}",
            ),
            // (guess) These eight.
            Reason::TokenTriggersDiffer => entry(
                INVALID,
                "PreTokenGeneration and PreTokenGenerationConfig must have the same Lambda ARN.",
            ),
            Reason::SenderNeedsKey => {
                entry(INVALID, "KMSKeyID is required when a custom sender Lambda trigger is configured.")
            }
            Reason::EmailIdentityNeeded => {
                entry(INVALID, "SourceArn is required when EmailSendingAccount is DEVELOPER.")
            }
            Reason::SmsSenders => {
                entry(INVALID, "SmsConfiguration must have exactly one of SnsCallerArn and EumsSms.")
            }
            Reason::SmsRegion => {
                entry(INVALID, "The Region of EumsSms must be the Region of the user pool: {}")
            }
            // (guess)
            Reason::TotpFirst => entry(INVALID, "SOFTWARE_TOKEN cannot be a first authentication factor."),
            // (guess)
            Reason::RelyingPartyUnfit => entry(INVALID, "Relying party ID is not a valid domain: {}"),
            Reason::AdminOnlyRecoveryAlone => {
                entry(INVALID, "admin_only cannot be combined with other recovery mechanisms.")
            }
            Reason::RecoveryTwice => {
                entry(INVALID, "Recovery mechanisms must differ in their names and in their priorities.")
            }
            Reason::AcrValueTwice => entry(INVALID, "AcrValue must be unique across all levels: {}"),
            Reason::MixedAuthFlows => entry(
                INVALID,
                "ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH cannot be used with ALLOW_ prefixed values",
            ),
            Reason::RefreshFlowWithRotation => entry(
                INVALID,
                "ALLOW_REFRESH_TOKEN_AUTH cannot be enabled when refresh token rotation is enabled.",
            ),
            Reason::TokenValidityRange => entry(INVALID, "Invalid range for token validity."),
            // These four are told by the registration endpoint alone, in OAuth's words.
            Reason::RegistrationOff => entry(NOT_FOUND, "Dynamic client registration is not enabled."),
            Reason::RegistrationDenied => entry(DENIED, "Registration needs an access token."),
            Reason::RegistrationRedirect => entry(INVALID, "{}"),
            Reason::RegistrationMetadata => entry(INVALID, "{}"),
            Reason::ClientTokenFlowAlone => entry(
                INVALID,
                "ALLOW_CLIENT_TOKEN_AUTH cannot be combined with other flows and needs a client secret.",
            ),
            Reason::SecretBothWays => {
                entry(INVALID, "Only one of GenerateSecret and ClientSecret can be specified.")
            }
            Reason::ProviderNotFound => entry(INVALID, "The provider {} does not exist for User Pool {}."),
            Reason::RedirectUriInvalid => entry(INVALID, "Invalid redirect URI: {}"),
            Reason::DefaultRedirectUnlisted => {
                entry(INVALID, "Default redirect URI must be in the list of callback URLs.")
            }
            Reason::OAuthFlowInvalid => entry("InvalidOAuthFlowException", "{}"),
            Reason::OAuthFlowsNeeded => entry(
                INVALID,
                "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
            ),
            Reason::ScopeNotFound => entry("ScopeDoesNotExistException", "Invalid scope requested: {}"),
            Reason::PropagateNeedsSecret => entry(
                INVALID,
                "EnablePropagateAdditionalUserContextData can only be set for a client with a secret.",
            ),
            Reason::WriteAttributesIncomplete => {
                entry(INVALID, "Invalid write attributes specified while creating a client")
            }
            Reason::ReadAttributesUnknown => {
                entry(INVALID, "Invalid read attributes specified while creating a client")
            }
            Reason::WriteAttributesUnknown => {
                entry(INVALID, "Invalid write attributes specified while creating a client")
            }
            Reason::SecretHashMissing => {
                entry(DENIED, "Client {} is configured with secret but SECRET_HASH was not received")
            }
            Reason::SecretHashWrong => entry(DENIED, "Unable to verify secret hash for client {}"),
            // AWS: the wording at refreshes.
            Reason::SecretHashMismatch => entry(DENIED, "SecretHash does not match for the client: {}"),
            Reason::ClientSecretWrong => entry(DENIED, "Unable to verify secret for client {}"),
            Reason::ClientUnauthorized => {
                entry("UnauthorizedException", "The client is not authorized to revoke this token.")
            }

            // (guess) All five.
            Reason::SecretOfPublicClient => {
                entry(INVALID, "Client secrets can only be added to a client that was created with one.")
            }
            Reason::SecretOfRegisteredClient => {
                entry(INVALID, "Client secrets cannot be added to a dynamically registered client.")
            }
            Reason::TooManySecrets => entry(LIMIT, "A client can have at most 2 secrets."),
            Reason::SecretNotFound => entry(NOT_FOUND, "Client secret {} does not exist."),
            Reason::LastSecret => entry(INVALID, "The last secret of a client cannot be deleted."),

            Reason::DomainNeeded => {
                entry(INVALID, "There has to be an existing domain associated with this user pool")
            }
            // (guess) These two.
            Reason::CssInvalid => entry(INVALID, "Invalid CSS: {}."),
            Reason::LogoInvalid => entry(INVALID, "ImageFile must be a PNG or JPEG image of at most 100 KB."),
            // (guess) From here to the terms.
            Reason::BrandingNotFound => entry(NOT_FOUND, "Managed login branding {} does not exist."),
            Reason::ClientWithoutBranding => entry(NOT_FOUND, "The client has no managed login branding."),
            Reason::BrandingExists => entry(
                "ManagedLoginBrandingExistsException",
                "The client already has a managed login branding.",
            ),
            Reason::BrandingContradicts => entry(
                INVALID,
                "Either UseCognitoProvidedValues must be true, or Settings or Assets must be given, but not both.",
            ),
            Reason::TooManyBrandings => {
                entry(LIMIT, "A user pool can have at most {} managed login brandings.")
            }
            Reason::SettingsInvalid => entry(INVALID, "Invalid Settings: {} {}."),
            Reason::AssetInvalid => entry(INVALID, "Invalid asset: {}"),
            Reason::AssetTwice => entry(INVALID, "Invalid asset: {} is given twice for one color mode."),
            Reason::TooManyAssets => entry(INVALID, "A managed login branding can have at most 40 assets."),
            Reason::DrawingInvalid => entry(INVALID, "Invalid SVG: {}."),
            // (guess) All five.
            Reason::TermsNotFound => entry(NOT_FOUND, "Terms document {} does not exist."),
            Reason::TermsExist => {
                entry("TermsExistsException", "Terms document {} already exists for the client.")
            }
            Reason::TooManyTerms => entry(LIMIT, "A user pool can have at most {} terms documents."),
            Reason::TermsDefaultLink => entry(INVALID, "Links must have an entry for cognito:default."),
            Reason::TermsLinkInvalid => entry(INVALID, "Invalid link URL: {}"),

            Reason::DomainInvalid => entry(
                INVALID,
                "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$",
            ),
            Reason::DomainReserved => entry(INVALID, "Domain cannot contain reserved word: {}"),
            // (guess) What follows the colon.
            Reason::DomainNoSubdomain => {
                entry(INVALID, "Custom domain is not a valid subdomain: {} is not a host name below another.")
            }
            // Of our own: at AWS nobody could have such a name.
            Reason::DomainOwn => entry(
                INVALID,
                "Domain cannot be {}: that is a host of the server's own, which answers itself.",
            ),
            Reason::DomainOfPrefixes => {
                entry(INVALID, "Domain cannot be {}: the names below {} are those of prefixes.")
            }
            Reason::DomainExists => entry(INVALID, "Domain already exists."),
            Reason::DomainTaken => entry(INVALID, "Domain already associated with another user pool."),
            Reason::SecondDomain => entry(INVALID, "User pool already has a domain configured."),
            Reason::DomainNotFound => entry(INVALID, "No such domain or user pool exists."),
            Reason::PoolHasDomain => entry(
                INVALID,
                "User pool cannot be deleted. It has a domain configured that should be deleted first.",
            ),
            // (guess) But for the second.
            Reason::ResourceServerNotFound => entry(NOT_FOUND, "Resource server {} does not exist."),
            Reason::ResourceServerExists => entry(INVALID, "{} already exists in user pool {}."),
            Reason::TooManyResourceServers => {
                entry(LIMIT, "A user pool can have at most {} resource servers.")
            }
            Reason::IdentifierReserved => entry(INVALID, "Identifier {} is reserved."),
            Reason::ScopeTwice => entry(INVALID, "Scope {} is given more than once."),

            Reason::NoSuchProvider => entry(NOT_FOUND, "Identity provider {} does not exist."),
            Reason::ProviderExists => {
                entry("DuplicateProviderException", "{} already exists in user pool {}")
            }
            // (guess)
            Reason::TooManyProviders => entry(LIMIT, "A user pool can have at most {} identity providers."),
            Reason::ProviderOfType => entry(INVALID, "Provider {} cannot be of type {}."),
            // Our own.
            Reason::ProviderNameUsed => {
                entry(INVALID, "Users are linked to another provider of the name {}.")
            }
            // (guess)
            Reason::IdentifierTaken => {
                entry(INVALID, "Identity provider identifiers must be unique in the user pool.")
            }
            Reason::MappingInvalid => entry(INVALID, "AttributeMapping contains invalid mapping: [{}]"),
            Reason::MetadataMissing => {
                entry(INVALID, "At least one of the MetadataURL or MetadataFile should be provided.")
            }
            Reason::MetadataUnreadable => entry(INVALID, "Unable to unmarshall metadata"),
            Reason::MetadataWithoutSignIn => {
                entry(INVALID, "No SingleSignOn Http redirect binding location found in metadata.")
            }
            Reason::MetadataUnfetched => entry(INVALID, "Error retrieving metadata from {}"),
            Reason::MetadataStatus => {
                entry(INVALID, "Non-ok status code {} returned from remote metadata source {}")
            }
            // (guess)
            Reason::DiscoveryFailed => entry(INVALID, "Unable to discover the endpoints of {}."),
            Reason::SourceIsOwn => entry(
                INVALID,
                "Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser",
            ),
            Reason::SourceExists => entry(
                INVALID,
                "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
            ),
            Reason::AlreadyLinked => entry(INVALID, "SourceUser is already linked to DestinationUser"),
            // (guess)
            Reason::TooManyIdentities => entry(LIMIT, "A user can have at most {} linked identities."),
            Reason::TooManyLinkAttributes => {
                entry(LIMIT, "Users of a provider can be linked by at most 5 of its attributes.")
            }

            Reason::SignUpNotPermitted => entry(DENIED, "SignUp is not permitted for this user pool"),
            Reason::UsernameNotEmail => entry(INVALID, "Username should be an email."),
            Reason::UsernameNotPhone => entry(INVALID, "Username should be a phone number."),
            Reason::UsernameNotEmailOrPhone => {
                entry(INVALID, "Username should be either an email or a phone number.")
            }
            Reason::UsernameLooksLikeEmail => entry(
                INVALID,
                "Username cannot be of email format, since user pool is configured for email alias.",
            ),
            Reason::UsernameLooksLikePhone => entry(
                INVALID,
                "Username cannot be of phone number format, since user pool is configured for phone number alias.",
            ),
            Reason::InvalidEmail => entry(INVALID, "Invalid email address format."),
            Reason::InvalidPhone => entry(INVALID, "Invalid phone number format."),
            Reason::InvalidBirthdate => {
                entry(INVALID, "Invalid birthdate format. The expected format is YYYY-MM-DD.")
            }
            Reason::SchemaMismatch => entry(INVALID, "Attributes did not conform to the schema: {}"),
            Reason::AttributeUnknown => entry(INVALID, "One or more requested attributes do not exist."),
            Reason::AttributeUnwritable => {
                entry(DENIED, "A client attempted to write unauthorized attribute")
            }
            Reason::AttributeImmutable => entry(
                INVALID,
                "Attributes did not conform to the schema: user.{}: Attribute cannot be updated.\n",
            ),
            Reason::AttributeRequiredDelete => {
                entry(INVALID, "Attributes did not conform to the schema: {}: The attribute is required\n")
            }
            Reason::PreferredUsernameAtSignUp => entry(
                INVALID,
                "User pool is configured with preferred_username alias; it cannot be provided for unconfirmed users.",
            ),
            Reason::VerifiedWithoutValue => entry(INVALID, "{} is required to verify/un-verify {}"),
            Reason::UnknownAttributeFilter => entry(INVALID, "Invalid search attribute: {}"),
            Reason::FilterSyntax => entry(INVALID, "Error while parsing filter."),
            Reason::AttributeValueMissing => entry(INVALID, "User does not have a value for {}"),
            Reason::AttributeNotVerifiable => entry(INVALID, "Invalid attribute name: {}"),
            Reason::CannotModifyProvided => entry(INVALID, "Cannot modify an already provided {}"),
            Reason::AttributeMissing => entry(INVALID, "Invalid attributes given, {} is missing"),
            Reason::PasswordPolicy => {
                entry("InvalidPasswordException", "Password did not conform with policy: {}")
            }
            Reason::PasswordPolicyAdmin => {
                entry("InvalidPasswordException", "Password did not conform with password policy: {}")
            }
            Reason::PasswordUsedBefore => {
                entry("PasswordHistoryPolicyViolationException", "Password has previously been used")
            }
            Reason::PasswordRequired => entry(INVALID, "Password is required"),

            // (guess)
            Reason::DevicesNotTracked => entry(INVALID, "User pool is not configured for device tracking."),
            // (guess)
            // (guess)
            Reason::SessionsNotTracked => {
                entry("OperationNotEnabledException", "Session tracking is not enabled for the user pool.")
            }
            // (guess)
            Reason::CurrentSession => entry(INVALID, "The current session cannot be revoked."),
            // (guess)
            Reason::InvalidDeviceVerifier => entry(INVALID, "Invalid DeviceSecretVerifierConfig."),

            Reason::IncorrectCredentials => entry(DENIED, "Incorrect username or password."),
            Reason::PasswordAttemptsExceeded => entry(DENIED, "Password attempts exceeded"),
            Reason::UserDisabled => entry(DENIED, "User is disabled."),
            Reason::UserNotConfirmed => entry("UserNotConfirmedException", "User is not confirmed."),
            Reason::PasswordResetRequired => {
                entry("PasswordResetRequiredException", "Password reset required for the user")
            }
            Reason::TemporaryPasswordExpired => {
                entry(DENIED, "Temporary password has expired and must be reset by an administrator.")
            }
            // Of directories, which AWS does not have.
            Reason::DirectoryDown => Entry {
                code: "InternalErrorException",
                text: "The directory that keeps the password does not answer.",
                status: 500,
            },
            Reason::DirectoryEntryUnfit => {
                entry(DENIED, "The directory's entry cannot be a user of this pool: {}")
            }
            Reason::DirectoryNameTaken => entry(DENIED, "Incorrect username or password."),
            Reason::DirectoryPasswordExpired => entry(
                "PasswordResetRequiredException",
                "The password has expired. It is changed in the directory that keeps it.",
            ),
            Reason::PasswordInDirectory => {
                entry(DENIED, "The password of this user is kept by a directory, and is changed there.")
            }
            Reason::SrpOfDirectory => entry(
                DENIED,
                "A password that a directory keeps cannot be proved by SRP. Use USER_PASSWORD_AUTH.",
            ),
            Reason::SrpUnprovedByDirectory => entry(
                DENIED,
                "Incorrect username or password. A password that a directory keeps cannot be proved by SRP: \
                 use USER_PASSWORD_AUTH for it.",
            ),
            Reason::FlowNotEnabled => entry(INVALID, "{} flow not enabled for this client"),
            Reason::AuthFlowNotEnabled => entry(INVALID, "Auth flow not enabled for this client"),
            Reason::SrpNotEnabled => entry(INVALID, "USER_SRP_AUTH is not enabled for the client."),
            // AWS: seen at a client whose only flow is CUSTOM_AUTH_FLOW_ONLY.
            Reason::CustomAuthAlone => {
                entry(INVALID, "Only custom auth (lambda driven) is enabled for this client.")
            }
            Reason::InitiateAuthUnsupported => entry(INVALID, "Initiate Auth method not supported."),
            Reason::MissingParameter => entry(INVALID, "Missing required parameter {}"),
            Reason::InvalidSrpA => entry(INVALID, "Invalid SRP_A value."),
            Reason::InvalidTimestamp => {
                entry(INVALID, "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.")
            }
            // (guess)
            Reason::MaxAgeInvalid => entry(INVALID, "MAX_AGE must be a non-negative integer."),
            // (guess)
            Reason::TargetUnknown => entry(INVALID, "TARGET_ACR_VALUES has no level of the user pool."),
            // (guess)
            Reason::AccessTokenOfOther => entry(INVALID, "USERNAME does not match the user of ACCESS_TOKEN."),
            // (guess)
            Reason::LevelReached => {
                entry(INVALID, "The access token already meets the requested authentication level.")
            }
            // (guess)
            Reason::LevelOutOfReach => {
                entry(DENIED, "The user has no factors to reach the requested authentication level.")
            }
            Reason::InvalidSession => entry(DENIED, "Invalid session for the user."),
            Reason::SessionExpired => entry(DENIED, "Invalid session for the user, session is expired."),
            Reason::SessionUsed => {
                entry(DENIED, "Invalid session for the user, session can only be used once.")
            }
            Reason::ChallengeUnexpected => entry(INVALID, "Challenge response {} is not expected"),
            Reason::CustomAuthNotConfigured => {
                entry(INVALID, "Custom auth lambda trigger is not configured for the user pool.")
            }
            Reason::AccessTokenInvalid => entry(DENIED, "Invalid Access Token"),
            Reason::AccessTokenExpired => entry(DENIED, "Access Token has expired"),
            Reason::AccessTokenRevoked => entry(DENIED, "Access Token has been revoked"),
            Reason::AccessTokenScope => entry(DENIED, "Access Token does not have required scopes"),
            Reason::RefreshTokenInvalid => entry(DENIED, "Invalid Refresh Token."),
            Reason::RefreshTokenExpired => entry(DENIED, "Refresh Token has expired"),
            Reason::RefreshTokenRevoked => entry(DENIED, "Refresh Token has been revoked"),
            // These four are told by OAuth's endpoints alone, in OAuth's words.
            Reason::CodeGrantInvalid => entry(DENIED, "The code is not valid, or is used."),
            Reason::CodeRedirectDiffers => entry(DENIED, "The redirect is another than the code's."),
            Reason::ProofInvalid => entry(DENIED, "{}"),
            Reason::ProofNonce => {
                entry(DENIED, "The DPoP proof must have the nonce of the header DPoP-Nonce.")
            }
            Reason::RefreshTokenReused => {
                entry("RefreshTokenReuseException", "Refresh token has already been used.")
            }
            Reason::RefreshFlowRotates => entry(
                INVALID,
                "Refresh token rotation is enabled for the client; use GetTokensFromRefreshToken.",
            ),
            Reason::TokenTypeUnsupported => {
                entry("UnsupportedTokenTypeException", "Token type not supported")
            }
            Reason::RevocationDisabled => {
                entry("UnsupportedOperationException", "Token revocation is disabled for the client.")
            }
            // (guess)
            Reason::ScopeNotAllowed => entry(INVALID, "Invalid scope requested: {}"),
            // Told by the token endpoint alone, in OAuth's words.
            Reason::ScopeNotGranted => entry(INVALID, "Scope not granted to the client: {}"),
            // (guess)
            Reason::ExchangeTokenInvalid => entry(DENIED, "Invalid {} token."),
            // (guess)
            Reason::ExchangeTokenUnsupported => entry(INVALID, "The type of the {} token is not supported."),
            // (guess)
            Reason::ExchangeRefused => entry(DENIED, "{}"),
            // (guess)
            Reason::AudienceAndResource => {
                entry(INVALID, "Only one of Audiences and Resources can be specified.")
            }
            // (guess)
            Reason::ActorTokenTypeMissing => {
                entry(INVALID, "ActorToken and ActorTokenType must be specified together.")
            }

            Reason::CodeMismatch => {
                entry("CodeMismatchException", "Invalid verification code provided, please try again.")
            }
            // AWS: seen at EMAIL_OTP and SMS_MFA.
            Reason::SignInCodeMismatch => {
                entry("CodeMismatchException", "Invalid code or auth state for the user.")
            }
            // The sign-in operations declare no LimitExceededException.
            Reason::SignInCodesExceeded => {
                entry(DENIED, "Attempt limit exceeded, please try after some time.")
            }
            Reason::CodeExpired => {
                entry("ExpiredCodeException", "Invalid code provided, please request a code again.")
            }
            Reason::TooManyAttempts => {
                entry("LimitExceededException", "Attempt limit exceeded, please try after some time.")
            }
            Reason::TooManyFailedAttempts => entry(
                "TooManyFailedAttemptsException",
                "Too many failed attempts, please try after some time.",
            ),
            Reason::AlreadyConfirmed => entry(INVALID, "User is already confirmed."),
            Reason::CannotConfirm => entry(DENIED, "User cannot be confirmed. Current status is {}"),
            Reason::ResendOff => entry(INVALID, "Cannot resend codes. Auto verification not turned on."),
            // (guess)
            Reason::NoMfaMethod => entry(DENIED, "No MFA methods available."),
            Reason::NoRecoveryContact => entry(
                INVALID,
                "Cannot reset password for the user as there is no registered/verified email or phone_number",
            ),
            // Of the account pages, which AWS does not have.
            Reason::LastWay => entry(INVALID, "The user would have no way to sign in any more."),
            Reason::CannotReset => entry(DENIED, "User password cannot be reset in the current state."),
            Reason::AdminOnlyRecovery => entry(DENIED, "Contact administrator to reset password."),
            Reason::ResendNotPossible => entry(
                "UnsupportedUserStateException",
                "Resend not possible. {} status is not FORCE_CHANGE_PASSWORD",
            ),
            Reason::CodeDeliveryFailed => {
                entry("CodeDeliveryFailureException", "Unable to deliver code to user")
            }
            // (guess)
            Reason::CodeUndeliverable => entry(INVALID, "Unable to deliver code to user"),
            Reason::InviteWithoutContact => {
                entry(INVALID, "User does not have delivery config set to send the invitation by {}")
            }
            // (guess)
            Reason::ImportNeedsVerification => entry(
                UNMET,
                "The user pool must have at least one auto-verified attribute, either email or phone_number.",
            ),
            // (guess)
            Reason::TooManyImportJobs => {
                entry("LimitExceededException", "A user pool can have at most {} import jobs.")
            }
            // (guess)
            Reason::ImportJobNotFound => entry(NOT_FOUND, "User import job {} does not exist."),
            // (guess)
            Reason::ImportJobState => entry(UNMET, "{} cannot be changed. Its current status is {}"),
            Reason::ImportWithoutFile => entry(UNMET, "No csv file was uploaded for {}"),
            // (guess)
            Reason::ImportBusy => entry(UNMET, "Another import job is in progress for this user pool."),
            // (guess)
            Reason::ImportUnderWay => {
                entry("UserImportInProgressException", "A user import job is in progress for this user pool.")
            }
            Reason::FunctionRefused => entry("UserLambdaValidationException", "{} failed with error {}."),
            Reason::FunctionFailed => {
                entry("UnexpectedLambdaException", "{} invocation failed due to error {}.")
            }
            Reason::FunctionAnswer => entry("InvalidLambdaResponseException", "Unrecognizable lambda output"),
            // (guess): the model of GetClientToken knows no exception of a function's.
            Reason::TokenFunction => entry("InvalidParameterException", "{}"),
            // (guess), all of them: the codes are the model's.
            Reason::WebAuthnNotEnabled => {
                entry("WebAuthnNotEnabledException", "Passkeys are not enabled for this user pool.")
            }
            Reason::WebAuthnConfigurationMissing => entry(
                "WebAuthnConfigurationMissingException",
                "The user pool has neither a relying party ID nor a domain.",
            ),
            Reason::WebAuthnChallengeNotFound => {
                entry("WebAuthnChallengeNotFoundException", "The challenge does not exist or has expired.")
            }
            Reason::WebAuthnClientMismatch => entry(
                "WebAuthnClientMismatchException",
                "The registration was started with another app client.",
            ),
            Reason::WebAuthnOriginNotAllowed => entry(
                "WebAuthnOriginNotAllowedException",
                "The origin is not allowed for the relying party ID of the user pool.",
            ),
            Reason::WebAuthnRelyingPartyMismatch => entry(
                "WebAuthnRelyingPartyMismatchException",
                "The credential is for another relying party ID than the user pool's.",
            ),
            Reason::WebAuthnCredentialNotSupported => {
                entry("WebAuthnCredentialNotSupportedException", "The credential is not supported.")
            }
            Reason::WebAuthnCredentialInvalid => entry(INVALID, "Invalid credential."),
            Reason::WebAuthnCredentialExists => entry(INVALID, "The credential is already registered."),
            Reason::TooManyPasskeys => {
                entry("LimitExceededException", "A user can have at most {} passkeys.")
            }
            Reason::PasskeyNotFound => entry(NOT_FOUND, "Credential not found."),
            // AWS: these two as its users report them.
            Reason::MfaOffWithMethod => entry(
                INVALID,
                "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
            ),
            Reason::MfaWithoutMethod => entry(
                INVALID,
                "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.",
            ),
            // (guess)
            Reason::MfaOnWithCodesFirst => entry(
                INVALID,
                "MFA cannot be required while EMAIL_OTP or SMS_OTP are allowed as first authentication factors.",
            ),
            // (guess)
            Reason::EmailMfaRecovery => {
                entry(INVALID, "Email MFA cannot be enabled when email is the only account recovery method.")
            }
            Reason::MfaNotDeliverable => {
                entry(INVALID, "User does not have delivery config set to turn on {}")
            }
            // (guess)
            Reason::MfaPreferredNotEnabled => {
                entry(INVALID, "{} must be enabled to be the preferred MFA method.")
            }
            // (guess)
            Reason::MfaPreferredTwice => entry(INVALID, "Only one MFA method can be preferred."),
            // (guess)
            Reason::MfaOptionUnsupported => {
                entry(INVALID, "MFAOptions can only contain SMS to phone_number.")
            }
            // (guess)
            Reason::WebAuthnMfaAlone => {
                entry(INVALID, "Passkey MFA needs another MFA method that is enabled.")
            }
            Reason::SoftwareTokenDisabled => entry(
                "SoftwareTokenMFANotFoundException",
                "Software Token MFA has not been enabled by the userPool",
            ),
            Reason::SoftwareTokenNotSetUp => entry(INVALID, "User has not set up software token mfa"),
            Reason::SoftwareTokenNotVerified => entry(INVALID, "User has not verified software token mfa"),
            Reason::SoftwareTokenCodeWrong => {
                entry("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA")
            }
            Reason::SoftwareTokenMismatch => entry("CodeMismatchException", "Invalid code received for user"),
            Reason::SoftwareTokenUsed => {
                entry("ExpiredCodeException", "Your software token has already been used once.")
            }
            Reason::SoftwareTokenGone => {
                entry("SoftwareTokenMFANotFoundException", "Software Token MFA does not exist for the user.")
            }
            // (guess)
            Reason::TokenOrSession => {
                entry(INVALID, "Exactly one of AccessToken and Session must be provided.")
            }
            // (guess)
            Reason::ThreatProtectionOff => {
                entry("UserPoolAddOnNotEnabledException", "User pool add-on is not enabled.")
            }
            Reason::AddressBlocked => entry(DENIED, "Unable to login because of security reasons."),
            // (guess)
            Reason::ContextNotPropagated => entry(
                INVALID,
                "IpAddress in UserContextData needs a client with a secret and EnablePropagateAdditionalUserContextData.",
            ),
            // (guess)
            Reason::InvalidIpAddress => entry(INVALID, "Invalid IpAddress."),
            // (guess)
            Reason::IpRangeInvalid => entry(INVALID, "Invalid IP range: {}"),
            // (guess)
            Reason::NoticeWithoutWords => {
                entry(INVALID, "NotifyConfiguration is required when Notify is true for an action.")
            }
            // (guess)
            Reason::EventNotFound => entry(NOT_FOUND, "Event {} does not exist."),
            // (guess)
            Reason::FeedbackTokenInvalid => entry(DENIED, "Invalid feedback token."),
            Reason::IdentityPoolNotFound => entry(NOT_FOUND, "IdentityPool '{}' not found."),
            // (guess)
            Reason::TooManyIdentityPools => entry(LIMIT, "An account can have at most {} identity pools."),
            // (guess)
            Reason::DeveloperProviderFixed => {
                entry(INVALID, "The developer provider name cannot be changed once it is set.")
            }
            Reason::IdentityNotFound => entry(NOT_FOUND, "Identity '{}' not found."),
            Reason::IdentityForbidden => entry(DENIED, "Access to Identity '{}' is forbidden."),
            Reason::GuestsRefused => {
                entry(DENIED, "Unauthenticated access is not supported for this identity pool.")
            }
            Reason::LoginsDiffer => entry(
                DENIED,
                "Logins don't match. Please include at least one valid login for this identity or identity pool.",
            ),
            // (guess) beyond the first two words.
            Reason::LoginsConflict => {
                entry(CONFLICT, "Logins conflict. An identity can have one login of {}.")
            }
            // (guess)
            Reason::TooManyLogins => entry(CONFLICT, "An identity can have at most {} logins."),
            // (guess)
            Reason::LoginNotLinked => entry(INVALID, "The identity has no login of {}."),
            Reason::LoginUnsupported => {
                entry(DENIED, "Token is not from a supported provider of this identity pool.")
            }
            Reason::PublicProviderNeeded => entry(INVALID, "Please provide a valid public provider"),
            // (guess)
            Reason::LoginOfEnhancedFlow => {
                entry(INVALID, "Logins by SAML are taken by the enhanced flow alone.")
            }
            // (guess)
            Reason::ProviderUnreachable => {
                entry("ExternalServiceException", "The provider {} could not be reached.")
            }
            Reason::LoginTokenUnreadable => entry(DENIED, "Invalid login token. Can't parse."),
            Reason::LoginTokenKind => {
                entry(DENIED, "Invalid login token. Not a valid OpenId Connect identity token.")
            }
            Reason::LoginTokenIssuer => {
                entry(DENIED, "Invalid login token. Issuer doesn't match providerName")
            }
            // (guess) beyond the first sentence, which others share.
            Reason::LoginTokenInvalid => entry(DENIED, "Invalid login token."),
            Reason::LoginTokenAudience => entry(DENIED, "Invalid login token. Incorrect token audience."),
            Reason::LoginTokenExpired => entry(DENIED, "Invalid login token. Token expired: {} >= {}"),
            // (guess)
            Reason::LoginTokenEnded => entry(DENIED, "Invalid login token. Token is no longer valid."),
            // Ours: an assertion gives credentials once.
            Reason::LoginTokenSpent => entry(DENIED, "Invalid login token. Token was used before."),
            Reason::ClassicFlowOff => {
                entry(INVALID, "Basic (classic) flow is not enabled, please use enhanced flow.")
            }
            Reason::ClassicFlowWithMappings => entry(
                INVALID,
                "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
            ),
            Reason::NoRole | Reason::RolesMisconfigured => entry(
                "InvalidIdentityPoolConfigurationException",
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
            ),
            // (guess)
            Reason::RoleRefused => entry(DENIED, "No role of the identity pool is for this login."),
            // (guess)
            Reason::DeveloperLoginNeeded => {
                entry(INVALID, "Please provide a login of the developer provider of this identity pool.")
            }
            // (guess)
            Reason::DeveloperUserTaken => entry(
                "DeveloperUserAlreadyRegisteredException",
                "The developer user is already registered with another identity.",
            ),
            // (guess)
            Reason::DeveloperUserDiffers => {
                entry(CONFLICT, "The developer user is registered with another identity.")
            }
            // (guess)
            Reason::DeveloperUserNotFound => entry(NOT_FOUND, "Developer user identifier '{}' not found."),
            // (guess)
            Reason::DeveloperProviderDiffers => {
                entry(INVALID, "{} is not the developer provider of this identity pool.")
            }
            // (guess) All of datasets.
            Reason::AdministratorsOnly => {
                entry(DENIED, "This operation cannot be called with the credentials of an identity.")
            }
            // (guess)
            Reason::IdentitiesOnly => {
                entry(DENIED, "This operation can only be called with the credentials of an identity.")
            }
            Reason::DatasetNotFound => entry(NOT_FOUND, "Dataset '{}' not found."),
            Reason::DatasetMoved => {
                entry(CONFLICT, "The dataset is being changed by others. Please try again.")
            }
            Reason::DatasetTooLarge => entry(LIMIT, "A dataset can have at most {} bytes."),
            Reason::BulkDone => {
                entry("AlreadyStreamedException", "A bulk publish has succeeded within the last 24 hours.")
            }
            Reason::BulkRunning => entry("DuplicateRequestException", "A bulk publish is in progress."),
            Reason::DeviceTokenInvalid => entry(INVALID, "Invalid device token."),
            Reason::EventUnknown => entry(INVALID, "The only event is SyncTrigger."),
            Reason::FunctionInvalid => entry(INVALID, "Invalid Lambda function ARN."),
            Reason::PlatformUnknown => entry(
                INVALID,
                "Application ARNs must be of ADM, APNS, APNS_SANDBOX and GCM, one of each at most.",
            ),
            Reason::PushUnconfigured => entry(
                "InvalidConfigurationException",
                "The identity pool is not configured for push sync on this platform.",
            ),
            Reason::StreamOff => entry(INVALID, "Streaming is not enabled for the identity pool."),
            Reason::StreamUnnamed => {
                entry(INVALID, "A stream needs a name of letters, digits, '_', '.' and '-'.")
            }
            Reason::SyncDeviceNotFound => entry(NOT_FOUND, "Device '{}' not found."),
            Reason::SyncFunctionBusy => {
                entry("LambdaThrottledException", "The function of the identity pool is throttled.")
            }
            Reason::SyncFunctionFailed => entry(
                "InvalidLambdaFunctionOutputException",
                "The function of the identity pool failed or gave no valid answer: {}",
            ),
            Reason::RecordMoved => entry(CONFLICT, "The current SyncCount of the record '{}' is {}."),
            Reason::RecordTwice => entry(INVALID, "The record '{}' is there more than once."),
            Reason::SyncTokenInvalid => entry(INVALID, "Invalid SyncSessionToken."),
            Reason::TooManyDatasets => entry(LIMIT, "An identity can have at most {} datasets."),
            Reason::TooManyRecords => entry(LIMIT, "A dataset can have at most {} records."),
            Reason::PaginationTokenInvalid => entry(INVALID, "Invalid pagination token."),
        }
    }
}

"""Sign-ins whose pool asks a function, in each language: before and after, tokens, and without a password, by boto3."""

import jwt
import pytest
from pycognito.aws_srp import AWSSRP, generate_hash_device
from triggered import PASSWORD, check_shape, claims, refused

WRONG = "NotAuthorizedException: Incorrect username or password."
ROLE = "arn:aws:iam::000000000000:role/gold"


def test_before_and_after_a_sign_in_the_function_is_asked(asking):
    pool, client = asking.pool("V1_0")
    asking.user(pool, "alice", nickname="al")
    asking.sign_in(client, "alice", ClientMetadata={"from": "here"})
    before, after, tokens = asking.told()
    check_shape(before, "PreAuthentication_Authentication", pool, client, "alice")
    assert before["request"]["validationData"] == {"from": "here"}
    assert before["request"]["userAttributes"]["nickname"] == "al"
    check_shape(after, "PostAuthentication_Authentication", pool, client, "alice")
    assert after["request"]["newDeviceUsed"] is False
    check_shape(tokens, "TokenGeneration_Authentication", pool, client, "alice")
    # A wrong password is shown to the first alone.
    assert refused(asking.sign_in, client=client, name="alice", password="Wrong-pass-1") == WRONG
    assert asking.sources() == ["PreAuthentication_Authentication"]

    told = refused(asking.sign_in, client=client, name="alice", ClientMetadata={"from": "elsewhere"})
    assert told == "UserLambdaValidationException: PreAuthentication failed with error Not from elsewhere."
    asking.idp.admin_update_user_attributes(UserPoolId=pool, Username="alice", UserAttributes=[{"Name": "nickname", "Value": "late"}])
    told = refused(asking.sign_in, client=client, name="alice")
    assert told == "UserLambdaValidationException: PostAuthentication failed with error Too late."


def test_what_an_srp_client_sends_at_the_end_reaches_the_last_functions(asking):
    pool, client = asking.pool("V1_0")
    asking.user(pool, "alice")
    srp = AWSSRP("alice", PASSWORD, pool, client, client=asking.idp)
    answer = srp.authenticate_user(client_metadata={"step": "proof"})
    assert claims(answer)[0]["tier"] == "gold"
    events = {event["triggerSource"].split("_")[0]: event["request"] for event in asking.told()}
    assert list(events) == ["PreAuthentication", "PostAuthentication", "TokenGeneration"]
    for trigger in ("PostAuthentication", "TokenGeneration"):
        assert events[trigger]["clientMetadata"] == {"step": "proof"}


@pytest.mark.parametrize("version", ["V1_0", "V2_0"])
def test_tokens_hold_what_the_function_says(asking, version):
    pool, client = asking.pool(version)
    asking.user(pool, "alice")
    for group, precedence in (("plain", 2), ("staff", 1)):
        asking.idp.create_group(UserPoolId=pool, GroupName=group, Precedence=precedence)
        asking.idp.admin_add_user_to_group(UserPoolId=pool, Username="alice", GroupName=group)
    answer = asking.sign_in(client, "alice")
    event = asking.told()[-1]
    check_shape(event, "TokenGeneration_Authentication", pool, client, "alice", version[1])
    assert event["request"]["groupConfiguration"] == {
        "groupsToOverride": ["staff", "plain"],
        "iamRolesToOverride": [],
        "preferredRole": None,
    }
    check_tokens(asking, version, answer, "Authentication")
    scopes = {"V1_0": None, "V2_0": ["aws.cognito.signin.user.admin"]}
    assert event["request"].get("scopes") == scopes[version]

    tokens = {"REFRESH_TOKEN": answer["AuthenticationResult"]["RefreshToken"]}
    answer = asking.idp.initiate_auth(ClientId=client, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters=tokens)
    check_tokens(asking, version, answer, "RefreshTokens")
    assert asking.sources() == ["TokenGeneration_RefreshTokens"]


def test_what_a_refresh_is_sent_reaches_the_function(asking):
    pool, client = asking.pool("V2_0")
    asking.user(pool, "alice")
    token = asking.sign_in(client, "alice")["AuthenticationResult"]["RefreshToken"]
    asking.told()
    metadata = {"ClientMetadata": {"from": "the refresh"}}
    answer = asking.idp.get_tokens_from_refresh_token(ClientId=client, RefreshToken=token, **metadata)
    check_tokens(asking, "V2_0", answer, "RefreshTokens")
    (event,) = asking.told()
    assert event["request"]["clientMetadata"] == {"from": "the refresh"}


@pytest.mark.parametrize("version", ["V2_0", "V3_0"])
def test_machines_are_told_of_in_the_third_version(asking, version):
    pool, _ = asking.pool(version)
    scope = {"ScopeName": "write", "ScopeDescription": "w"}
    asking.idp.create_resource_server(UserPoolId=pool, Identifier="orders", Name="orders", Scopes=[scope])
    secret = "machine_secret_machine_secret"
    machine = asking.app(
        pool,
        ClientSecret=secret,
        ExplicitAuthFlows=["ALLOW_CLIENT_TOKEN_AUTH"],
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthScopes=["orders/write"],
    )
    metadata = {"ClientMetadata": {"from": "the machine"}}
    answer = asking.idp.get_client_token(ClientId=machine, Secret=secret, **metadata)
    access = jwt.decode(answer["ClientAuthenticationResult"]["AccessToken"], options={"verify_signature": False})
    if version == "V2_0":
        assert asking.told() == [] and access["scope"] == "orders/write" and "tier" not in access
        return
    (event,) = asking.told()
    check_shape(event, "TokenGeneration_ClientCredentials", pool, machine, machine, "3")
    assert event["request"]["clientMetadata"] == {"from": "the machine"} and event["request"]["scopes"] == ["orders/write"]
    assert access["scope"].split() == ["orders/write", "orders:read"]
    assert access["limits"] == {"calls": [5, 50]} and access["sub"] == machine


def test_a_second_factor_has_the_words_of_the_function(asking):
    pool, client = asking.pool("V1_0")
    asking.user(pool, "alice")
    ask_for_a_code(asking, pool, "alice")
    challenge = asking.sign_in(client, "alice")
    before, worded = asking.told()
    check_shape(before, "PreAuthentication_Authentication", pool, client, "alice")
    check_shape(worded, "CustomMessage_Authentication", pool, client, "alice")
    mail = asking.mail("alice@example.com")
    assert (mail["subject"], mail["html"]) == ("Authentication of alice", f"<p>alice, in no colour: {mail['code']}</p>")
    entered = answer_code(asking, client, "alice", challenge, ClientMetadata={"step": "code"})
    assert claims(entered)[0]["tier"] == "gold"
    after, tokens = asking.told()
    check_shape(after, "PostAuthentication_Authentication", pool, client, "alice")
    check_shape(tokens, "TokenGeneration_Authentication", pool, client, "alice")
    assert after["request"]["clientMetadata"] == tokens["request"]["clientMetadata"] == {"step": "code"}


def test_a_device_that_proves_itself_has_a_source_of_its_own(asking):
    tracks = {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": False}
    # The first version leaves the access token its scope.
    pool, client = asking.pool("V1_0", DeviceConfiguration=tracks)
    asking.user(pool, "alice")
    ask_for_a_code(asking, pool, "alice")
    tokens = answer_code(asking, client, "alice", asking.sign_in(client, "alice"))["AuthenticationResult"]
    *_, after, generated = asking.told()
    assert after["request"]["newDeviceUsed"] is True
    assert generated["triggerSource"] == "TokenGeneration_Authentication"
    device = tokens["NewDeviceMetadata"]
    password, verifier = generate_hash_device(device["DeviceGroupKey"], device["DeviceKey"])
    asking.idp.confirm_device(
        AccessToken=tokens["AccessToken"],
        DeviceKey=device["DeviceKey"],
        DeviceName="laptop",
        DeviceSecretVerifierConfig=verifier,
    )
    known = {"device_key": device["DeviceKey"], "device_group_key": device["DeviceGroupKey"], "device_password": password}
    answer = AWSSRP("alice", PASSWORD, pool, client, client=asking.idp, **known).authenticate_user()
    assert claims(answer)[0]["source"] == "AuthenticateDevice"
    _, after, generated = asking.told()
    assert after["request"]["newDeviceUsed"] is False
    check_shape(generated, "TokenGeneration_AuthenticateDevice", pool, client, "alice")


def ask_for_a_code(asking, pool, name):
    """A second factor by e-mail."""
    asking.idp.set_user_pool_mfa_config(UserPoolId=pool, EmailMfaConfiguration={}, MfaConfiguration="OPTIONAL")
    by_email = {"Enabled": True, "PreferredMfa": True}
    asking.idp.admin_set_user_mfa_preference(UserPoolId=pool, Username=name, EmailMfaSettings=by_email)


def answer_code(asking, client, name, challenge, **more):
    """The answer to EMAIL_OTP with the code that came."""
    assert challenge["ChallengeName"] == "EMAIL_OTP"
    responses = {"USERNAME": name, "EMAIL_OTP_CODE": asking.mail(f"{name}@example.com")["code"]}
    return asking.idp.respond_to_auth_challenge(
        ClientId=client, ChallengeName="EMAIL_OTP", Session=challenge["Session"], ChallengeResponses=responses, **more
    )


def check_tokens(asking, version, answer, source):
    identity, access = claims(answer)
    assert (identity["tier"], identity["source"]) == ("gold", source)
    assert "email" not in identity and identity["cognito:username"] == "alice"
    assert identity["cognito:groups"] == ["gold"] and access["cognito:groups"] == ["gold"]
    assert identity["cognito:roles"] == [ROLE] and identity["cognito:preferred_role"] == ROLE
    get_user = {"AccessToken": answer["AuthenticationResult"]["AccessToken"]}
    if version == "V1_0":
        assert "tier" not in access and access["username"] == "alice" and "limits" not in identity
        asking.idp.get_user(**get_user)
    else:
        assert identity["limits"] == access["limits"] == {"calls": [5, 50]}
        assert (access["tier"], access["source"]) == ("gold", source)
        assert access["scope"] == "orders:read" and "scope" not in identity
        # Whoever lost the scope may not look at the account.
        assert refused(asking.idp.get_user, **get_user) == "NotAuthorizedException: Access Token does not have required scopes"


def test_a_temporary_password_is_replaced_on_the_way_to_the_tokens(asking):
    pool, client = asking.pool("V2_0")
    asking.idp.admin_create_user(UserPoolId=pool, Username="dora", TemporaryPassword="First-pass-1", MessageAction="SUPPRESS")
    challenge = asking.sign_in(client, "dora", "First-pass-1")
    responses = {"USERNAME": "dora", "NEW_PASSWORD": PASSWORD}
    answer = asking.idp.respond_to_auth_challenge(
        ClientId=client, ChallengeName="NEW_PASSWORD_REQUIRED", Session=challenge["Session"], ChallengeResponses=responses
    )
    assert claims(answer)[0]["source"] == "NewPasswordChallenge"
    assert asking.sources()[-1] == "TokenGeneration_NewPasswordChallenge"


def answer(asking, client, name, challenge, text):
    """The answer to a challenge of the pool's own."""
    return asking.idp.respond_to_auth_challenge(
        ClientId=client,
        ChallengeName="CUSTOM_CHALLENGE",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": name, "ANSWER": text},
        ClientMetadata={"answered": text},
    )


def sent_code(events):
    (code,) = [event["code"] for event in events if "code" in event]
    return code


DEFINE, CREATE, VERIFY = (f"{one}_Authentication" for one in ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"))


def test_a_code_instead_of_a_password_may_be_mistyped_twice(asking):
    pool, client = asking.pool()
    asking.user(pool, "alice")
    challenge = asking.begin(client)
    assert challenge["ChallengeName"] == "CUSTOM_CHALLENGE"
    assert challenge["ChallengeParameters"]["email"] == "alice@example.com"
    events = asking.told()
    code = sent_code(events)
    defined, created = [event for event in events if "triggerSource" in event and event["triggerSource"] in (DEFINE, CREATE)]
    check_shape(defined, DEFINE, pool, client, "alice")
    check_shape(created, CREATE, pool, client, "alice")
    assert defined["request"]["session"] == [] and defined["request"]["userNotFound"] is False
    assert created["request"]["challengeName"] == "CUSTOM_CHALLENGE"
    for _ in range(2):
        challenge = answer(asking, client, "alice", challenge, "no code")
        assert challenge["ChallengeName"] == "CUSTOM_CHALLENGE"
        verified, defined, created = asking.told()
        check_shape(verified, VERIFY, pool, client, "alice")
        assert verified["request"]["challengeAnswer"] == "no code"
        assert verified["request"]["privateChallengeParameters"] == {"answer": code}
        for event in (verified, defined, created):
            assert event["request"]["clientMetadata"] == {"answered": "no code"}
    identity, _ = claims(answer(asking, client, "alice", challenge, code))
    assert identity["cognito:username"] == "alice"
    verified, defined, after = asking.told()
    rounds = [("CUSTOM_CHALLENGE", right, f"CODE-{code}") for right in (False, False, True)]
    kept = [(one["challengeName"], one["challengeResult"], one["challengeMetadata"]) for one in defined["request"]["session"]]
    assert kept == rounds
    check_shape(after, "PostAuthentication_Authentication", pool, client, "alice")


def test_a_code_after_a_password(asking):
    pool, client = asking.pool()
    asking.user(pool, "alice")

    def begin(password):
        srp = AWSSRP("alice", password, pool, client, client=asking.idp)
        parameters = {**srp.get_auth_params(), "CHALLENGE_NAME": "SRP_A"}
        asked = asking.idp.initiate_auth(ClientId=client, AuthFlow="CUSTOM_AUTH", AuthParameters=parameters)
        assert asked["ChallengeName"] == "PASSWORD_VERIFIER"
        proof = srp.process_challenge(asked["ChallengeParameters"], parameters)
        return {"ClientId": client, "ChallengeName": "PASSWORD_VERIFIER", "ChallengeResponses": proof, "Session": asked["Session"]}

    assert refused(asking.idp.respond_to_auth_challenge, **begin("Wrong-pass-1")) == WRONG
    assert not [event for event in asking.told() if "code" in event], "no code goes to who does not know the password"
    challenge = asking.idp.respond_to_auth_challenge(**begin(PASSWORD))
    assert challenge["ChallengeName"] == "CUSTOM_CHALLENGE"
    code = sent_code(asking.told())
    challenge = answer(asking, client, "alice", challenge, "no code")
    asking.told()
    assert claims(answer(asking, client, "alice", challenge, code))[0]["cognito:username"] == "alice"
    session = next(event for event in asking.told() if event["triggerSource"] == DEFINE)["request"]["session"]
    assert [(one["challengeName"], one["challengeResult"]) for one in session] == [
        ("SRP_A", True),
        ("PASSWORD_VERIFIER", True),
        ("CUSTOM_CHALLENGE", False),
        ("CUSTOM_CHALLENGE", True),
    ]


def test_three_wrong_codes_end_it(asking):
    pool, client = asking.pool()
    asking.user(pool, "alice")
    challenge = asking.begin(client)
    code = sent_code(asking.told())
    for _ in range(2):
        challenge = answer(asking, client, "alice", challenge, "no code")
    last = {"asking": asking, "client": client, "name": "alice", "challenge": challenge}
    assert refused(answer, **last, text="no code") == WRONG
    asking.told()
    # The right one is too late, and nobody is asked about it.
    spent = "NotAuthorizedException: Invalid session for the user, session can only be used once."
    assert refused(answer, **last, text=code) == spent
    assert asking.sources() == []


def test_three_rounds_have_to_be_right(asking):
    pool, client = asking.pool()
    asking.user(pool, "riddle-ann")
    for right in ("42", "13", "1"), ("42", "13"), ("42",), ():
        challenge = asking.begin(client, "riddle-ann")
        for number, text in enumerate(right):
            assert challenge["ChallengeParameters"]["question"] == ("6 x 7", "6 + 7", "7 - 6")[number]
            challenge = answer(asking, client, "riddle-ann", challenge, text)
        if len(right) == 3:
            assert claims(challenge)[0]["cognito:username"] == "riddle-ann"
        else:
            wrong = {"asking": asking, "client": client, "name": "riddle-ann", "challenge": challenge, "text": "?"}
            assert refused(answer, **wrong) == WRONG

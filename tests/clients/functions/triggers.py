"""The function of a pool that every trigger asks. What it is told it keeps, a line an event, in the file EVENTS."""

import json
import os
import secrets
import threading

# The directory that people come from.
OLD = {"olga": {"password": "old", "email": "olga@example.com"}, "otto": {"password": "older", "email": "otto@example.com"}}
# How SAML calls an e-mail address.
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
ROLE = "arn:aws:iam::000000000000:role/gold"
SUMS = [("6 x 7", "42"), ("6 + 7", "13"), ("7 - 6", "1")]


def handler(event, context):
    keep(event)
    trigger, _, suffix = event["triggerSource"].partition("_")
    HANDLERS[trigger](event["request"], event["response"], event, suffix)
    return event


def keep(event):
    with open(os.environ["EVENTS"], "a") as events:
        events.write(json.dumps(event) + "\n")


def told(request, name):
    """What the caller sent along: its ClientMetadata or ValidationData."""
    return request.get(name) or {}


def pre_sign_up(request, response, event, suffix):
    if request["userAttributes"].get("email", "").endswith("@refused.example.com"):
        raise ValueError("Nobody comes from there")
    if told(request, "validationData").get("invitation") == "yes":
        response.update(autoConfirmUser=True, autoVerifyEmail=True)


def post_confirmation(request, response, event, suffix):
    if told(request, "clientMetadata").get("welcome") == "no":
        raise ValueError("No welcome")


def pre_authentication(request, response, event, suffix):
    if told(request, "validationData").get("from") == "elsewhere":
        raise ValueError("Not from elsewhere")


def post_authentication(request, response, event, suffix):
    if request["userAttributes"].get("nickname") == "late":
        raise ValueError("Too late")


def token_generation(request, response, event, suffix):
    groups = {"groupsToOverride": ["gold"], "iamRolesToOverride": [ROLE], "preferredRole": ROLE}
    if event["version"] == "1":
        claims = {"claimsToAddOrOverride": {"tier": "gold", "source": suffix}, "claimsToSuppress": ["email"]}
        response["claimsOverrideDetails"] = {**claims, "groupOverrideDetails": groups}
        return
    added = {"tier": "gold", "source": suffix, "limits": {"calls": [5, 50]}}
    scopes = {"scopesToAdd": ["orders:read"], "scopesToSuppress": ["aws.cognito.signin.user.admin"]}
    response["claimsAndScopeOverrideDetails"] = {
        "idTokenGeneration": {"claimsToAddOrOverride": added, "claimsToSuppress": ["email"]},
        "accessTokenGeneration": {"claimsToAddOrOverride": added, "claimsToSuppress": ["username"], **scopes},
        "groupOverrideDetails": groups,
    }


def custom_message(request, response, event, suffix):
    colour = told(request, "clientMetadata").get("colour", "no colour")
    who = request["usernameParameter"] or event["userName"]
    response["emailSubject"] = f"{suffix} of {event['userName']}"
    response["emailMessage"] = f"<p>{who}, in {colour}: {request['codeParameter']}</p>"


def define(request, response, event, suffix):
    """AWS's sample, of three tries at one code, after a password by SRP where the sign-in begins so; who is called
    riddle-… solves three sums."""
    if request["session"] and request["session"][-1]["challengeName"] == "SRP_A":
        response.update(issueTokens=False, failAuthentication=False, challengeName="PASSWORD_VERIFIER")
        return
    session = asked_before(request)
    rounds = 3 if event["userName"].startswith("riddle-") else 1
    right = [one["challengeResult"] for one in session]
    done = right.count(True) == rounds
    response["issueTokens"] = done
    response["failAuthentication"] = not done and (len(session) >= 3 or rounds == 3 and False in right)
    if not done and not response["failAuthentication"]:
        response["challengeName"] = "CUSTOM_CHALLENGE"


def asked_before(request):
    """The rounds, without the password before them."""
    return [one for one in request["session"] if one["challengeName"] == "CUSTOM_CHALLENGE"]


def create(request, response, event, suffix):
    session = asked_before(request)
    if event["userName"].startswith("riddle-"):
        question, answer = SUMS[len(session)]
        response["publicChallengeParameters"] = {"question": question}
        response["privateChallengeParameters"] = {"answer": answer}
        response["challengeMetadata"] = f"SUM-{len(session)}"
        return
    email = request["userAttributes"].get("email")
    if session:
        code = session[-1]["challengeMetadata"].removeprefix("CODE-")
    else:
        code = f"{secrets.randbelow(10**6):06}"
        keep({"to": email, "code": code})
    response["publicChallengeParameters"] = {"email": email}
    response["privateChallengeParameters"] = {"answer": code}
    response["challengeMetadata"] = f"CODE-{code}"


def verify(request, response, event, suffix):
    response["answerCorrect"] = request["challengeAnswer"] == request["privateChallengeParameters"]["answer"]


def user_migration(request, response, event, suffix):
    person = OLD.get(event["userName"])
    if person is None:
        raise ValueError("The old directory has nobody of this name")
    if suffix == "Authentication":
        if request["password"] != person["password"]:
            raise ValueError("The old directory has another password")
        response["finalUserStatus"] = "CONFIRMED"
    response["userAttributes"] = {"email": person["email"], "email_verified": "true", "nickname": "moved"}
    response["messageAction"] = "SUPPRESS"


def inbound_federation(request, response, event, suffix):
    """Whose address at the provider begins with "as-is" is taken as the provider says; the others get one of ours."""
    said = request["attributes"]
    email = said["samlResponse"][MAIL] if "samlResponse" in said else said["userInfo"]["email"]
    name, _, domain = email.partition("@")
    if domain == "refused.example.com":
        raise ValueError("Nobody comes from there")
    if domain == "slow.example.com":
        threading.Event().wait()
    if name != "as-is":
        response["userAttributesToMap"] = {"email": f"{name}@ours.example.com", "name": f"{name} of {request['providerName']}"}


def send(request, response, event, suffix):
    """A sender has nothing to answer."""


HANDLERS = {
    "PreSignUp": pre_sign_up,
    "PostConfirmation": post_confirmation,
    "PreAuthentication": pre_authentication,
    "PostAuthentication": post_authentication,
    "TokenGeneration": token_generation,
    "CustomMessage": custom_message,
    "CustomEmailSender": send,
    "CustomSMSSender": send,
    "DefineAuthChallenge": define,
    "CreateAuthChallenge": create,
    "VerifyAuthChallengeResponse": verify,
    "UserMigration": user_migration,
    "InboundFederation": inbound_federation,
}

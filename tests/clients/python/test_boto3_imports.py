"""boto3: users from a CSV file, brought to the address that the job names, as AWS's guide does with curl."""

import time
import urllib.error
import urllib.request

import pytest
from people import Person, Server, refused

ROLE = "arn:aws:iam::000000000000:role/import-logs"
BCRYPT = "$2b$04$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."
PASSWORD = "Right-pass-1"


def send(method, url, body=None):
    request = urllib.request.Request(url, data=body, method=method)
    request.add_header("x-amz-server-side-encryption", "aws:kms")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.status, answer.read().decode()


def table(idp, pool, people, password_hash=None):
    header = idp.get_csv_header(UserPoolId=pool.id)["CSVHeader"]
    if password_hash:
        header = [*header, "password_hash"]
    rows = [",".join(header)]
    for person in people:
        cells = {
            "cognito:username": person.username,
            "email": person.email,
            "email_verified": "TRUE",
            "cognito:mfa_enabled": "FALSE",
            "password_hash": password_hash,
        }
        rows.append(",".join(cells.get(name) or "" for name in header))
    return "\n".join(rows).encode()


def ended(idp, job):
    """The job once it has run: each look is a call of its own, so nothing waits between two."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = idp.describe_user_import_job(UserPoolId=job["UserPoolId"], JobId=job["JobId"])["UserImportJob"]
        if answer["Status"] not in ("Pending", "InProgress", "Stopping"):
            return answer
    raise AssertionError("the import does not end")


def test_users_come_from_a_file_with_their_passwords(pool, idp):
    people = [Person() for _ in range(3)]
    members = {"UserPoolId": pool.id, "CloudWatchLogsRoleArn": ROLE, "PasswordHashingAlgorithm": "BCRYPT"}
    job = idp.create_user_import_job(JobName="people", **members)["UserImportJob"]
    named = {"UserPoolId": pool.id, "JobId": job["JobId"]}
    with refused("PreconditionNotMetException", f"No csv file was uploaded for {job['JobId']}"):
        idp.start_user_import_job(**named)
    assert job["PreSignedUrl"].startswith(Server.endpoint)
    assert send("PUT", job["PreSignedUrl"], table(idp, pool, [*people, people[0]], BCRYPT)) == (200, "")

    idp.start_user_import_job(**named)
    job = ended(idp, job)
    assert (job["Status"], job["ImportedUsers"], job["SkippedUsers"], job["FailedUsers"]) == ("Succeeded", 3, 1, 0)
    assert job["CompletionMessage"] == "Import Job Completed Successfully."
    status, log = send("GET", job["PreSignedUrl"])
    assert status == 200
    assert log.splitlines() == [
        *(f"[SUCCEEDED] Line Number {line} - The import succeeded." for line in (2, 3, 4)),
        "[SKIPPED] Line Number 5 - The user already exists.",
    ]
    pool.client.auth("USER_PASSWORD_AUTH", people[1].username, PASSWORD=PASSWORD)

    listed = idp.list_user_import_jobs(UserPoolId=pool.id, MaxResults=10)["UserImportJobs"]
    assert [entry["JobId"] for entry in listed] == [job["JobId"]]


def test_an_address_that_is_guessed_takes_nothing(pool, idp):
    job = idp.create_user_import_job(JobName="people", UserPoolId=pool.id, CloudWatchLogsRoleArn=ROLE)
    address = job["UserImportJob"]["PreSignedUrl"]
    for guess in (address[:-1], f"{Server.endpoint}/user-import/x"):
        with pytest.raises(urllib.error.HTTPError) as error:
            send("PUT", guess, b"x")
        assert error.value.code == 403
        assert b"<Code>AccessDenied</Code>" in error.value.read()
    with pytest.raises(urllib.error.HTTPError) as error:
        send("POST", address, b"x")
    assert error.value.code == 404

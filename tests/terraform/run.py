#!/usr/bin/env python3
"""Terraform against `cenote serve`: what the provider has of user pools, identity pools and roles.

The configuration beside this file is applied, changed, imported into an empty state and destroyed. A
plan after each apply shows no change, and what the data sources read is what was set. At the end no
pool is left but the one that Terraform did not make.

    python tests/terraform/run.py --binary target/release/cenote

It needs `terraform` in PATH, and the provider hashicorp/aws in the version that main.tf names as a
filesystem mirror: nothing is downloaded, and nothing is written but below a temporary folder. The
mirror is looked for in TF_PLUGIN_MIRROR, in the configuration file that TF_CLI_CONFIG_FILE names, where
Terraform looks by itself, and below /opt. Where one of the two is missing this says how to get it and
ends with 75. boto3 is used to look at the server from outside.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "clients"))
from run import REGION, Server, Trouble, own_environment, show_log  # noqa: E402

CANNOT = 75
PROVIDER = "hashicorp/aws"

# Every type of the provider that is about user pools and identity pools, and those about roles that are tried; that the
# configuration has each is checked.
TYPES = {
    "aws_cognito_identity_pool",
    "aws_cognito_identity_pool_provider_principal_tag",
    "aws_cognito_identity_pool_roles_attachment",
    "aws_cognito_identity_provider",
    "aws_cognito_managed_user_pool_client",
    "aws_cognito_resource_server",
    "aws_cognito_risk_configuration",
    "aws_cognito_user",
    "aws_cognito_user_group",
    "aws_cognito_user_in_group",
    "aws_cognito_user_pool",
    "aws_cognito_user_pool_client",
    "aws_cognito_user_pool_domain",
    "aws_cognito_user_pool_ui_customization",
    "aws_iam_access_key",
    "aws_iam_group",
    "aws_iam_openid_connect_provider",
    "aws_iam_policy",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_saml_provider",
    "aws_iam_user",
    "aws_iam_user_group_membership",
    "data.aws_cognito_identity_pool",
    "data.aws_cognito_user_group",
    "data.aws_cognito_user_groups",
    "data.aws_cognito_user_pool",
    "data.aws_cognito_user_pool_client",
    "data.aws_cognito_user_pool_clients",
    "data.aws_cognito_user_pool_signing_certificate",
    "data.aws_cognito_user_pools",
}

# What an import cannot know: nothing answers with it.
UNKNOWN_AFTER_IMPORT = {
    "aws_cognito_user": {
        "client_metadata",
        "desired_delivery_mediums",
        "force_alias_creation",
        "message_action",
        "password",
        "temporary_password",
        "validation_data",
    },
    "aws_cognito_managed_user_pool_client": {"name_pattern", "name_prefix"},
    "aws_cognito_user_pool_ui_customization": {"image_file"},
    "aws_iam_access_key": {"pgp_key", "secret", "ses_smtp_password_v4"},
    "aws_iam_role": {"force_detach_policies"},
    "aws_iam_user": {"force_destroy"},
}
# No import is offered for these.
NOT_IMPORTED = {"aws_cognito_user_in_group"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/release/cenote", help="the server to test")
    options = parser.parse_args()
    terraform = shutil.which("terraform")
    mirror = find_mirror()
    if not terraform:
        print("there is no terraform in PATH: https://developer.hashicorp.com/terraform/install")
        return CANNOT
    if not mirror:
        print(
            f"there is no mirror with {PROVIDER} {version()}: run `terraform providers mirror DIR` "
            f"in tests/terraform and set TF_PLUGIN_MIRROR to DIR"
        )
        return CANNOT

    binary = Path(options.binary).resolve()
    passed = 0
    with tempfile.TemporaryDirectory(prefix="cenote-terraform.") as folder:
        folder = Path(folder)
        server = Server(binary, "serve", folder, None)
        try:
            trial = Trial(terraform, mirror, folder, server.start())
            for name, run, *arguments in trial.steps():
                began = time.monotonic()
                run(*arguments)
                passed += 1
                print(f"{name}: ok, {time.monotonic() - began:.1f} s", flush=True)
            server.stop()
        except Trouble as trouble:
            print(f"FAILED: {trouble}", flush=True)
            show_log(folder / "server.log")
            print(f"terraform: {passed} passed, 1 failed")
            return 1
        finally:
            server.kill()
    print(f"terraform: {passed} passed, 0 failed")
    return 0


def version():
    return re.search(r'version = "([0-9.]+)"', (HERE / "main.tf").read_text()).group(1)


def find_mirror():
    """A folder that holds the provider as Terraform lays out a filesystem mirror."""
    home = Path.home()
    places = [os.environ.get("TF_PLUGIN_MIRROR"), *configured_mirrors()]
    places += [home / ".terraform.d/plugins", home / ".local/share/terraform/plugins"]
    places += ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins", "/usr/share/terraform/providers"]
    places += sorted(Path("/opt").glob("*")) + sorted(Path("/opt").glob("*/*"))
    for place in filter(None, places):
        # A mirror's first folders are the hosts that its providers come from.
        for found in Path(place).glob(f"*/{PROVIDER}"):
            if (found / version()).is_dir() or any(found.glob(f"*_{version()}_*.zip")):
                return Path(place)
    return None


def configured_mirrors():
    """The paths of the filesystem mirrors that Terraform's own configuration names."""
    file = Path(os.environ.get("TF_CLI_CONFIG_FILE") or Path.home() / ".terraformrc")
    try:
        text = file.read_text()
    except OSError:
        return []
    blocks = re.findall(r"filesystem_mirror\s*\{(.*?)\}", text, re.DOTALL)
    return [path for block in blocks for path in re.findall(r'path\s*=\s*"([^"]+)"', block)]


class Resource:
    """A resource of the state."""

    def __init__(self, kept):
        self.type = kept["type"]
        self.address = f"{kept['type']}.{kept['name']}"
        self.values = kept["instances"][0]["attributes"]


class Trial:
    """One walk through the life of a configuration."""

    def __init__(self, terraform, mirror, folder, ready):
        self.terraform = terraform
        self.folder = folder
        self.work = folder / "work"
        self.work.mkdir()
        (folder / "tmp").mkdir()
        key = ready["root_access_key"]
        kept = {name: value for name, value in own_environment().items() if not name.startswith("TF_")}
        self.environment = {
            **kept,
            "AWS_ACCESS_KEY_ID": key["access_key_id"],
            "AWS_SECRET_ACCESS_KEY": key["secret_access_key"],
            "AWS_REGION": REGION,
            # Nothing that this machine holds for AWS is read.
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            # What would leave this machine finds nobody.
            "HTTP_PROXY": "http://127.0.0.1:9",
            "HTTPS_PROXY": "http://127.0.0.1:9",
            "NO_PROXY": "127.0.0.1,localhost",
            # Terraform keeps notes in the home folder, and sockets where temporary files are.
            "HOME": str(folder),
            "TMPDIR": str(folder / "tmp"),
            "TF_CLI_CONFIG_FILE": str(self.write_configuration(mirror)),
            # The provider makes much garbage at each start, and starts with each command: a third of the time.
            "GOGC": "400",
            "TF_IN_AUTOMATION": "1",
            "TF_INPUT": "0",
            "CHECKPOINT_DISABLE": "1",
            "TF_VAR_endpoint": ready["endpoint"],
        }
        for name in ("http_proxy", "https_proxy", "all_proxy", "ALL_PROXY", "no_proxy"):
            self.environment.pop(name, None)
        self.idp = self.client(ready["endpoint"], key)
        self.environment["TF_VAR_managed_pool"] = self.managed_pool()

    def write_configuration(self, mirror):
        """Only the mirror, and never the network."""
        path = self.folder / "terraformrc"
        path.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n')
        return path

    def client(self, endpoint, key):
        import boto3

        return boto3.client(
            "cognito-idp",
            endpoint_url=endpoint,
            region_name=REGION,
            aws_access_key_id=key["access_key_id"],
            aws_secret_access_key=key["secret_access_key"],
        )

    def managed_pool(self):
        """A pool that Terraform does not know, with clients as another service would have made them."""
        pool = self.idp.create_user_pool(PoolName="managed")["UserPool"]["Id"]
        for name in ("AmazonOpenSearchService-logs-0001", "AmazonOpenSearchService-metrics-0001"):
            self.idp.create_user_pool_client(UserPoolId=pool, ClientName=name)
        return pool

    def steps(self):
        """What is done, in its order: a name, a function, its arguments."""
        return [
            ("initialises", self.initialise),
            ("applies", self.apply, False),
            ("reads what was applied", self.compare, False),
            ("plans empty", self.plan_empty, False),
            ("changes", self.apply, True),
            ("reads what was changed", self.compare, True),
            ("plans empty after the change", self.plan_empty, True),
            ("plans what an import cannot know, and nothing else", self.plan_import),
            ("imports", self.call, "apply", "-no-color", "plan"),
            ("plans empty after the import", self.plan_empty, True),
            ("destroys", self.destroy),
        ]

    def initialise(self):
        for file in HERE.glob("*.tf"):
            shutil.copy(file, self.work)
        self.call("init", "-no-color")

    def call(self, *arguments, codes=(0,)):
        """What a command of Terraform printed; trouble where it ends with another code."""
        done = subprocess.run(
            [self.terraform, *arguments], cwd=self.work, env=self.environment, capture_output=True, text=True
        )
        if done.returncode not in codes:
            said = done.stderr.strip() or done.stdout
            raise Trouble(f"terraform {' '.join(arguments)} ended with {done.returncode}:\n{said}")
        return done

    def apply(self, is_changed):
        self.call("apply", "-auto-approve", "-no-color", changed(is_changed))

    def plan_empty(self, is_changed):
        done = self.call("plan", "-detailed-exitcode", "-no-color", changed(is_changed), codes=(0, 2))
        if done.returncode == 2:
            raise Trouble(f"a plan after the apply shows changes:\n{done.stdout}")

    def compare(self, is_changed):
        """The data sources against the resources, and what boto3 sees of a user against both."""
        # `terraform show` would load the provider again, which takes seconds.
        state = json.loads((self.work / "terraform.tfstate").read_text())
        missing = TYPES - {("data." if one["mode"] == "data" else "") + one["type"] for one in state["resources"]}
        if missing:
            raise Trouble(f"the configuration has none of these: {', '.join(sorted(missing))}")
        outputs = state["outputs"]["read"]["value"].items()
        wrong = [f"{name}: {read!r} instead of {due!r}" for name, (read, due) in outputs if read != due]
        if wrong:
            raise Trouble("what was read is not what was set:\n" + "\n".join(wrong))
        self.resources = [Resource(one) for one in state["resources"] if one["mode"] == "managed"]
        alice = next(one.values for one in self.resources if one.address == "aws_cognito_user.lasting")
        named = {"UserPoolId": alice["user_pool_id"], "Username": alice["username"]}
        groups = [group["GroupName"] for group in self.idp.admin_list_groups_for_user(**named)["Groups"]]
        attributes = {pair["Name"]: pair["Value"] for pair in self.idp.admin_get_user(**named)["UserAttributes"]}
        due = (["plain"], "Al", None) if is_changed else (["full"], None, "red")
        seen = (groups, attributes.get("nickname"), attributes.get("custom:colour"))
        if seen != due:
            raise Trouble(f"alice is {seen} instead of {due}")

    def plan_import(self):
        """A plan that imports everything into an empty state."""
        (self.work / "terraform.tfstate").rename(self.folder / "before.tfstate")
        blocks = [
            f'import {{\n  to = {resource.address}\n  id = "{import_id(resource)}"\n}}\n'
            for resource in self.resources
            if resource.type not in NOT_IMPORTED
        ]
        (self.work / "imports.tf").write_text("\n".join(blocks))
        self.call("plan", "-no-color", changed(True), "-out=plan")
        plan = json.loads(self.call("show", "-json", "plan").stdout)
        wrong = [line for change in plan["resource_changes"] for line in unexpected(change)]
        if wrong:
            raise Trouble("after the import a plan shows changes:\n" + "\n".join(wrong))

    def destroy(self):
        self.call("destroy", "-auto-approve", "-no-color", changed(True))
        pools = self.idp.list_user_pools(MaxResults=60)["UserPools"]
        if [pool["Name"] for pool in pools] != ["managed"]:
            raise Trouble(f"after the end there are pools left: {pools}")


def changed(is_changed):
    return f"-var=is_changed={str(is_changed).lower()}"


def import_id(resource):
    """How the provider's documentation spells the id of an import."""
    values = resource.values
    pool = values.get("user_pool_id")
    spelled = {
        "aws_cognito_user_pool": lambda: values["id"],
        "aws_cognito_user_pool_client": lambda: f"{pool}/{values['id']}",
        "aws_cognito_managed_user_pool_client": lambda: f"{pool}/{values['id']}",
        "aws_cognito_user": lambda: f"{pool}/{values['username']}",
        "aws_cognito_user_group": lambda: f"{pool}/{values['name']}",
        "aws_cognito_user_pool_domain": lambda: values["domain"],
        "aws_cognito_identity_provider": lambda: f"{pool}:{values['provider_name']}",
        "aws_cognito_resource_server": lambda: f"{pool}|{values['identifier']}",
        "aws_cognito_risk_configuration": lambda: values["id"],
        "aws_cognito_user_pool_ui_customization": lambda: f"{pool},{values.get('client_id') or 'ALL'}",
        "aws_cognito_identity_pool": lambda: values["id"],
        "aws_cognito_identity_pool_provider_principal_tag": lambda: values["id"],
        "aws_cognito_identity_pool_roles_attachment": lambda: values["identity_pool_id"],
        "aws_iam_access_key": lambda: values["id"],
        "aws_iam_group": lambda: values["name"],
        "aws_iam_openid_connect_provider": lambda: values["arn"],
        "aws_iam_policy": lambda: values["arn"],
        "aws_iam_role": lambda: values["name"],
        "aws_iam_role_policy": lambda: f"{values['role']}:{values['name']}",
        "aws_iam_role_policy_attachment": lambda: f"{values['role']}/{values['policy_arn']}",
        "aws_iam_saml_provider": lambda: values["arn"],
        "aws_iam_user": lambda: values["name"],
        "aws_iam_user_group_membership": lambda: "/".join([values["user"], *values["groups"]]),
    }
    return spelled[resource.type]()


def unexpected(change):
    """What a plan after the import would change beyond importing."""
    actions = change["change"]["actions"]
    if actions in (["no-op"], ["read"]) or change["type"] in NOT_IMPORTED:
        return []
    before, after = change["change"]["before"] or {}, change["change"]["after"] or {}
    names = {name for name in after if before.get(name) != after.get(name)}
    names -= UNKNOWN_AFTER_IMPORT.get(change["type"], set())
    if actions == ["update"] and not names:
        return []
    shown = {name: (before.get(name), after.get(name)) for name in sorted(names)}
    return [f"{change['address']}: {actions} {shown}"]


if __name__ == "__main__":
    sys.exit(main())

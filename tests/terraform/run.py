#!/usr/bin/env python3
"""Terraform against `cenote serve`: everything of the provider that is about user pools.

The configuration beside this file is applied and planned, changed and planned, imported into an empty
state and planned, and destroyed. A plan after an apply shows no change, and at the end no pool is left.

    python tests/terraform/run.py --binary target/release/cenote

It needs `terraform`, and the provider hashicorp/aws in the version that main.tf names, as a filesystem
mirror: nothing is downloaded. The mirror is looked for in TF_PLUGIN_MIRROR, in the configuration file
that TF_CLI_CONFIG_FILE names, where Terraform itself looks, and in /opt. Where one of the two is
missing this ends with 75. boto3 is used to look at the server from outside.
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
PROVIDER = "registry.terraform.io/hashicorp/aws"

# What an import cannot know: the provider itself says so of each.
UNKNOWN_AFTER_IMPORT = {
    "aws_cognito_user": {"password", "temporary_password", "desired_delivery_mediums"},
    "aws_cognito_managed_user_pool_client": {"name_prefix"},
    "aws_cognito_user_pool_ui_customization": {"image_file"},
}
# No import is offered for these.
NOT_IMPORTED = {"aws_cognito_user_in_group"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/release/cenote", help="the server to test")
    options = parser.parse_args()
    terraform = shutil.which("terraform")
    mirror = find_mirror()
    if not terraform or not mirror:
        print("There is no terraform in PATH." if not terraform else f"There is no mirror with {PROVIDER} {version()}.")
        return CANNOT

    binary = Path(options.binary).resolve()
    with tempfile.TemporaryDirectory(prefix="cenote-terraform.") as folder:
        folder = Path(folder)
        server = Server(binary, "serve", folder, None)
        try:
            trial = Trial(terraform, mirror, folder, server.start(), built(binary))
            trial.run()
            server.stop()
        except Trouble as trouble:
            print(f"FAILED: {trouble}", flush=True)
            show_log(folder / "server.log")
            print("terraform: 0 passed, 1 failed")
            return 1
        finally:
            server.kill()
    print(f"terraform: {trial.passed} passed, 0 failed")
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
        found = Path(place) / PROVIDER / version()
        packed = Path(place) / PROVIDER
        if found.is_dir() or any(packed.glob(f"*_{version()}_*.zip")):
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


def built(binary):
    """The operations that the server says it has."""
    page = subprocess.run([binary, "docs", "operations"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^\| (\w+) \| built \|$", page, re.MULTILINE))


class Trial:
    """One walk through the life of a configuration."""

    def __init__(self, terraform, mirror, folder, ready, operations):
        self.terraform = terraform
        self.folder = folder
        self.operations = operations
        self.passed = 0
        key = ready["root_access_key"]
        self.environment = own_environment()
        self.environment.update(
            AWS_ACCESS_KEY_ID=key["access_key_id"],
            AWS_SECRET_ACCESS_KEY=key["secret_access_key"],
            AWS_REGION=REGION,
            # Nothing that this machine holds for AWS is read.
            AWS_CONFIG_FILE=os.devnull,
            AWS_SHARED_CREDENTIALS_FILE=os.devnull,
            AWS_EC2_METADATA_DISABLED="true",
            NO_PROXY="127.0.0.1,localhost",
            TF_CLI_CONFIG_FILE=str(self.write_configuration(mirror)),
            TF_IN_AUTOMATION="1",
            CHECKPOINT_DISABLE="1",
            TF_VAR_endpoint=ready["endpoint"],
        )
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
        """A pool that Terraform does not know, with a client as another service would have made it."""
        pool = self.idp.create_user_pool(PoolName="managed")["UserPool"]["Id"]
        self.idp.create_user_pool_client(UserPoolId=pool, ClientName="AmazonOpenSearchService-logs-0001")
        return pool

    def run(self):
        self.work = self.prepare("work")
        self.step("applies", self.apply, False)
        self.step("reads what was applied", self.compare_outputs)
        self.step("plans empty", self.plan_empty, False)
        self.step("changes", self.apply, True)
        self.step("plans empty after the change", self.plan_empty, True)
        state = self.state()
        self.work = self.prepare("imported")
        self.step("imports", self.import_all, state)
        self.step("destroys", self.destroy)

    def step(self, name, run, *arguments):
        began = time.monotonic()
        run(*arguments)
        self.passed += 1
        print(f"{name}: ok, {time.monotonic() - began:.1f} s", flush=True)

    def prepare(self, name):
        """A folder with the files whose operations are there."""
        folder = self.folder / name
        folder.mkdir()
        for file in sorted(HERE.glob("*.tf")):
            text = file.read_text()
            needed = {word for line in re.findall(r"^# needs: (.*)$", text, re.MULTILINE) for word in line.split(", ")}
            missing = sorted(needed - self.operations)
            if missing:
                print(f"{file.name} is left out, since these are not built: {', '.join(missing)}")
                continue
            (folder / file.name).write_text(text)
        self.call("init", "-input=false", folder=folder)
        return folder

    def call(self, *arguments, folder=None, codes=(0,)):
        """What a command of Terraform printed; trouble where it ends with another code."""
        command = [self.terraform, *arguments]
        done = subprocess.run(
            command, cwd=folder or self.work, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode not in codes:
            raise Trouble(f"terraform {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout[-8000:]}\n{done.stderr[-8000:]}")
        return done

    def apply(self, is_changed):
        self.call("apply", "-auto-approve", "-input=false", "-no-color", changed(is_changed))

    def compare_outputs(self):
        outputs = json.loads(self.call("output", "-json").stdout)
        read, expected = outputs["read"]["value"], outputs["expected"]["value"]
        for name, value in expected.items():
            if read[name] != value:
                raise Trouble(f"a data source reads {name} as {read[name]!r} instead of {value!r}")

    def plan_empty(self, is_changed):
        done = self.call("plan", "-detailed-exitcode", "-input=false", "-no-color", changed(is_changed), codes=(0, 2))
        if done.returncode == 2:
            raise Trouble(f"a plan after the apply shows changes:\n{done.stdout}")

    def state(self):
        """Every resource of the state: address, type and values."""
        shown = json.loads(self.call("show", "-json").stdout)
        resources = shown["values"]["root_module"]["resources"]
        return [resource for resource in resources if resource["mode"] == "managed"]

    def import_all(self, state):
        """Imports into an empty state; a plan then shows nothing but what an import cannot know."""
        blocks = []
        for resource in state:
            if resource["type"] not in NOT_IMPORTED:
                blocks.append(f'import {{\n  to = {resource["address"]}\n  id = "{import_id(resource)}"\n}}\n')
        (self.work / "imports.tf").write_text("\n".join(blocks))
        planned = ["-input=false", "-no-color", changed(True), "-out=plan"]
        self.call("plan", *planned)
        plan = json.loads(self.call("show", "-json", "plan").stdout)
        wrong = [line for change in plan["resource_changes"] for line in unexpected(change)]
        if wrong:
            raise Trouble("after the import a plan shows changes:\n" + "\n".join(wrong))
        self.call("apply", "-input=false", "-no-color", "plan")
        self.plan_empty(True)

    def destroy(self):
        self.call("destroy", "-auto-approve", "-input=false", "-no-color", changed(True))
        pools = self.idp.list_user_pools(MaxResults=60)["UserPools"]
        if [pool["Name"] for pool in pools] != ["managed"]:
            raise Trouble(f"after the end there are pools left: {pools}")


def changed(is_changed):
    return f"-var=is_changed={str(is_changed).lower()}"


def import_id(resource):
    """How the provider's documentation spells the id of an import."""
    values = resource["values"]
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
    }
    return spelled[resource["type"]]()


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

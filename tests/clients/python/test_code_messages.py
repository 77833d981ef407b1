"""Codes for functions that send, opened by AWS's own library as docs/triggers.md shows it."""

import hashlib

import aws_encryption_sdk
import pytest
from aws_encryption_sdk.exceptions import DecryptKeyError
from aws_encryption_sdk.identifiers import EncryptionKeyType, WrappingAlgorithm
from aws_encryption_sdk.internal.crypto.wrapping_keys import WrappingKey
from aws_encryption_sdk.key_providers.raw import RawMasterKeyProvider
from cryptography.exceptions import InvalidTag

KMS_KEY_ID = "arn:aws:kms:us-east-1:0:key/k"

# What the unit test of `crypto::esdk` writes, whose hash it knows.
MESSAGE = bytes.fromhex(
    "020478020202020202020202020202020202020202020202020202020202020202020200240001000b75736572706f6f6c2d6964001375"
    "732d656173742d315f4162436445664768490001000663656e6f7465003161726e3a6177733a6b6d733a75732d656173742d313a303a6b65"
    "792f6b000000800000000c030303030303030303030303003024ffa2025b295f437b41425dea56fe0dec3de1eeb59495712edf86b0e2e441"
    "b91b8333d49a8ea5d5f43028be9bfdf46c02000010002404c0ce344731f3f17b2b1837c7c20318a2717576fb6e957b82abf2a2dcd76c96be"
    "d244a94344e137375873510251d9ffffffff00000001000000000000000000000001000000066f4c3cb1e59cd6553abad0a69941179791e6"
    "a1d76f60"
)


def keys(key, key_id=KMS_KEY_ID):
    class Keys(RawMasterKeyProvider):
        provider_id = "cenote"

        def _get_raw_key(self, key_id):
            return WrappingKey(WrappingAlgorithm.AES_256_GCM_IV12_TAG16_NO_PADDING, key, EncryptionKeyType.SYMMETRIC)

    provider = Keys()
    provider.add_master_key(key_id)
    return provider


def opened(key_provider):
    # By default the library takes nothing but suites that commit to their key.
    return aws_encryption_sdk.EncryptionSDKClient().decrypt(source=MESSAGE, key_provider=key_provider)


def test_the_library_opens_a_code_with_the_key_of_its_name():
    assert hashlib.sha256(MESSAGE).hexdigest() == "2cb6eaa10acb6bb1775cc665de1dc462493bc7a9ea015250318052158aeea983"
    code, header = opened(keys(bytes([7] * 32)))
    assert code == b"123456"
    assert header.encryption_context == {"userpool-id": "us-east-1_AbCdEfGhI"}
    assert header.algorithm.name == "AES_256_GCM_HKDF_SHA512_COMMIT_KEY"


def test_no_other_key_opens_it():
    for other in (keys(bytes([8] * 32)), keys(bytes([7] * 32), "arn:aws:kms:us-east-1:0:key/other")):
        with pytest.raises((DecryptKeyError, InvalidTag)):
            opened(other)

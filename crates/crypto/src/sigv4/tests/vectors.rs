//! Requests in the header form, each with the signature that botocore made for it.

use super::super::{Claim, Refusal, Request, Signer, parse, verify};

/// 20261121T041500Z.
pub(super) const NOW: i64 = 1_795_234_500_000;
pub(super) const DATE: (&str, &str) = ("X-Amz-Date", "20261121T041500Z");
pub(super) const HOST: (&str, &str) = ("Host", "h.example");
pub(super) const TOKEN: &str = "FwoGZXIvYXdzEB0a/token+with=signs";

pub(super) const LASTING: Signer<'static> = Signer {
    access_key_id: "AKIDEXAMPLE0000000001",
    secret: "no/real+secret-of-forty-characters-at-all",
    session_token: None,
    region: "us-east-1",
    service: "cognito-idp",
};
pub(super) const TEMPORARY: Signer<'static> = Signer {
    access_key_id: "ASIAEXAMPLE0000000002",
    secret: "secret/of+temporary",
    session_token: Some(TOKEN),
    region: "eu-west-1",
    service: "cognito-identity",
};

/// A request in the header form and the signature that botocore 1.43.11 made for it at NOW.
pub(super) struct Vector {
    pub(super) name: &'static str,
    pub(super) signer: Signer<'static>,
    pub(super) request: Request<'static>,
    pub(super) list: &'static str,
    pub(super) signature: &'static str,
}

impl Vector {
    pub(super) fn authorization(&self) -> String {
        let Signer { access_key_id, region, service, .. } = self.signer;
        let Self { list, signature, .. } = self;
        format!(
            "AWS4-HMAC-SHA256 Credential={access_key_id}/20261121/{region}/{service}/aws4_request, \
             SignedHeaders={list}, Signature={signature}"
        )
    }

    pub(super) fn judge(
        &self,
        request: &Request<'_>,
        authorization: &str,
        now_ms: i64,
    ) -> Result<Claim, Refusal> {
        let headers = [request.headers, &[("authorization", authorization)]].concat();
        let request = Request { headers: &headers, ..*request };
        let claim = parse(&request)?;
        verify(&request, &claim, self.signer.secret, now_ms).map(|()| claim)
    }
}

fn of(service: &'static str) -> Signer<'static> {
    Signer { service, ..LASTING }
}

pub(super) const fn get(path: &'static str, query: &'static str) -> Request<'static> {
    Request { method: "GET", path, query, headers: &[HOST, DATE], body: b"" }
}

pub(super) fn vectors() -> Vec<Vector> {
    vec![
        Vector {
            name: "an operation of the JSON protocol",
            signer: LASTING,
            request: Request {
                method: "POST",
                path: "/",
                query: "",
                headers: &[
                    ("host", "cognito-idp.us-east-1.amazonaws.com"),
                    ("content-type", "application/x-amz-json-1.1"),
                    ("x-amz-target", "AWSCognitoIdentityProviderService.ListUserPools"),
                    ("x-amz-date", "20261121T041500Z"),
                    ("user-agent", "not signed"),
                    ("x-amz-cf-id", "added on the way"),
                ],
                body: br#"{"MaxResults":10}"#,
            },
            list: "content-type;host;x-amz-date;x-amz-target",
            signature: "c9959cc138c6cfa738c772dfe1ce989e7e1c2b3bad7699fe646c6ef633f085a4",
        },
        Vector {
            name: "temporary keys",
            signer: TEMPORARY,
            request: Request {
                method: "POST",
                path: "/",
                query: "",
                headers: &[
                    ("Host", "cognito-identity.eu-west-1.amazonaws.com"),
                    ("Content-Type", "application/x-amz-json-1.1"),
                    ("X-Amz-Target", "AWSCognitoIdentityService.ListIdentityPools"),
                    DATE,
                    ("X-Amz-Security-Token", TOKEN),
                ],
                body: b"{}",
            },
            list: "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
            signature: "dc80c10891b9cbfbe5e0aa0e7e89e751449996088be42535d9d6a0021ca22523",
        },
        Vector {
            name: "a path that is encoded already",
            signer: of("cognito-sync"),
            request: Request {
                headers: &[("Host", "sync.example:7665"), DATE],
                ..get("/identitypools/us-east-1%3A1111/identities/us-east-1%3A2222/datasets/a%20b~%C3%A9", "")
            },
            list: "host;x-amz-date",
            signature: "d24cd2d3e0750e419a8c80a3426db7a7985e305730894923a543e948a9456ad5",
        },
        Vector {
            name: "dot segments and empty segments",
            signer: of("cognito-sync"),
            request: get("/a/./b/../c//d/", ""),
            list: "host;x-amz-date",
            signature: "2f7416dc71fa0062fa003e4247e799e855589a7889c39de4515fcea3e5018d59",
        },
        Vector {
            name: "no path, and a query out of order",
            signer: of("cognito-sync"),
            request: get("", "b=2&a=%20x&a=%2F&a-b=&a=1&%C3%A4=~y"),
            list: "host;x-amz-date",
            signature: "8eeb07c404699bb57787cf198bd34d9ca1ed83bf255a1d52318620aa4fb39e9b",
        },
        Vector {
            name: "spaces and repeated headers",
            signer: of("iam"),
            request: Request {
                method: "POST",
                path: "/",
                query: "",
                headers: &[
                    HOST,
                    ("X-Amz-Meta", "  many   spaces\tand tabs  "),
                    ("My-List", "one"),
                    ("my-list", " two  three "),
                    DATE,
                ],
                body: b"Action=GetUser&Version=2010-05-08",
            },
            list: "host;my-list;x-amz-date;x-amz-meta",
            signature: "cb3a6e203eb6a91254e9b4adc1eb6593f92fdb78f2dc4add3f3528ba5609b5f3",
        },
        Vector {
            name: "a payload hash of the client's",
            signer: of("sts"),
            request: Request {
                method: "POST",
                path: "/",
                query: "",
                headers: &[
                    HOST,
                    (
                        "X-Amz-Content-SHA256",
                        "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5",
                    ),
                    DATE,
                ],
                body: b"body",
            },
            list: "host;x-amz-content-sha256;x-amz-date",
            signature: "8b815f1e328ad84e7239df2ef6576b631d098585bc844b70aa4f9b4ed41df7ec",
        },
        Vector {
            name: "a Date header",
            signer: of("sts"),
            request: Request {
                method: "POST",
                path: "/",
                query: "",
                headers: &[HOST, ("Date", "Sat, 21 Nov 2026 04:15:00 -0000")],
                body: b"body",
            },
            list: "date;host",
            signature: "2c8d591ae0bdeb34245ecdd0303defab79933a20c6ce5802e9f9114ee20564b0",
        },
    ]
}

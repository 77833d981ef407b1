//! GetSigningCertificate: the certificate of the key with which a pool signs as a SAML service.
//! AWS: API_GetSigningCertificate: base64 of DER.

use rules::providers::certificates;
use rules::{Ctx, Result, pools};
use wire::idp::{GetSigningCertificateRequest, GetSigningCertificateResponse};

/// Runs GetSigningCertificate.
pub async fn get_signing_certificate(
    ctx: &Ctx,
    req: GetSigningCertificateRequest,
) -> Result<GetSigningCertificateResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    Ok(GetSigningCertificateResponse { certificate: Some(certificates::signing(ctx, &pool).await?) })
}

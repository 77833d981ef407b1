//! A terms document as the wire shows it.
//! AWS: API_TermsType, API_TermsDescriptionType.

use rules::looks::terms::Terms;
use wire::Timestamp;
use wire::idp::{TermsDescriptionType, TermsType};

/// A document whole.
pub fn shown(terms: Terms) -> TermsType {
    let Terms { row, content } = terms;
    TermsType {
        terms_id: Some(row.id),
        user_pool_id: Some(row.pool_id),
        client_id: Some(row.client_id),
        terms_name: Some(row.name),
        terms_source: Some(content.source),
        enforcement: Some(content.enforcement),
        links: Some(content.links),
        creation_date: Some(Timestamp::from_millis(row.created_at)),
        last_modified_date: Some(Timestamp::from_millis(row.updated_at)),
    }
}

/// A document in a list.
pub fn listed(terms: Terms) -> TermsDescriptionType {
    let Terms { row, content } = terms;
    TermsDescriptionType {
        terms_id: Some(row.id),
        terms_name: Some(row.name),
        enforcement: Some(content.enforcement),
        creation_date: Some(Timestamp::from_millis(row.created_at)),
        last_modified_date: Some(Timestamp::from_millis(row.updated_at)),
    }
}

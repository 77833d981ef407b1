//! Identity pools: their settings, the identities in them, and what these get.

mod pools;

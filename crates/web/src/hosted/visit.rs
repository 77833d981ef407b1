//! One request to a hosted domain, read once: its parameters, form, cookies, language, and who is signed in.
//! RFC: 6749 section 3.1 (no parameter more than once), 9110. Source: the OWASP cheat sheet on CSRF for the check.

use http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, ORIGIN};
use http::{HeaderMap, Method};
use rules::hosted::authorize::{self, Params, Request};
use rules::hosted::browser::{self, Live};
use rules::hosted::site::Site;
use rules::looks::pages::{self as looks, Looks};
use rules::{Ctx, Result};
use words::Language;

use super::Incoming;
use super::cookies::{self, Cookies};
use super::csrf;
use super::trouble::Trouble;

/// A request as pages and endpoints see it.
pub struct Visit<'a> {
    /// The context.
    pub ctx: &'a Ctx,
    /// The domain.
    pub site: &'a Site,
    /// The method.
    pub method: &'a Method,
    /// The path below the domain's own.
    pub path: &'a str,
    /// The query as it came.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body as it came.
    pub body: &'a [u8],
    /// The parameters of the query.
    pub params: Params,
    /// Those of the form.
    pub form: Params,
    /// A parameter that came twice, or that is left out since it is no text.
    pub twice: Option<String>,
    /// The cookies.
    pub cookies: Cookies,
    /// What is spoken.
    pub language: &'static Language,
    /// How the pages of the client look, where somebody has set that.
    pub looks: Option<Looks>,
}

/// The most parameters that are read.
const MOST: usize = 200;

/// Reads a query or a form, and beside them a parameter that came twice or is no text.
pub fn pairs(text: &[u8]) -> (Params, Option<String>) {
    let (mut params, mut twice) = (Params::new(), None);
    for (name, value) in form_urlencoded::parse(text).take(MOST) {
        // No text of ours holds a NUL, and not every database could keep it.
        if value.contains('\0') || params.insert(name.to_string(), value.into_owned()).is_some() {
            twice = Some(name.into_owned());
        }
    }
    (params, twice)
}

/// What a request says, before there is a context that knows its language.
pub struct Said {
    params: Params,
    form: Params,
    twice: Option<String>,
    cookies: Cookies,
    /// The language in which it wants to be answered, if it says one that there is.
    pub language: Option<&'static Language>,
}

impl Said {
    /// Reads a request.
    pub fn of(incoming: &Incoming<'_>) -> Said {
        let Incoming { query, headers, body, .. } = *incoming;
        let (params, twice) = pairs(query.as_bytes());
        let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_form = kind.starts_with("application/x-www-form-urlencoded");
        let (form, form_twice) = if is_form { pairs(body) } else { Default::default() };
        let cookies = Cookies::read(headers);
        let language = wanted(headers, &params, &cookies);
        Said { params, form, twice: twice.or(form_twice), cookies, language }
    }
}

impl<'a> Visit<'a> {
    /// What a request says, in the context that answers it.
    pub fn new(ctx: &'a Ctx, site: &'a Site, incoming: &Incoming<'a>, said: Said) -> Visit<'a> {
        let Incoming { method, path, query, headers, body } = *incoming;
        let Said { params, form, twice, cookies, language } = said;
        let language = language.unwrap_or_else(words::default);
        Visit {
            ctx,
            site,
            method,
            path,
            query,
            headers,
            body,
            params,
            form,
            twice,
            cookies,
            language,
            looks: None,
        }
    }

    /// The same browser at another path and query of this domain: at what its app has asked for, when it comes back from
    /// elsewhere. It has sent no form there. Errors: `Internal`.
    pub async fn at<'b>(&'b self, path: &'b str, query: &'b str) -> Result<Visit<'b>> {
        let (params, twice) = pairs(query.as_bytes());
        let mut visit = Visit {
            ctx: self.ctx,
            site: self.site,
            method: &Method::GET,
            path,
            query,
            headers: self.headers,
            body: &[],
            params,
            form: Params::new(),
            twice,
            cookies: self.cookies.clone(),
            language: self.language,
            looks: None,
        };
        visit.language = wanted(visit.headers, &visit.params, &visit.cookies).unwrap_or_else(words::default);
        visit.dress().await?;
        Ok(visit)
    }

    /// Loads how its pages look; what is no page has no looks. Errors: `Internal`.
    pub async fn dress(&mut self) -> Result<()> {
        let is_page =
            !["/oauth2/", "/.well-known/", "/assets/"].iter().any(|part| self.path.starts_with(part));
        if is_page {
            let client_id = authorize::text(&self.params, "client_id");
            self.looks = looks::of(self.ctx, self.site, client_id).await?;
        }
        Ok(())
    }

    /// A header's text.
    pub fn header(&self, name: &http::HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What a form says, if it says anything.
    pub fn field(&self, name: &str) -> Option<&str> {
        authorize::text(&self.form, name)
    }

    /// What the app has asked for, by the query that every page carries on.
    pub async fn request(&self) -> std::result::Result<Request, Trouble> {
        self.check_query()?;
        Ok(authorize::read(self.ctx, self.site, &self.params).await?)
    }

    /// Whether the query can be read: nothing came twice, and nothing is too long.
    pub fn check_query(&self) -> std::result::Result<(), Trouble> {
        if let Some(name) = &self.twice {
            return Err(Trouble::Twice(name.clone()));
        }
        if let Some((name, _)) = self.params.iter().find(|(_, value)| value.len() > LONGEST) {
            return Err(Trouble::TooLong(name.clone()));
        }
        Ok(())
    }

    /// A path of this site with the query of this request, but for these parameters, and with one more.
    pub fn onward(&self, path: &str, without: &[&str], more: Option<(&str, &str)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let left = form_urlencoded::parse(self.query.as_bytes()).take(MOST);
        for (name, value) in left.filter(|(name, _)| !without.contains(&name.as_ref())) {
            query.append_pair(&name, &value);
        }
        query.extend_pairs(more);
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{path}{mark}{query}", self.site.path)
    }

    /// Who is signed in in this browser: whoever signed in last is first.
    pub async fn signed_in(&self) -> Result<Vec<Live>> {
        let mut all: Vec<Live> = Vec::new();
        let cookie = self.cookies.get(&cookies::session_name(self.site)).unwrap_or_default();
        for token in cookie.split('.').filter(|token| !token.is_empty()).take(SESSIONS) {
            let live = browser::open(self.ctx, &self.site.pool, token).await?;
            all.extend(live.filter(|live| all.iter().all(|known| known.user.sub != live.user.sub)));
        }
        Ok(all)
    }

    /// The cookie that says who is signed in: these, the first of them last.
    pub fn session_cookie(&self, all: &[Live]) -> Result<String> {
        let name = cookies::session_name(self.site);
        let Some(last) = all.iter().map(|live| live.session.expires_at).max() else {
            return Ok(cookies::set(self.site, &name, "", Some(0)));
        };
        let tokens = all.iter().take(SESSIONS);
        let tokens: Result<Vec<String>> =
            tokens.map(|live| browser::token(self.ctx, &self.site.pool, &live.session)).collect();
        let age_s = (last - self.ctx.now()) / 1_000;
        Ok(cookies::set(self.site, &name, &tokens?.join("."), Some(age_s)))
    }

    /// The cookie that keeps a language, where one was chosen by name that the browser does not keep yet.
    pub fn language_cookie(&self) -> Option<String> {
        let chosen = authorize::text(&self.params, "lang").and_then(words::named)?;
        let is_kept = self.cookies.get(cookies::LANGUAGE) == Some(chosen.code);
        (!is_kept).then(|| cookies::set(self.site, cookies::LANGUAGE, chosen.code, Some(YEAR_S)))
    }

    /// The CSRF token of this browser, and the cookie to set where it has none.
    pub fn csrf(&self) -> Result<(String, Option<String>)> {
        if let Some(token) = self.cookies.get(cookies::CSRF).filter(|token| is_token(token)) {
            return Ok((token.to_owned(), None));
        }
        let token = rules::ids::uuid(self.ctx)?;
        let cookie = cookies::set(self.site, cookies::CSRF, &token, None);
        Ok((token, Some(cookie)))
    }

    /// What only this browser sends, to bind rows to it; nothing where it has no cookie yet.
    pub fn browser(&self) -> Option<String> {
        let token = self.cookies.get(cookies::CSRF).filter(|token| is_token(token))?;
        Some(self.bound(token))
    }

    /// The same, with the cookie to set where it has none yet.
    pub fn browser_or_new(&self) -> Result<(String, Option<String>)> {
        let (token, cookie) = self.csrf()?;
        Ok((self.bound(&token), cookie))
    }

    fn bound(&self, token: &str) -> String {
        hex(&self.site.pool.mac("browser", token.as_bytes())[..16])
    }

    /// Whether a form comes from a page of ours in this browser: by where browsers say that it comes from, and by the
    /// token that the page and the cookie share.
    pub fn check_form(&self) -> std::result::Result<(), Trouble> {
        let origin = self.header(&ORIGIN);
        let is_ours = origin.is_none_or(|origin| origin == self.site.origin);
        let site = self.headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
        let is_same = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
        let cookie = self.cookies.get(cookies::CSRF).filter(|token| is_token(token));
        let is_equal =
            cookie.zip(self.form.get("_csrf")).is_some_and(|(cookie, sent)| csrf::is_sent(cookie, sent));
        if is_ours && is_same && is_equal { Ok(()) } else { Err(Trouble::Forged) }
    }
}

const YEAR_S: i64 = 365 * 86_400;

/// The longest parameter that is carried from page to page: browsers and proxies take no address of any length.
const LONGEST: usize = 8_192;

/// Accounts that are remembered in one browser.
const SESSIONS: usize = 5;

fn is_token(text: &str) -> bool {
    text.len() == csrf::LENGTH && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What was asked for by name, then what was chosen before, then what the browser accepts.
fn wanted(headers: &HeaderMap, params: &Params, cookies: &Cookies) -> Option<&'static Language> {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    authorize::text(params, "lang")
        .and_then(words::named)
        .or_else(|| words::first(authorize::text(params, "ui_locales").unwrap_or_default().split(' ')))
        .or_else(|| cookies.get(cookies::LANGUAGE).and_then(words::named))
        .or_else(|| words::first(words::accepted(accepted)))
}

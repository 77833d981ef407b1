//! Rendering a hosted page: what a page says of itself, within the frame that all of them share.
//!
//! The frame adds the words, the CSRF token, the pool's name and looks, and the menu of languages. Templates are strict, and
//! everything that is filled in is escaped.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::StatusCode;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Error as TemplateError, ErrorKind, HtmlEscape, context};
use rules::Error;
use rules::looks::pages as looks;
use serde::Serialize;
use words::{Arg, Language, dates};

use super::Outcome;
use super::answer::Answer;
use super::csrf;
use super::visit::Visit;
use crate::pages::{self, Page};

/// A page of the hosted domain.
pub trait HostedPage: Page {
    /// What log and metrics call it.
    const NAME: &'static str;

    /// The key of its title.
    fn title(&self) -> &str;

    /// The app that the title names.
    fn app(&self) -> &str {
        ""
    }

    /// Whether the request goes on from here: else nothing of it is shown again, not even in the menu of languages.
    fn goes_on(&self) -> bool {
        true
    }

    /// Whether something that was typed is to be mended: the title says so.
    fn has_errors(&self) -> bool {
        false
    }
}

#[derive(Serialize)]
struct Choice {
    code: &'static str,
    name: &'static str,
    is_current: bool,
}

/// Renders a page as the answer to a visit.
pub fn render<P: HostedPage>(visit: &Visit<'_>, status: StatusCode, page: &P) -> Outcome {
    let (csrf, cookie) = visit.csrf()?;
    let masked = csrf::masked(&csrf, &visit.ctx.random()?);
    let html = html(&Frame::of(visit, &masked, page.goes_on()), page)?;
    // Where nothing is asked nothing is kept.
    let cookie = cookie.filter(|_| html.contains(&masked));
    let answer = Answer::page(P::NAME, status, html);
    Ok(cookie.into_iter().chain(visit.language_cookie()).fold(answer, |answer, one| answer.with_cookie(&one)))
}

/// What the frame shows around a page.
pub struct Frame {
    language: &'static Language,
    csrf: String,
    pool: String,
    /// The form of the language menu: where it leads, and what it carries.
    menu: Vec<(String, String)>,
    path: String,
    request_id: String,
    brand: Option<Brand>,
    /// Sentences in the place of ours.
    own: Arc<BTreeMap<String, String>>,
}

/// What a pool's own looks add to the frame.
#[derive(Serialize)]
struct Brand {
    /// The address of its sheet; none where it is empty.
    styles: Option<String>,
    scheme: &'static str,
    logo: Option<String>,
    /// A logo for dark pages alone.
    dark_logo: Option<String>,
    icon: Option<String>,
    /// `card`, `split` or `plain`.
    layout: &'static str,
    /// Links below the page: the key of what each is called, and where it leads.
    links: Vec<(&'static str, String)>,
}

impl Brand {
    fn of(visit: &Visit<'_>) -> Option<Brand> {
        let looks = visit.looks.as_ref()?;
        let address = |name: &str| looks::address(visit.site, &looks.id, name);
        let digest = crypto::mac::sha256(looks.sheet.as_bytes());
        let version: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let logo = |is_dark: bool| looks.logo.iter().find(|image| image.is_dark == is_dark);
        // A page that is always dark shows the logo for dark ones, if there is one.
        let main =
            if looks.scheme == "dark" { logo(true).or(logo(false)) } else { logo(false).or(logo(true)) };
        let dark = logo(true).filter(|_| looks.scheme == "dynamic");
        Some(Brand {
            styles: (!looks.sheet.is_empty()).then(|| address(&format!("style.css?v={version}"))),
            scheme: looks.scheme,
            logo: main.map(|image| address(&image.name)),
            dark_logo: dark.map(|image| address(&image.name)),
            icon: looks.icon.as_ref().map(|image| address(&image.name)),
            layout: looks.own.layout.word(),
            links: looks.own.links(visit.language),
        })
    }
}

/// A path as a form may lead to it: two slashes at its beginning would be another host's name.
fn here(path: &str) -> String {
    let is_elsewhere = path.starts_with("//") || path.starts_with("/\\");
    if is_elsewhere { "/".to_owned() } else { path.to_owned() }
}

impl Frame {
    fn of(visit: &Visit<'_>, csrf: &str, goes_on: bool) -> Frame {
        let kept = visit.params.iter().filter(|(name, _)| goes_on && name.as_str() != "lang");
        Frame {
            language: visit.language,
            csrf: csrf.to_owned(),
            pool: visit.site.pool.settings.name.clone().unwrap_or_default(),
            menu: kept.map(|(name, value)| (name.clone(), value.clone())).collect(),
            path: here(&format!("{}{}", visit.site.path, visit.path)),
            request_id: visit.ctx.request_id.clone(),
            brand: Brand::of(visit),
            own: Arc::new(
                visit.looks.as_ref().map(|looks| looks.own.words(visit.language)).unwrap_or_default(),
            ),
        }
    }

    /// A frame for the samples of pages.
    pub fn sample(language: &'static Language) -> Frame {
        Frame {
            language,
            csrf: "00000000-0000-4000-8000-000000000000".to_owned(),
            pool: "<b>\"Pool\" & Söhne</b>".to_owned(),
            menu: vec![("state".to_owned(), "\"><script>alert(1)</script>".to_owned())],
            path: "/login".to_owned(),
            request_id: "11111111-2222-4333-8444-555555555555".to_owned(),
            brand: None,
            own: Arc::default(),
        }
    }
}

/// The page within its frame. Errors: `Internal` when a template does not fit its page, which the samples rule out.
pub fn html<P: HostedPage>(frame: &Frame, page: &P) -> Result<String, Error> {
    let language = frame.language;
    let languages = words::all().iter().map(|other| Choice {
        code: other.code,
        name: other.name,
        is_current: other.code == language.code,
    });
    let voice = Voice { language, own: Arc::clone(&frame.own) };
    let title = voice.say(page.title(), &[("app", page.app().into())]);
    let title = match page.has_errors() {
        true => voice.say("error-title", &[("title", title.as_str().into())]),
        false => title,
    };
    let view = context! {
        page => Value::from(Serde(page)),
        title,
        lang => language.code,
        dir => if language.is_rtl { "rtl" } else { "ltr" },
        languages => Value::from(Serde(languages.collect::<Vec<_>>())),
        menu => Value::from(Serde(&frame.menu)),
        path => &frame.path,
        csrf => &frame.csrf,
        pool => &frame.pool,
        styles => pages::hosted_styles()?,
        script => pages::hosted_script()?,
        passkeys_script => pages::passkeys_script()?,
        request_id => &frame.request_id,
        brand => Value::from(Serde(&frame.brand)),
        date => Value::from_function(move |at_ms: i64| moment(language, at_ms)),
        t => Value::from_function(move |key: &str, given: Kwargs| say(&voice, key, &given)),
    };
    pages::template(P::TEMPLATE)?.render(view).map_err(Error::internal)
}

/// A moment in three forms: as readers of the language write it, exactly, and for programs.
fn moment(language: &Language, at_ms: i64) -> Value {
    context! {
        written => language.date(at_ms),
        exact => dates::exact(at_ms),
        machine => dates::machine(at_ms),
    }
}

/// A language, and the sentences that a pool says otherwise.
struct Voice {
    language: &'static Language,
    own: Arc<BTreeMap<String, String>>,
}

impl Voice {
    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        match self.own.get(key) {
            Some(text) => words::own::fill(self.language, text, args),
            None => self.language.say(key, args),
        }
    }
}

/// A sentence. What it is filled in with may be HTML of a template's own, marked as such: the words around it are escaped
/// then, and so is the rest.
fn say(voice: &Voice, key: &str, given: &Kwargs) -> Result<Value, TemplateError> {
    let names: Vec<&str> = given.args().collect();
    let values = names.iter().map(|name| given.get::<Value>(name)).collect::<Result<Vec<_>, _>>()?;
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    let has_html = values.iter().any(Value::is_safe);
    // Marks that nobody can type stand for what is put in once the words are escaped.
    let marks: Vec<String> = (0..names.len()).map(|at| format!("\u{E000}{at}\u{E001}")).collect();
    let mut args: Vec<(&str, Arg<'_>)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let arg = match values[at].as_i64() {
            Some(count) if values[at].is_number() => Arg::Count(count),
            _ if has_html => Arg::from(marks[at].as_str()),
            _ => Arg::from(texts[at].as_str()),
        };
        args.push((name, arg));
    }
    let said = voice.say(key, &args);
    if !voice.language.has(key) && !words::default().has(key) {
        return Err(TemplateError::new(ErrorKind::UndefinedError, format!("no words for {key}")));
    }
    if !has_html {
        return Ok(Value::from(said));
    }
    let mut html = HtmlEscape(&said).to_string();
    for (at, mark) in marks.iter().enumerate() {
        let filling =
            if values[at].is_safe() { texts[at].clone() } else { HtmlEscape(&texts[at]).to_string() };
        html = html.replace(mark, &filling);
    }
    Ok(Value::from_safe_string(html))
}

//! What an image is, by its first bytes; and whether a drawing only draws.
//! AWS: API_AssetType; the developer guide, "Image assets". RFC: 2083 (PNG), 9649 (WebP); W3C: SVG 2.

use crate::error::{Error, Reason, Result};

/// A kind of image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Icons of Windows.
    Ico,
    /// Photographs.
    Jpeg,
    /// Pixels.
    Png,
    /// Drawings.
    Svg,
    /// Pixels, smaller.
    Webp,
}

impl Kind {
    /// AWS's name of it.
    pub fn of_extension(extension: &str) -> Option<Kind> {
        Some(match extension {
            "ICO" => Kind::Ico,
            "JPEG" => Kind::Jpeg,
            "PNG" => Kind::Png,
            "SVG" => Kind::Svg,
            "WEBP" => Kind::Webp,
            _ => return None,
        })
    }

    /// What these bytes are, as far as their beginning tells; a drawing must be one to its end.
    pub fn of(bytes: &[u8]) -> Option<Kind> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR") {
            Some(Kind::Png)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Kind::Jpeg)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Kind::Webp)
        } else if bytes.starts_with(&[0, 0, 1, 0]) && bytes.get(4..6).is_some_and(|count| count != [0, 0]) {
            Some(Kind::Ico)
        } else {
            drawing(bytes).is_ok().then_some(Kind::Svg)
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Ico => "image/x-icon",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Svg => "image/svg+xml",
            Kind::Webp => "image/webp",
        }
    }
}

/// Elements that draw, and nothing that runs, embeds pages or reaches out.
const ELEMENTS: [&str; 54] = [
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// How deep elements may be nested: browsers are asked to draw them.
const DEEPEST: usize = 256;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Refuses a drawing that does more than draw: scripts, event handlers, foreign content, references to elsewhere.
///
/// Errors: `DrawingInvalid`, with what is wrong.
pub fn drawing(bytes: &[u8]) -> Result<()> {
    let invalid = |what: String| Error::about(Reason::DrawingInvalid, what);
    let text = std::str::from_utf8(bytes).map_err(|_| invalid("it is not UTF-8 text".to_owned()))?;
    // No document type: it could hold entities that unfold into anything. Depth and number are bounded.
    let options = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: 100_000, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text.trim_start_matches('\u{feff}'), options);
    let document = document.map_err(|_| invalid("it is not well-formed XML".to_owned()))?;
    let root = document.root_element().tag_name();
    if root.name() != "svg" || root.namespace().is_some_and(|namespace| namespace != SVG) {
        return Err(invalid("its root is not svg".to_owned()));
    }
    for node in document.descendants() {
        if node.is_pi() {
            return Err(invalid("processing instructions are not allowed".to_owned()));
        }
        if !node.is_element() {
            continue;
        }
        if node.ancestors().nth(DEEPEST).is_some() {
            return Err(invalid("its elements are nested too deeply".to_owned()));
        }
        let (name, namespace) = (node.tag_name().name(), node.tag_name().namespace());
        // What editors note for themselves is of namespaces that no browser draws.
        if namespace.is_none_or(|namespace| namespace == SVG) && !ELEMENTS.contains(&name) {
            return Err(invalid(format!("the element {name} is not allowed")));
        }
        if namespace == Some("http://www.w3.org/1999/xhtml") {
            return Err(invalid(format!("the element {name} is not allowed")));
        }
        let style: String = node.children().filter_map(|child| child.text()).collect();
        if name == "style" && !is_local_css(&style) {
            return Err(invalid("a style refers to something outside".to_owned()));
        }
        for attribute in node.attributes() {
            // Those of other namespaces are notes of editors: nothing heeds them.
            if attribute.namespace().is_none_or(|namespace| [SVG, XLINK, XML].contains(&namespace)) {
                check_attribute(attribute.name(), attribute.value()).map_err(invalid)?;
            }
        }
    }
    Ok(())
}

fn check_attribute(name: &str, value: &str) -> Result<(), String> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("on") || lower == "base" {
        return Err(format!("the attribute {name} is not allowed"));
    }
    let value = value.trim();
    let is_picture = || {
        let kinds = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,"];
        kinds.iter().any(|kind| value.starts_with(kind))
    };
    if matches!(lower.as_str(), "href" | "src") && !value.starts_with('#') && !is_picture() {
        return Err(format!("the attribute {name} refers to something outside"));
    }
    match is_local_css(value) {
        true => Ok(()),
        false => Err(format!("the attribute {name} refers to something outside")),
    }
}

/// Whether a style refers to nothing but parts of its own drawing.
fn is_local_css(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_inside = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    let mut urls = lower.split("url(").skip(1);
    // A backslash can spell anything else; in a drawing nobody needs one.
    !lower.contains("@import")
        && !lower.contains("javascript:")
        && !lower.contains('\\')
        && !lower.contains("image-set(")
        && urls.all(is_inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(inside: &str) -> String {
        format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>")
    }

    #[test]
    fn kinds_are_told_by_their_beginning() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0; 17]].concat();
        for (bytes, kind) in [
            (&png[..], Some(Kind::Png)),
            (&[0xff, 0xd8, 0xff, 0xe0], Some(Kind::Jpeg)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Kind::Webp)),
            (&[0, 0, 1, 0, 1, 0], Some(Kind::Ico)),
            (wrapped("<path d='M0 0'/>").as_bytes(), Some(Kind::Svg)),
            (b"", None),
            (&png[..9], None),
            (b"GIF89a", None),
            (b"<html></html>", None),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn drawings_only_draw() {
        for right in [
            "<title>a &lt;script></title><g fill='url(#a)' style='fill:url( \"#a\")'><use href='#a'/></g>",
            "<image xlink:href='data:image/png;base64,AAAA'/>",
            "<style>.a{fill:red}</style><metadata><x:note xmlns:x='urn:x' kind='a' x:file='C:\\a'/></metadata>",
        ] {
            assert!(drawing(wrapped(right).as_bytes()).is_ok(), "{right}");
        }
        let deep = "<g>".repeat(50_000) + &"</g>".repeat(50_000);
        for wrong in [
            "<script>1</script>",
            "<foreignObject/>",
            "<a href='#a'/>",
            "<animate/>",
            "<set attributeName='href' to='javascript:1'/>",
            "<style>a{}<!-- -->@import 'b';</style>",
            "<g xml:base='https://example.com/'/>",
            "<g onload='1'/>",
            "<g ONCLICK='1'/>",
            "<image href='https://example.com/a.png'/>",
            "<image href='data:image/svg+xml;base64,AAAA'/>",
            "<use xlink:href='https://example.com/a.svg#a'/>",
            "<g fill='url(https://example.com/#a)'/>",
            "<style>@import 'https://example.com/a.css';</style>",
            "<style>.a{background:u\\72l(//example.com)}</style>",
            "<body xmlns='http://www.w3.org/1999/xhtml'/>",
            "<?xml-stylesheet href='a.css'?>",
            "<g>",
            &deep,
        ] {
            assert!(drawing(wrapped(wrong).as_bytes()).is_err(), "{}", wrong.get(..40).unwrap_or(wrong));
        }
        let entities = "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>";
        assert!(drawing(entities.as_bytes()).is_err());
        assert!(drawing(b"\xff").is_err());
    }
}

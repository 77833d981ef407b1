//! Where statements stand in a document's text, for whoever explains a decision.
//! AWS: API_Position. As the CLI's examples have it: lines and columns from 1, just after the brace that begins or ends one.

/// Lines and columns of a statement's two ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line and column after its first brace.
    pub begin: (u32, u32),
    /// Line and column after its last brace.
    pub end: (u32, u32),
}

/// The places of the statements, in their order. The text is JSON.
pub(super) fn of_statements(text: &str) -> Vec<Place> {
    let mut scan = Scan { found: Vec::new(), depth: 0, inside: None, begin: (0, 0) };
    let (mut line, mut column) = (1, 1);
    let (mut is_string, mut is_escaped) = (false, false);
    let mut word = String::new();
    for c in text.chars() {
        let is_line = c == '\n';
        (line, column) = if is_line { (line + 1, 1) } else { (line, column + 1) };
        if is_string {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => is_string = false,
                _ if scan.depth == 1 => word.push(c),
                _ => {}
            }
            continue;
        }
        match c {
            '"' => {
                is_string = true;
                word.clear();
            }
            ':' if scan.depth == 1 => scan.inside = (word == "Statement").then_some(1),
            _ => scan.step(c, (line, column)),
        }
    }
    scan.found
}

struct Scan {
    found: Vec<Place>,
    depth: usize,
    /// At which depth the statements are, once their element has begun: in the document itself, or in a list.
    inside: Option<usize>,
    begin: (u32, u32),
}

impl Scan {
    fn step(&mut self, c: char, at: (u32, u32)) {
        match c {
            '[' if self.inside == Some(1) && self.depth == 1 => {
                self.inside = Some(2);
                self.depth += 1;
            }
            '{' | '[' => {
                if self.inside == Some(self.depth) {
                    self.begin = at;
                }
                self.depth += 1;
            }
            '}' | ']' => {
                self.depth = self.depth.saturating_sub(1);
                match self.inside == Some(self.depth) {
                    true if c == '}' => self.found.push(Place { begin: self.begin, end: at }),
                    _ if self.depth == 1 => self.inside = None,
                    _ => {}
                }
            }
            ',' if self.depth == 1 => self.inside = None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_as_the_examples_of_the_cli_have_it() {
        let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}"#;
        assert_eq!(of_statements(text), [Place { begin: (1, 38), end: (1, 167) }]);
        let text = "{\n  \"Id\": \"}\\\"{\", \"Statement\": [\n    {\"a\": [{}]},\n\n    {\n    }\n  ], \"Version\": \"x\"\n}";
        let expected = [Place { begin: (3, 6), end: (3, 16) }, Place { begin: (5, 6), end: (6, 6) }];
        assert_eq!(of_statements(text), expected);
    }
}

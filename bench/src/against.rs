//! The committed table, read back: whether what was measured is what it says.

/// A ratio may be so much off, as a share of it.
const TOLERANCE: f64 = 0.05;

/// The ratio of a row.
#[derive(Debug, PartialEq)]
pub struct Ratio {
    /// On which data: `10000 users`, or `10000 users on PostgreSQL`.
    pub data: String,
    /// The operation, as the table calls it.
    pub operation: String,
    /// The rate, as the table has it.
    pub rate: String,
    /// Of one: 0.55 where the table says 55 %.
    pub ratio: f64,
    /// Half of the last digit that is written; 0 for what was measured.
    pub rounding: f64,
}

/// What the heading of a table calls the data.
pub fn data(users: u64, is_postgres: bool) -> String {
    format!("{users} users{}", if is_postgres { " on PostgreSQL" } else { "" })
}

/// What differs by more than the tolerance, a sentence for each; a row that the page does not have is one of them.
pub fn differences(page: &str, measured: &[Ratio]) -> Vec<String> {
    let committed = committed(page);
    let told = |row: &Ratio| {
        let place = format!("{} at {}, {}", row.operation, row.rate, row.data);
        let is_same = |other: &&Ratio| {
            [&other.data, &other.operation, &other.rate] == [&row.data, &row.operation, &row.rate]
        };
        let Some(known) = committed.iter().find(is_same) else {
            return Some(format!("{place}: {:.1} %, and the page has no such row", row.ratio * 100.0));
        };
        let least = (known.ratio - known.rounding) * (1.0 - TOLERANCE);
        let most = (known.ratio + known.rounding) * (1.0 + TOLERANCE);
        let is_right = (least..=most).contains(&row.ratio);
        let (now, before) = (row.ratio * 100.0, known.ratio * 100.0);
        (!is_right).then(|| format!("{place}: {now:.1} % instead of {before:.1} %"))
    };
    measured.iter().filter_map(told).collect()
}

/// The ratios of the tables of a page, each under a heading `### 10,000 users`.
fn committed(page: &str) -> Vec<Ratio> {
    let mut rows = Vec::new();
    let mut data = String::new();
    let mut columns = None;
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            data = heading.replace(',', "");
        }
        let Some(inner) = line.trim().strip_prefix('|') else {
            columns = None;
            continue;
        };
        let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
        let at = |name: &str| cells.iter().position(|cell| *cell == name);
        match columns {
            None => columns = Some([at("operation"), at("rate"), at("ratio")]),
            Some(known) => rows.extend(row(&data, &cells, known)),
        }
    }
    rows
}

/// The ratio of a row; nothing where there is none.
fn row(data: &str, cells: &[&str], columns: [Option<usize>; 3]) -> Option<Ratio> {
    let [operation, rate, ratio] = columns.map(|at| cells.get(at?).copied());
    let number = ratio?.strip_suffix('%')?.trim();
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Some(Ratio {
        data: data.to_owned(),
        operation: operation?.to_owned(),
        rate: rate?.to_owned(),
        ratio: number.parse::<f64>().ok()? / 100.0,
        rounding: 0.005 / 10_f64.powi(i32::try_from(decimals).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "
### 10,000 users

| alone and idle, CPU time | before | after | drift |
|---|--:|--:|--:|
| RSA-2048 signature | 242.4 us | 242.7 us | +0.1 % |

| operation | rate | answered | ratio | spread |
|---|--:|--:|--:|--:|
| refresh | 100 /s | 100 /s | 53.0 % | 52.0 % to 54.0 % |
| GetUser | 250 /s | 250 /s | 7 % | |
| ListUsers | 100 /s | 100 /s |  |  |

### 1000000 users beside 10000

| operation | rate | p99 at 10000 | quotient |
|---|--:|--:|--:|
| refresh | 100 /s | 1.00 ms | 1.20 |
";

    fn measured(operation: &str, rate: &str, ratio: f64) -> Ratio {
        let (operation, rate) = (operation.to_owned(), rate.to_owned());
        Ratio { data: data(10_000, false), operation, rate, ratio, rounding: 0.0 }
    }

    #[test]
    fn what_is_within_five_percent_is_right() {
        let rows = [measured("refresh", "100 /s", 0.504), measured("refresh", "100 /s", 0.556)];
        assert_eq!(differences(PAGE, &rows), Vec::<String>::new());
    }

    #[test]
    fn what_is_further_off_is_named_in_both_directions() {
        let rows = [measured("refresh", "100 /s", 0.502), measured("refresh", "100 /s", 0.558)];
        assert_eq!(
            differences(PAGE, &rows),
            [
                "refresh at 100 /s, 10000 users: 50.2 % instead of 53.0 %",
                "refresh at 100 /s, 10000 users: 55.8 % instead of 53.0 %",
            ]
        );
    }

    #[test]
    fn what_the_page_rounds_away_is_no_difference() {
        assert!(differences(PAGE, &[measured("GetUser", "250 /s", 0.0781)]).is_empty());
        assert_eq!(differences(PAGE, &[measured("GetUser", "250 /s", 0.08)]).len(), 1);
    }

    #[test]
    fn a_row_that_the_page_has_not_is_named() {
        let other = Ratio { data: data(10_000, true), ..measured("refresh", "100 /s", 0.53) };
        assert_eq!(
            differences(PAGE, &[other]),
            ["refresh at 100 /s, 10000 users on PostgreSQL: 53.0 %, and the page has no such row"]
        );
        assert_eq!(differences(PAGE, &[measured("ListUsers", "100 /s", 0.5)]).len(), 1);
    }
}

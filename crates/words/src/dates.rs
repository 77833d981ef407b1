//! Moments as readers write them: the day with the month's name, the year and the time, in each language.
//!
//! Source: Unicode CLDR 48: the long date with the short time, months within dates, the numbering system of the language
//! alone. Korean halves of the day are those of its wide form, which its readers write. The calendar is the Gregorian one
//! everywhere: Thai says so (ค.ศ., its own would be the Buddhist one), in Persian the names of the months do (its own would be the
//! Solar Hijri one). These few facts are kept here since a library for them (ICU4X) would bring 18 crates with it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Language;

/// How a language writes a moment.
struct Form {
    code: &'static str,
    /// With `{d}` for the day, `{M}` for the month's name, `{n}` for its number, `{y}` for the year, `{H}` and `{HH}` for the
    /// hour of 24, `{h}` for that of 12, `{mm}` for the minute `{a}` for the half of the day
    /// and `{z}` for the zone.
    pattern: &'static str,
    /// The twelve names; none where months are numbers.
    months: &'static str,
    /// Before noon and after it, where hours are of 12.
    halves: &'static str,
}

const fn form(code: &'static str, pattern: &'static str, months: &'static str) -> Form {
    Form { code, pattern, months, halves: "" }
}

const fn halved(
    code: &'static str,
    pattern: &'static str,
    months: &'static str,
    halves: &'static str,
) -> Form {
    Form { code, pattern, months, halves }
}

static FORMS: [Form; 31] = [
    halved(
        "en",
        "{M} {d}, {y} at {h}:{mm}\u{a0}{a}\u{a0}{z}",
        "January February March April May June July August September October November December",
        "AM PM",
    ),
    halved(
        "ar",
        "{d} {M} {y} في {h}:{mm}\u{a0}{a}\u{a0}{z}",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "ص م",
    ),
    halved(
        "bn",
        "{d} {M}, {y} এ {h}:{mm}\u{a0}{a}\u{a0}{z}",
        "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
        "AM PM",
    ),
    form(
        "cs",
        "{d}. {M} {y} v {H}:{mm}\u{a0}{z}",
        "ledna února března dubna května června července srpna září října listopadu prosince",
    ),
    form(
        "da",
        "{d}. {M} {y} kl. {HH}.{mm}\u{a0}{z}",
        "januar februar marts april maj juni juli august september oktober november december",
    ),
    form(
        "de",
        "{d}. {M} {y} um {HH}:{mm}\u{a0}{z}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    halved(
        "el",
        "{d} {M} {y} στις {h}:{mm}\u{a0}{a}\u{a0}{z}",
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
        "π.μ. μ.μ.",
    ),
    form(
        "es",
        "{d} de {M} de {y} a las {H}:{mm}\u{a0}{z}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    form(
        "fa",
        "{d} {M} {y} ساعت {H}:{mm}\u{a0}{z}",
        "ژانویهٔ فوریهٔ مارس آوریل مهٔ ژوئن ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر",
    ),
    form(
        "fi",
        "{d}. {M} {y} klo {H}.{mm}\u{a0}{z}",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    ),
    form(
        "fr",
        "{d} {M} {y} à {HH}:{mm}\u{a0}{z}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    form(
        "he",
        "{d} ב{M} {y} בשעה {H}:{mm}\u{a0}{z}",
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    ),
    halved(
        "hi",
        "{d} {M} {y} को {h}:{mm}\u{a0}{a} बजे\u{a0}{z}",
        "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
        "am pm",
    ),
    form(
        "hu",
        "{y}. {M} {d}. {H}:{mm}\u{a0}{z}",
        "január február március április május június július augusztus szeptember október november december",
    ),
    form(
        "id",
        "{d} {M} {y} pukul {HH}.{mm}\u{a0}{z}",
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    ),
    form(
        "it",
        "{d} {M} {y} alle ore {HH}:{mm}\u{a0}{z}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    form("ja", "{y}年{n}月{d}日 {H}:{mm}\u{a0}{z}", ""),
    halved("ko", "{y}년 {n}월 {d}일 {a} {h}:{mm}\u{a0}{z}", "", "오전 오후"),
    form(
        "nb",
        "{d}. {M} {y} kl. {HH}:{mm}\u{a0}{z}",
        "januar februar mars april mai juni juli august september oktober november desember",
    ),
    form(
        "nl",
        "{d} {M} {y} om {HH}:{mm}\u{a0}{z}",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
    form(
        "pl",
        "{d} {M} {y} {HH}:{mm}\u{a0}{z}",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
    form(
        "pt-BR",
        "{d} de {M} de {y} às {HH}:{mm}\u{a0}{z}",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    form(
        "ro",
        "{d} {M} {y} la {HH}:{mm}\u{a0}{z}",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    ),
    form(
        "ru",
        "{d} {M} {y}\u{a0}г. в {HH}:{mm}\u{a0}{z}",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    form(
        "sv",
        "{d} {M} {y} kl. {HH}:{mm}\u{a0}{z}",
        "januari februari mars april maj juni juli augusti september oktober november december",
    ),
    form(
        "th",
        "{d} {M} ค.ศ. {y} เวลา {HH}:{mm}\u{a0}{z}",
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    ),
    form(
        "tr",
        "{d} {M} {y} {HH}:{mm}\u{a0}{z}",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    ),
    form(
        "uk",
        "{d} {M} {y}\u{a0}р. о {HH}:{mm}\u{a0}{z}",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    ),
    form("vi", "lúc {HH}:{mm}\u{a0}{z} {d} tháng {n}, {y}", ""),
    form("zh-CN", "{y}年{n}月{d}日 {HH}:{mm}\u{a0}{z}", ""),
    halved("zh-TW", "{y}年{n}月{d}日 {a}{h}:{mm}\u{a0}{z}", "", "上午 下午"),
];

/// The zero of a language's digits: Latin ones, but where CLDR's default for the language is another set.
fn zero(language: &Language) -> char {
    match language.code {
        "bn" => '০',
        "fa" => '۰',
        _ => '0',
    }
}

/// The moment to the second, for everybody alike: `2026-03-07 14:05:09 UTC`.
pub fn exact(at_ms: i64) -> String {
    moment(at_ms).strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// The same for programs, in RFC 3339's form.
pub fn machine(at_ms: i64) -> String {
    moment(at_ms).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn moment(at_ms: i64) -> Timestamp {
    Timestamp::from_millisecond(at_ms).unwrap_or_default()
}

impl Language {
    /// A moment of milliseconds since 1970 as readers write it, to the minute: `7. März 2026 um 14:05 UTC`.
    pub fn date(&self, at_ms: i64) -> String {
        let at = moment(at_ms).to_zoned(TimeZone::UTC);
        let form = FORMS.iter().find(|form| form.code == self.code).unwrap_or(&FORMS[0]);
        let zero = zero(self);
        let number = |value: i64, width: usize| -> String {
            let text = format!("{value:0width$}");
            let own = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit));
            text.chars().map(|c| own(c).unwrap_or(c)).collect()
        };
        let nth = |names: &str, at: usize| names.split(' ').nth(at).unwrap_or_default().to_owned();
        let (month, hour) = (at.month(), at.hour());
        let fillings = [
            ("{d}", number(at.day().into(), 1)),
            ("{M}", nth(form.months, usize::from(month.unsigned_abs()).saturating_sub(1))),
            ("{n}", number(month.into(), 1)),
            ("{y}", number(at.year().into(), 1)),
            ("{H}", number(hour.into(), 1)),
            ("{HH}", number(hour.into(), 2)),
            ("{h}", number(((hour + 11) % 12 + 1).into(), 1)),
            ("{mm}", number(at.minute().into(), 2)),
            ("{a}", nth(form.halves, usize::from(hour >= 12))),
            ("{z}", "UTC".to_owned()),
        ];
        let mut written = form.pattern.to_owned();
        for (name, filling) in &fillings {
            written = written.replace(name, filling);
        }
        written
    }
}

#[cfg(test)]
mod tests;

//! One seeded random script on all drivers: every answer is the same, and so is what is left at the end.

use ::store::aliases::{self, Alias, Kind};
use ::store::attempts::{self, Attempt};
use ::store::users::{self, Find, Name, Names};
use ::store::{Batch, Outcome, Store, clients, codes, families, flows, pools};

use super::backends::{Database, file};
use super::samples::{NOW, client, code, family, flow, names, pool, user};

/// What one write puts into a batch, once for each store.
type Fill = Box<dyn Fn(&mut Batch)>;

/// A small generator, so that a seed says everything.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn of<'a>(&mut self, names: &[&'a str]) -> &'a str {
        names[usize::try_from(self.roll(names.len() as u64)).unwrap()]
    }
}

const POOLS: [&str; 3] = ["p", "q", "é"];
const USERS: [&str; 8] = ["a", "B", "b", "ab", "É", "é", "𝄞", "z\u{1}"];
const VALUES: [&str; 6] = ["a", "ab", "A", "é", "éa", "𝄞"];
const JTIS: [&str; 4] = ["j1", "j2", "j3", "j4"];

fn kind(dice: &mut Dice) -> Kind {
    match dice.roll(3) {
        0 => Kind::Email,
        1 => Kind::PhoneNumber,
        _ => Kind::PreferredUsername,
    }
}

/// One to three random writes in one batch; what they are guarded by is what the first store holds, or stale.
async fn write(dice: &mut Dice, store: &Store, step: u64) -> impl Fn() -> Batch + use<> {
    let mut fills: Vec<Fill> = Vec::new();
    for _ in 0..=dice.roll(3) {
        fills.push(one_write(dice, store).await);
    }
    move || {
        let mut batch = Batch::new(NOW + i64::try_from(step).unwrap(), u128::from(step).to_be_bytes());
        fills.iter().for_each(|fill| fill(&mut batch));
        batch
    }
}

async fn one_write(dice: &mut Dice, store: &Store) -> Fill {
    let read = store.read();
    let pool_id = dice.of(&POOLS);
    let fresh = user(pool_id, dice.of(&USERS));
    let mut known = users::get(&read, pool_id, &fresh.sub).await.unwrap().unwrap_or_else(|| fresh.clone());
    if dice.roll(6) == 0 {
        known.revision += 1;
    }
    let jti = dice.of(&JTIS);
    let number = i64::try_from(dice.roll(4)).unwrap();
    let text = dice.of(&VALUES);
    match dice.roll(20) {
        0 => Box::new(move |b| pools::insert(b, &pool(pool_id))),
        1 => {
            let pool = pools::get(&read, pool_id).await.unwrap().unwrap_or_else(|| pool(pool_id));
            if dice.roll(4) == 0 {
                Box::new(move |b| pools::delete(b, &pool))
            } else {
                Box::new(move |b| pools::update(b, &pool))
            }
        }
        2 => Box::new(move |b| clients::insert(b, &client(pool_id, text))),
        3 | 4 => {
            let new = names(&[text], &[text, jti]);
            Box::new(move |b| users::insert(b, &fresh, &new))
        }
        5..=7 => {
            let old = Names {
                aliases: aliases::of_user(&read, pool_id, &known.sub).await.unwrap(),
                search: vec![],
            };
            known.is_enabled = dice.roll(4) != 0;
            known.status = dice.of(&["CONFIRMED", "UNCONFIRMED"]).into();
            let mut new = names(&[], &[text]);
            new.aliases.push(Alias { kind: kind(dice), value: text.into() });
            Box::new(move |b| users::update(b, &known, &old, &new))
        }
        8 => Box::new(move |b| users::delete(b, &known)),
        9 => Box::new(move |b| users::set_failures(b, &known, number, NOW)),
        10 => Box::new(move |b| users::sign_out(b, pool_id, &known.sub, NOW + number)),
        11 => Box::new(move |b| families::insert_for(b, &family(&known, jti), &known)),
        12 => match families::get(&read, pool_id, jti).await.unwrap() {
            Some(found) if number > 0 => Box::new(move |b| families::rotate(b, &found, NOW + number)),
            _ => Box::new(move |b| families::revoke(b, pool_id, jti, NOW + number)),
        },
        13 => Box::new(move |b| codes::put(b, &code(&known, text))),
        14 => {
            let found = codes::get(&read, pool_id, &known.sub, text).await.unwrap();
            let found = found.unwrap_or_else(|| code(&known, text));
            if number == 0 {
                Box::new(move |b| codes::take(b, &found))
            } else {
                Box::new(move |b| codes::fail(b, &found))
            }
        }
        15 => Box::new(move |b| flows::insert(b, &flow(pool_id, jti))),
        16 | 17 => {
            let found = flows::get(&read, pool_id, jti).await.unwrap().unwrap_or_else(|| flow(pool_id, jti));
            match number {
                0 => Box::new(move |b| flows::tombstone(b, &found)),
                1 => Box::new(move |b| flows::fail(b, &found)),
                2 => Box::new(move |b| flows::delete_expired(b, NOW + 1001, 99)),
                _ => Box::new(move |b| flows::advance(b, &found, text, vec![1, 2], NOW + 1000 + number)),
            }
        }
        18 => {
            let loaded = attempts::get(&read, pool_id, text, "k").await.unwrap();
            let loaded = if number == 0 { None } else { loaded };
            let new = Attempt {
                pool_id: pool_id.into(),
                subject: text.into(),
                kind: "k".into(),
                count: number,
                since: number,
            };
            Box::new(move |b| attempts::put(b, loaded.as_ref(), &new))
        }
        _ => Box::new(move |b| families::delete_expired(b, NOW + 1001, 99)),
    }
}

/// A random read, as text that shows everything it found.
async fn look(dice: &mut Dice, stores: &[Store]) {
    let pool_id = dice.of(&POOLS);
    let (value, jti, size) = (dice.of(&VALUES), dice.of(&JTIS), i64::try_from(dice.roll(5)).unwrap());
    let name = Name { key: value, sub: "sub-é", alias: dice.of(&VALUES) };
    let is_prefix = dice.roll(2) == 0;
    let find = match dice.roll(5) {
        0 => Find::All,
        1 => Find::Status("CONFIRMED".into()),
        2 => Find::Enabled(is_prefix),
        3 => Find::Username { key: value.into(), is_prefix },
        _ => Find::Search { name: "name".into(), value: value.into(), is_prefix },
    };
    let mut first = None;
    for store in stores {
        let read = store.read();
        let page = users::page(&read, pool_id, &find, None, size).await.unwrap();
        let rest = match page.last() {
            Some((_, cursor)) => users::page(&read, pool_id, &find, Some(cursor), 3).await.unwrap(),
            None => Vec::new(),
        };
        let found = (
            users::find(&read, pool_id, &name).await.unwrap(),
            users::find_by_client(&read, value, &name).await.unwrap(),
            users::token_view(&read, pool_id, value, "sub-a", jti).await.unwrap(),
            users::estimate(&read, pool_id).await.unwrap(),
            page,
            rest,
        );
        let first = first.get_or_insert_with(|| found.clone());
        assert!(*first == found, "{find:?} after {first:?} and {found:?}");
    }
}

async fn everything(store: &Store) -> Vec<Vec<::store::Row>> {
    let mut tables = Vec::new();
    for sql in [
        "SELECT * FROM pools ORDER BY id",
        "SELECT * FROM clients ORDER BY id",
        "SELECT * FROM users ORDER BY pool_id, sub",
        "SELECT * FROM aliases ORDER BY pool_id, kind, value",
        "SELECT * FROM user_search ORDER BY pool_id, name, value, sub",
        "SELECT * FROM codes ORDER BY pool_id, sub, purpose",
        "SELECT * FROM attempts ORDER BY pool_id, subject, kind",
        "SELECT * FROM families ORDER BY pool_id, origin_jti",
        "SELECT * FROM flows ORDER BY pool_id, id",
        "SELECT * FROM changes ORDER BY id",
    ] {
        tables.push(store.read().rows(sql, &[]).await.unwrap());
    }
    tables
}

#[tokio::test]
async fn one_script_has_the_same_answers_everywhere() {
    let (_folder, file) = file();
    let mut stores = vec![Store::open_memory().unwrap(), file];
    let database = Database::new("random").await;
    if let Some(database) = &database {
        stores.push(Store::open_postgres(&database.url, None).await.unwrap());
    }
    let mut dice = Dice(0x5eed_cafe);
    let (mut done, mut missed) = (0, 0);
    for step in 0..4000 {
        let make = write(&mut dice, &stores[0], step).await;
        let mut outcomes = Vec::new();
        for store in &stores {
            outcomes.push(store.commit(make()).await.unwrap());
        }
        assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "step {step}: {outcomes:?}");
        match outcomes[0] {
            Outcome::Done => done += 1,
            Outcome::Missed { .. } => missed += 1,
        }
        if dice.roll(4) == 0 {
            look(&mut dice, &stores).await;
        }
    }
    assert!(done > 800 && missed > 800, "{done} done, {missed} missed");
    let first = everything(&stores[0]).await;
    for store in &stores[1..] {
        assert!(everything(store).await == first);
    }
    drop(stores);
    if let Some(database) = database {
        database.remove().await;
    }
}

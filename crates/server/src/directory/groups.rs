//! Whose member somebody is, through groups within groups: upwards from one entry, or of everybody at once from what all groups
//! say. A group is met once, however its members go in circles.

use std::collections::{HashMap, HashSet};

use super::filter::{dn_key, encoded, escaped};
use super::link::{LONGEST_GROUP, Link, Trouble};
use super::message::{Outcome, Raw, Search};
use super::servers::Servers;
use crate::config::directories::{Directory, Lookup};

/// How far up groups are followed.
const DEEPEST: usize = 16;

/// How many groups somebody has at most.
const MOST: usize = 1_000;

/// How many are asked about at a time.
const AT_ONCE: usize = 50;

/// How many groups, and members of all of them, are kept while everybody is looked at.
const MOST_OF_ALL: usize = 4_000_000;

/// What goes upwards in Active Directory.
const IN_CHAIN: &str = "1.2.840.113556.1.4.1941";

/// By whom the directory is asked: the service account, or the person on the own connection.
pub enum Asker<'a> {
    /// The service account.
    Service(&'a Servers),
    /// The person.
    Own(&'a Servers, &'a mut Link),
}

impl Asker<'_> {
    /// Asks.
    pub async fn search(&mut self, search: &Search) -> Result<(Vec<Raw>, Outcome), Trouble> {
        match self {
            Asker::Service(servers) => servers.search(search).await,
            Asker::Own(servers, link) => servers.ask(link, search, super::link::LONGEST).await,
        }
    }
}

fn asked(base: &str, is_deep: bool, filter: &str, attributes: &[&str]) -> Result<Search, Trouble> {
    Ok(Search {
        base: base.to_owned(),
        is_deep,
        filter: encoded(filter).map_err(|problem| Trouble::Refused(2, format!("a filter {problem}")))?,
        attributes: attributes.iter().map(|&name| name.to_owned()).collect(),
        most: 0,
        page: None,
    })
}

/// The names of somebody's groups, in order.
pub async fn of(asker: &mut Asker<'_>, settings: &Directory, raw: &Raw) -> Result<Vec<String>, Trouble> {
    let name = raw.text(&settings.name_attribute).unwrap_or_default();
    let found = match settings.groups.lookup {
        Lookup::None => Vec::new(),
        Lookup::Chain => in_chain(asker, settings, &raw.dn).await?,
        Lookup::Members => by_members(asker, settings, &raw.dn, name).await?,
        Lookup::MemberOf => by_member_of(asker, settings, raw).await?,
    };
    if found.len() >= MOST {
        tracing::warn!(pool.id = %settings.pool_id, dn = %raw.dn, most = MOST, "somebody is in more groups than are followed");
    }
    Ok(sorted(found))
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names.truncate(MOST);
    names
}

async fn in_chain(asker: &mut Asker<'_>, settings: &Directory, dn: &str) -> Result<Vec<String>, Trouble> {
    let groups = &settings.groups;
    let filter = format!("(&{}(member:{IN_CHAIN}:={}))", groups.filter, escaped(dn));
    let search = asked(&groups.base_dn, true, &filter, &[&groups.name_attribute])?;
    let (found, _) = asker.search(&Search { most: MOST as i64, ..search }).await?;
    Ok(found.iter().filter_map(|group| group.text(&groups.name_attribute)).map(str::to_owned).collect())
}

async fn by_members(
    asker: &mut Asker<'_>,
    settings: &Directory,
    dn: &str,
    name: &str,
) -> Result<Vec<String>, Trouble> {
    let groups = &settings.groups;
    let (mut names, mut met) = (Vec::new(), HashSet::from([dn_key(dn)]));
    let mut next = vec![dn.to_owned()];
    for depth in 0..DEEPEST {
        let mut found = Vec::new();
        for some in next.chunks(AT_ONCE) {
            let one = |dn: &String| {
                let dn = escaped(dn);
                format!("(member={dn})(uniqueMember={dn})")
            };
            let mut any: String = some.iter().map(one).collect();
            if depth == 0 {
                any.push_str(&format!("(memberUid={})", escaped(name)));
            }
            let filter = format!("(&{}(|{any}))", groups.filter);
            let search = asked(&groups.base_dn, true, &filter, &[&groups.name_attribute])?;
            found.extend(asker.search(&Search { most: MOST as i64, ..search }).await?.0);
        }
        next.clear();
        for group in found {
            if names.len() < MOST && met.insert(dn_key(&group.dn)) {
                names.extend(group.text(&groups.name_attribute).map(str::to_owned));
                next.push(group.dn);
            }
        }
        if next.is_empty() {
            break;
        }
    }
    Ok(names)
}

async fn by_member_of(
    asker: &mut Asker<'_>,
    settings: &Directory,
    raw: &Raw,
) -> Result<Vec<String>, Trouble> {
    let groups = &settings.groups;
    let within = dn_key(&groups.base_dn);
    let (mut names, mut met) = (Vec::new(), HashSet::from([dn_key(&raw.dn)]));
    let mut next: Vec<String> = raw.texts("memberOf").map(str::to_owned).collect();
    for _ in 0..DEEPEST {
        let mut above = Vec::new();
        for dn in std::mem::take(&mut next) {
            let key = dn_key(&dn);
            if names.len() >= MOST || !is_within(&key, &within) || !met.insert(key) {
                continue;
            }
            let search = asked(&dn, false, &groups.filter, &[&groups.name_attribute, "memberOf"])?;
            // One that nobody may read, or that is gone, is none.
            let found = match asker.search(&search).await {
                Err(Trouble::Refused(32 | 50, _)) => continue,
                told => told?.0,
            };
            for group in found {
                names.extend(group.text(&groups.name_attribute).map(str::to_owned));
                above.extend(group.texts("memberOf").map(str::to_owned));
            }
        }
        next = above;
        if next.is_empty() {
            break;
        }
    }
    Ok(names)
}

fn is_within(key: &str, base: &str) -> bool {
    base.is_empty() || key == base || key.strip_suffix(base).is_some_and(|rest| rest.ends_with(','))
}

/// All groups and what is in which, for as long as everybody is looked at.
#[derive(Debug, Default)]
pub struct Graph {
    /// Key and name by the group's number; without a name what is no group, or none of those looked at.
    groups: Vec<(String, Option<String>)>,
    numbers: HashMap<String, u32>,
    /// The groups that something is in: by its distinguished name, or by `uid:` and the name of somebody.
    above: HashMap<String, Vec<u32>>,
    kept: usize,
}

impl Graph {
    /// Reads all groups on a connection.
    pub async fn read(servers: &Servers, link: &mut Link) -> Result<Graph, Trouble> {
        let settings = &servers.settings;
        let groups = &settings.groups;
        let mut graph = Graph::default();
        let is_by_members = groups.lookup == Lookup::Members;
        let wanted: &[&str] = match groups.lookup {
            Lookup::None => return Ok(graph),
            Lookup::Members => &[&groups.name_attribute, "member", "uniqueMember", "memberUid"],
            Lookup::MemberOf | Lookup::Chain => &[&groups.name_attribute, "memberOf"],
        };
        let search = asked(&groups.base_dn, true, &groups.filter, wanted)?;
        let mut cookie = Vec::new();
        loop {
            let search = Search { page: Some((settings.page_size, cookie)), ..search.clone() };
            let (found, outcome) = servers.ask(link, &search, LONGEST_GROUP).await?;
            for group in &found {
                graph.put(group, &groups.name_attribute, is_by_members);
            }
            if graph.kept > MOST_OF_ALL {
                return Err(Trouble::Refused(11, format!("its groups have more than {MOST_OF_ALL} members")));
            }
            cookie = outcome.cookie;
            if cookie.is_empty() {
                return Ok(graph);
            }
        }
    }

    fn number(&mut self, key: String) -> u32 {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        self.groups.push((key.clone(), None));
        self.numbers.insert(key, number);
        number
    }

    fn put(&mut self, group: &Raw, name_attribute: &str, is_by_members: bool) {
        let key = dn_key(&group.dn);
        let number = self.number(key.clone());
        self.groups[number as usize].1 = group.text(name_attribute).map(str::to_owned);
        self.kept += 1;
        if is_by_members {
            let by_dn = group.texts("member").chain(group.texts("uniqueMember")).map(dn_key);
            let by_name = group.texts("memberUid").map(|name| format!("uid:{}", name.to_lowercase()));
            for member in by_dn.chain(by_name) {
                self.kept += 1;
                self.above.entry(member).or_default().push(number);
            }
        } else {
            for above in group.texts("memberOf") {
                let above = self.number(dn_key(above));
                self.kept += 1;
                self.above.entry(key.clone()).or_default().push(above);
            }
        }
    }

    /// The names of somebody's groups, in order.
    pub fn of(&self, settings: &Directory, raw: &Raw) -> Vec<String> {
        let above = |key: &str| self.above.get(key).into_iter().flatten().copied();
        let name = raw.text(&settings.name_attribute).unwrap_or_default().to_lowercase();
        let mut next: Vec<u32> = above(&dn_key(&raw.dn)).chain(above(&format!("uid:{name}"))).collect();
        if settings.groups.lookup != Lookup::Members {
            next.extend(raw.texts("memberOf").filter_map(|dn| self.numbers.get(&dn_key(dn)).copied()));
        }
        let (mut met, mut names) = (HashSet::new(), Vec::new());
        while let Some(number) = next.pop() {
            if names.len() >= MOST || !met.insert(number) {
                continue;
            }
            if let Some((key, name)) = self.groups.get(number as usize) {
                names.extend(name.clone());
                next.extend(above(key));
            }
        }
        sorted(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(dn: &str, attribute: &str, values: &[&str]) -> Raw {
        let list = |values: &[&str]| values.iter().map(|value| value.as_bytes().to_vec()).collect::<Vec<_>>();
        let name = dn.split(['=', ',']).nth(1).unwrap();
        let attributes = vec![("cn".to_owned(), list(&[name])), (attribute.to_owned(), list(values))];
        Raw { dn: dn.to_owned(), attributes }
    }

    fn settings(lookup: &str) -> Directory {
        let text = format!(
            "[directories.\"us-east-1_Abc\"]\nservers = \"ldaps://x\"\nbase_dn = \"dc=x\"\nbind = \"anonymous\"\n\
             group_lookup = \"{lookup}\"\ngroups = \"all\""
        );
        let mut faults = Vec::new();
        let mut read = crate::config::directories::read(&text.parse().unwrap(), &|_| None, &mut faults);
        assert_eq!(faults, Vec::new());
        read.all.pop_first().unwrap().1
    }

    #[test]
    fn groups_within_groups_are_followed_and_circles_end() {
        let mut graph = Graph::default();
        let alice = group("uid=alice,dc=x", "uid", &["alice"]);
        for one in [
            group("cn=a,dc=x", "member", &["UID=Alice, dc=x"]),
            group("cn=b,dc=x", "uniqueMember", &["cn=a,dc=x"]),
            group("cn=c,dc=x", "member", &["cn=b,dc=x", "cn=d,dc=x"]),
            group("cn=d,dc=x", "member", &["cn=c,dc=x"]),
            group("cn=e,dc=x", "member", &["uid=bob,dc=x"]),
            group("cn=p,dc=x", "memberUid", &["alice"]),
        ] {
            graph.put(&one, "cn", true);
        }
        assert_eq!(graph.of(&settings("members"), &alice), ["a", "b", "c", "d", "p"]);
    }

    #[test]
    fn what_groups_say_they_are_in_is_followed_too() {
        let mut graph = Graph::default();
        let alice = group("uid=alice,dc=x", "memberOf", &["CN=a,dc=x", "cn=elsewhere,dc=y"]);
        for one in [
            group("cn=a,dc=x", "memberOf", &["cn=b,dc=x"]),
            group("cn=b,dc=x", "memberOf", &["cn=a,dc=x", "cn=hidden,dc=x"]),
            group("cn=c,dc=x", "memberOf", &[]),
        ] {
            graph.put(&one, "cn", false);
        }
        assert_eq!(graph.of(&settings("member_of"), &alice), ["a", "b"]);
    }

    #[test]
    fn a_base_holds_what_is_below_it() {
        assert!(is_within("cn=a,dc=x", "dc=x") && is_within("dc=x", "dc=x") && is_within("cn=a", ""));
        assert!(!is_within("cn=adc=x", "dc=x") && !is_within("cn=a,dc=y", "dc=x"));
    }
}

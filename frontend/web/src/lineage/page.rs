//! The lineage of some things: up, down or both ways, as a picture or as a list.
use client::{lineage as room, moment::Moment, words::Direction};
use leptos::prelude::*;

use super::{
    list::as_list,
    panel::PictureWithPanel,
    scene::Scene,
    start::starting_points,
    words::{blast_of, listed},
};
use crate::{
    api::{Ask, ask},
    rows::{Address, use_address},
    state::{AsOf, use_as_of, use_live},
    ui::{
        Choice, Empty, Filters, LinkButton, Loaded, Notice, Outline, PageHead, Subject, Tone, icon,
    },
};

/// What the address says about the graph.
#[derive(Clone, Copy)]
struct Wish {
    address: Address,
}

impl Wish {
    /// Where to start. Links to one thing may say `of`.
    fn roots(self) -> Vec<String> {
        let mut roots = listed(&self.address.get("roots"));
        roots.extend(listed(&self.address.get("of")));
        roots
    }

    fn direction(self) -> Direction {
        direction_of(&self.address.get("direction"))
    }

    fn depth(self) -> Option<i32> {
        depth_of(&self.address.get("depth"))
    }

    fn is_list(self) -> bool {
        shows_list(&self.address.get("view"), is_narrow())
    }
}

/// Which way, for the words of an address; both ways when it says nothing.
fn direction_of(word: &str) -> Direction {
    Direction::read(word).unwrap_or(Direction::Both)
}

/// How many steps, for the words of an address; all of them when it says nothing.
fn depth_of(word: &str) -> Option<i32> {
    word.parse().ok().filter(|depth| (1..=64).contains(depth))
}

/// A phone shows the list unless the picture is asked for; a wide window the other way around.
fn shows_list(word: &str, narrow: bool) -> bool {
    match word {
        "list" => true,
        "picture" => false,
        _ => narrow,
    }
}

fn is_narrow() -> bool {
    window().match_media("(max-width: 760px)").ok().flatten().is_some_and(|query| query.matches())
}

/// The page at `/lineage`.
pub fn lineage_page() -> AnyView {
    let wish = Wish { address: use_address() };
    let some = Memo::new(move |_| !wish.roots().is_empty());
    view! { {move || if some.get() { walk(wish) } else { starting_points() }} }.into_any()
}

fn walk(wish: Wish) -> AnyView {
    let (as_of, live) = (use_as_of(), use_live());
    let question = ask(move || {
        live.beat();
        let moment = Moment::new(as_of.time(), as_of.position());
        room::lineage(&moment, &wish.roots(), wish.direction(), wish.depth())
    });
    let head = move || {
        let roots = wish.roots();
        let title = match roots.as_slice() {
            [one] => {
                format!("Lineage of {}", one.split_once(':').map_or(one.as_str(), |(_, name)| name))
            }
            many => format!("Lineage of {} things", many.len()),
        };
        let blast = blast_of(&roots);
        let actions = move || {
            view! { <LinkButton to=blast.clone() icon=icon::INCIDENT>"Blast radius"</LinkButton> }
                .into_any()
        };
        let roots = roots.into_iter().map(|root| view! { <Subject of=root/> }).collect_view();
        view! {
            <PageHead title=title back=("/lineage", "Lineage") lede="What it was made of and what was made of it, exact version by exact version." actions=actions/>
            <p class="inline roots"><span class="note">"Starts at"</span>{roots}</p>
        }
    };
    view! { {head} {controls(wish)} {shown(question, wish, as_of)} }.into_any()
}

fn controls(wish: Wish) -> AnyView {
    let plain = |pairs: &[(&str, &str)]| -> Vec<Choice> {
        pairs.iter().map(|(value, words)| Choice::new(*value, *words, None)).collect()
    };
    let directions =
        plain(&[("both", "Both ways"), ("up", "Where it came from"), ("down", "Where it went")]);
    let depths = plain(&[("1", "1"), ("2", "2"), ("4", "4"), ("", "All")]);
    let forms = plain(&[("picture", "Picture"), ("list", "List")]);
    let direction = Signal::derive(move || wish.direction().slug().to_owned());
    let form = Signal::derive(move || if wish.is_list() { "list" } else { "picture" }.to_owned());
    view! {
        <div class="toolbar">
            <Filters label="Direction" choices=Signal::stored(directions) chosen=direction on_choose=wish.address.setter("direction")/>
            <Filters label="Steps" choices=Signal::stored(depths) chosen=wish.address.signal("depth") on_choose=wish.address.setter("depth")/>
            <Filters label="Shown as" choices=Signal::stored(forms) chosen=form on_choose=wish.address.setter("view")/>
        </div>
    }
    .into_any()
}

fn shown(question: Ask, wish: Wish, as_of: AsOf) -> AnyView {
    let render = move |text: String| {
        let answer = room::read_lineage(&text)?;
        as_of.show_position(Some(answer.at.position.0));
        Ok(graph(answer.lineage, wish))
    };
    view! { <Loaded from=question outline=Outline::Block render=render/> }.into_any()
}

fn graph(lineage: room::Lineage, wish: Wish) -> AnyView {
    if lineage.nodes.is_empty() {
        let note = "At the moment you look at, nothing of this name had been recorded, or it is not yours to see.";
        return view! { <div class="card"><Empty title="Nothing here" note=note icon=icon::LINEAGE/></div> }.into_any();
    }
    let (count, truncated) = (lineage.nodes.len(), lineage.truncated);
    let scene = Scene::new(lineage);
    let body = move || {
        if wish.is_list() {
            return as_list(scene);
        }
        view! { <PictureWithPanel scene=scene label="Lineage as a picture"/> }.into_any()
    };
    view! {
        {truncated.then(|| view! {
            <Notice tone=Tone::Warn title="There is more than can be shown">
                <p>{format!("These are the first {count} things. Take fewer steps, or one direction, to see all of a part.")}</p>
            </Notice>
        })}
        {body}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use client::words::Direction;

    use super::{depth_of, direction_of, shows_list};

    #[test]
    fn what_the_address_says_is_asked() {
        assert_eq!(direction_of("down"), Direction::Down);
        assert_eq!(direction_of("sideways"), Direction::Both);
        assert_eq!((depth_of("4"), depth_of("0"), depth_of("many")), (Some(4), None, None));
        assert!(shows_list("list", false) && shows_list("", true));
        assert!(!shows_list("picture", true) && !shows_list("", false));
    }
}

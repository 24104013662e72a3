//! A stretch of the graph as bytes: what some events added to it, in the order in which they did.
//!
//! # Invariants
//! - Bytes that are no stretch are refused whole. (`bytes_that_are_no_stretch_are_refused`)
//!
//! # Deliberately absent
//! - Reading what another version wrote: it is folded again from the log.

use std::collections::HashMap;

use domain::{deployments::Stage, lineage::EdgeKind};
use kernel::{Kind, Micros, Subject};

use super::{
    NONE, index,
    marks::What,
    net::{Moved, Net, Service},
    number,
};

/// What is written between two positions.
struct Pen {
    bytes: Vec<u8>,
    pos: u64,
    at: i64,
}

impl Pen {
    /// A number, seven bits at a time, the lowest first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number & 0x7f | 0x80);
            number >>= 7;
        }
        self.byte(number);
    }

    fn byte(&mut self, low: u64) {
        self.bytes.push(u8::try_from(low & 0xff).unwrap_or_default());
    }

    fn count(&mut self, count: usize) {
        self.number(u64::try_from(count).unwrap_or(u64::MAX));
        (self.pos, self.at) = (0, 0);
    }

    /// A position, as the distance from the one before.
    fn pos(&mut self, pos: u64) {
        self.number(pos.wrapping_sub(self.pos));
        self.pos = pos;
    }

    /// A time, as the distance from the one before, either way.
    fn at(&mut self, at: i64) {
        let far = at.wrapping_sub(self.at);
        let folded = far.wrapping_shl(1) ^ far.wrapping_shr(63);
        self.number(u64::from_ne_bytes(folded.to_ne_bytes()));
        self.at = at;
    }

    /// A node or system; none is nought.
    fn maybe(&mut self, number: u32) {
        self.number(if number == NONE { 0 } else { u64::from(number).saturating_add(1) });
    }

    fn text(&mut self, text: &str) {
        self.number(u64::try_from(text.len()).unwrap_or(u64::MAX));
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// The place of a word in its list.
    fn word<T: PartialEq>(&mut self, word: &T, all: &[T]) {
        let place = all.iter().position(|known| known == word);
        self.number(place.and_then(|place| u64::try_from(place).ok()).unwrap_or(u64::MAX));
    }
}

/// The part of a list whose positions lie in a stretch.
fn part<T>(all: &[T], pos: impl Fn(&T) -> u64, from: u64, upto: u64) -> (usize, &[T]) {
    let first = all.partition_point(|one| pos(one) < from);
    let end = all.partition_point(|one| pos(one) < upto);
    (first, all.get(first..end).unwrap_or_default())
}

/// What the events from `from` up to `upto` added.
pub(super) fn write(net: &Net, from: u64, upto: u64) -> Vec<u8> {
    let mut pen = Pen { bytes: Vec::new(), pos: 0, at: 0 };
    let (_, systems) = part(&net.systems, |system| system.pos, from, upto);
    pen.count(systems.len());
    for system in systems {
        pen.pos(system.pos);
        pen.text(&system.written);
    }
    write_nodes(&mut pen, net, from, upto);
    let (_, moved) = part(&net.moved, |moved| moved.pos, from, upto);
    pen.count(moved.len());
    for moved in moved {
        pen.pos(moved.pos);
        pen.number(moved.node.into());
        pen.maybe(moved.system);
    }
    let (_, lines) = part(&net.lines, |line| line.pos, from, upto);
    pen.count(lines.len());
    for line in lines {
        pen.pos(line.pos);
        pen.number(line.from.into());
        pen.number(line.to.into());
        pen.word(&line.kind, EdgeKind::ALL);
    }
    let (_, marks) = part(net.marks.all(), |mark| mark.pos, from, upto);
    pen.count(marks.len());
    for mark in marks {
        pen.pos(mark.pos);
        pen.number(mark.node.into());
        pen.word(&mark.what, &What::ALL);
    }
    let (_, services) = part(&net.services, |service| service.pos, from, upto);
    pen.count(services.len());
    for service in services {
        pen.pos(service.pos);
        pen.number(service.node.into());
        pen.number(service.model.into());
        pen.number(service.endpoint.into());
        pen.word(&service.stage, Stage::ALL);
        pen.number(service.people.map_or(0, |people| people.saturating_add(1)));
    }
    pen.bytes
}

fn write_nodes(pen: &mut Pen, net: &Net, from: u64, upto: u64) {
    // A node that moved later is written as it was.
    let mut first: HashMap<u32, u32> = HashMap::new();
    for moved in &net.moved {
        first.entry(moved.node).or_insert(moved.before);
    }
    let (start, points) = part(&net.points, |point| point.pos, from, upto);
    pen.count(points.len());
    for (node, point) in (start..).map(number).zip(points) {
        let (kind, name, version) = net.names.parts(node).unwrap_or((Kind::System, "", None));
        pen.pos(point.pos);
        pen.at(point.at.0);
        pen.maybe(first.get(&node).copied().unwrap_or(point.system));
        pen.word(&kind, Kind::ALL);
        pen.text(name);
        pen.text(version.unwrap_or_default());
    }
}

/// Bytes that are read as [`Pen`] wrote them; nothing when they are something else.
struct Eye<'a> {
    bytes: &'a [u8],
    pos: u64,
    at: i64,
}

impl<'a> Eye<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        (self.pos, self.at) = (0, 0);
        // Each takes a byte at least, so that a wrong count asks for no memory.
        usize::try_from(self.number()?).ok().filter(|count| *count <= self.bytes.len())
    }

    fn pos(&mut self, range: (u64, u64)) -> Option<u64> {
        self.pos = self.pos.wrapping_add(self.number()?);
        (range.0..range.1).contains(&self.pos).then_some(self.pos)
    }

    fn at(&mut self) -> Option<Micros> {
        let folded = self.number()?;
        let half = i64::from_ne_bytes((folded >> 1).to_ne_bytes());
        let sign = i64::from_ne_bytes((folded & 1).to_ne_bytes()).wrapping_neg();
        self.at = self.at.wrapping_add(half ^ sign);
        Some(Micros(self.at))
    }

    /// A number below `limit`.
    fn one_of(&mut self, limit: usize) -> Option<u32> {
        u32::try_from(self.number()?).ok().filter(|number| index(*number) < limit)
    }

    fn maybe(&mut self, limit: usize) -> Option<u32> {
        match self.number()?.checked_sub(1) {
            None => Some(NONE),
            Some(number) => u32::try_from(number).ok().filter(|number| index(*number) < limit),
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    fn word<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::try_from(self.number()?).ok()?).copied()
    }
}

/// A node as it was written.
struct NewNode<'a> {
    pos: u64,
    at: Micros,
    system: u32,
    parts: (Kind, &'a str, Option<&'a str>),
}

/// A stretch, read and checked.
pub(super) struct Stretch<'a> {
    upto: u64,
    systems: Vec<(u64, Subject)>,
    nodes: Vec<NewNode<'a>>,
    moved: Vec<(u64, u32, u32)>,
    lines: Vec<(u64, u32, u32, EdgeKind)>,
    marks: Vec<(u64, u32, What)>,
    services: Vec<Service>,
}

impl<'a> Stretch<'a> {
    /// Reads what follows on the end of a graph; nothing when it does not.
    pub(super) fn read(net: &Net, upto: u64, bytes: &'a [u8]) -> Option<Self> {
        let mut eye = Eye { bytes, pos: 0, at: 0 };
        let range = (net.upto, upto);
        let mut systems = Vec::new();
        for _ in 0..eye.count()? {
            systems.push((eye.pos(range)?, eye.text()?.parse().ok()?));
        }
        let known_systems = net.systems.len().checked_add(systems.len())?;
        let nodes = read_nodes(&mut eye, range, known_systems)?;
        let known = net.names.len().checked_add(nodes.len())?;
        let mut moved = Vec::new();
        for _ in 0..eye.count()? {
            moved.push((eye.pos(range)?, eye.one_of(known)?, eye.maybe(known_systems)?));
        }
        let count = eye.count()?;
        let mut lines = Vec::with_capacity(count);
        for _ in 0..count {
            let (pos, from, to) = (eye.pos(range)?, eye.one_of(known)?, eye.one_of(known)?);
            lines.push((pos, from, to, eye.word(EdgeKind::ALL)?));
        }
        let count = eye.count()?;
        let mut marks = Vec::with_capacity(count);
        for _ in 0..count {
            marks.push((eye.pos(range)?, eye.one_of(known)?, eye.word(&What::ALL)?));
        }
        let services = read_services(&mut eye, range, known)?;
        let is_all = eye.bytes.is_empty();
        is_all.then_some(Self { upto, systems, nodes, moved, lines, marks, services })
    }

    /// Adds it to the graph it was read for.
    pub(super) fn add_to(self, net: &mut Net) {
        for (pos, system) in &self.systems {
            net.system(Some(system), *pos);
        }
        for node in &self.nodes {
            net.add_node(node.parts, (node.pos, node.at), node.system);
        }
        for (pos, node, system) in self.moved {
            let before = net.point(node).map_or(NONE, |point| point.system);
            net.move_node(Moved { pos, node, before, system });
        }
        for (pos, from, to, kind) in self.lines {
            net.add_line(from, to, kind, pos);
        }
        for (pos, node, what) in self.marks {
            net.add_mark(pos, node, what);
        }
        for service in self.services {
            net.add_service(service);
        }
        net.upto = self.upto;
    }
}

fn read_nodes<'a>(
    eye: &mut Eye<'a>,
    range: (u64, u64),
    systems: usize,
) -> Option<Vec<NewNode<'a>>> {
    let count = eye.count()?;
    let mut nodes = Vec::with_capacity(count);
    for _ in 0..count {
        let (pos, at, system) = (eye.pos(range)?, eye.at()?, eye.maybe(systems)?);
        let (kind, name, version) = (eye.word(Kind::ALL)?, eye.text()?, eye.text()?);
        let version = (!version.is_empty()).then_some(version);
        nodes.push(NewNode { pos, at, system, parts: (kind, name, version) });
    }
    Some(nodes)
}

fn read_services(eye: &mut Eye<'_>, range: (u64, u64), known: usize) -> Option<Vec<Service>> {
    let count = eye.count()?;
    let mut services = Vec::with_capacity(count);
    for _ in 0..count {
        services.push(Service {
            pos: eye.pos(range)?,
            node: eye.one_of(known)?,
            model: eye.one_of(known)?,
            endpoint: eye.one_of(known)?,
            stage: eye.word(Stage::ALL)?,
            people: eye.number()?.checked_sub(1),
        });
    }
    Some(services)
}

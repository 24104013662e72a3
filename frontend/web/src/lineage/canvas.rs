//! Moving the eye over a picture: drag, wheel, pinch, keys and buttons.
use client::lineage::{Camera, Size};
use leptos::{
    ev::{KeyboardEvent, PointerEvent, WheelEvent},
    html,
    prelude::*,
};

/// Pixels that a pointer may move and still be a click.
const SLOP: f64 = 4.0;
/// Pixels that an arrow key moves the picture.
const STRIDE: f64 = 64.0;
/// Factor of one press of a zoom button.
const ZOOM: f64 = 1.25;
/// Scale below which words cannot be read.
const READABLE: f64 = 0.8;

/// The window over a picture. Copy it freely.
#[derive(Clone, Copy)]
pub struct Canvas {
    /// The element that cuts the picture.
    pub node: NodeRef<html::Div>,
    /// Where the eye is.
    pub camera: RwSignal<Camera>,
    /// Whether the picture is being dragged.
    pub dragging: RwSignal<bool>,
    picture: Size,
    focus: (f64, f64),
    pointers: StoredValue<Vec<(i32, f64, f64)>>,
    travelled: StoredValue<f64>,
}

impl Canvas {
    /// A window over a picture of this size, which opens around `focus`.
    pub fn new(picture: Size, focus: (f64, f64)) -> Self {
        Self {
            node: NodeRef::new(),
            camera: RwSignal::new(Camera::default()),
            dragging: RwSignal::new(false),
            picture,
            focus,
            pointers: StoredValue::new(Vec::new()),
            travelled: StoredValue::new(0.0),
        }
    }

    /// Takes the first look as soon as the element is in the page.
    pub fn open_when_shown(self) {
        let (node, focus) = (self.node, self.focus);
        Effect::new(move |_| {
            if node.get().is_some() {
                request_animation_frame(move || {
                    self.look(|_, size, picture| Camera::open(picture, size, READABLE, focus));
                });
            }
        });
    }

    /// Shows all of the picture.
    pub fn fit(self) {
        self.look(|_, size, picture| Camera::fit(picture, size));
    }

    /// Zooms in or out around the middle.
    pub fn step(self, inwards: bool) {
        let factor = if inwards { ZOOM } else { 1.0 / ZOOM };
        self.look(|camera, size, _| camera.zoomed(factor, size.w / 2.0, size.h / 2.0));
    }

    /// Brings a box of the picture into the window.
    pub fn show(self, left: f64, top: f64, inside: Size) {
        self.look(|camera, size, _| camera.showing(left, top, inside, size));
    }

    /// Changes the camera, unless the page has gone in the meantime.
    fn look(self, change: impl FnOnce(Camera, Size, Size) -> Camera) {
        let Some((_, _, size)) = self.frame() else { return };
        let Some(camera) = self.camera.try_get_untracked() else { return };
        self.camera.try_set(change(camera, size, self.picture));
    }

    /// Left edge, upper edge and size of the window.
    fn frame(self) -> Option<(f64, f64, Size)> {
        let element = self.node.try_get_untracked().flatten()?;
        let place = element.get_bounding_client_rect();
        Some((place.left(), place.top(), Size { w: place.width(), h: place.height() }))
    }

    /// The wheel moves; with Ctrl, as a pinch on a touchpad sends it, it zooms.
    pub fn on_wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 18.0 } else { 1.0 };
        let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
        if event.ctrl_key() || event.meta_key() {
            let Some((left, top, _)) = self.frame() else { return };
            let (x, y) = (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top);
            self.look(|camera, _, _| camera.zoomed((-dy * 0.004).exp(), x, y));
            return;
        }
        let (dx, dy) = if event.shift_key() && dx == 0.0 { (dy, 0.0) } else { (dx, dy) };
        self.look(|camera, _, _| camera.moved(-dx, -dy));
    }

    /// Arrows move, plus and minus zoom, 0 shows all.
    pub fn on_key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" => self.look(|camera, _, _| camera.moved(STRIDE, 0.0)),
            "ArrowRight" => self.look(|camera, _, _| camera.moved(-STRIDE, 0.0)),
            "ArrowUp" => self.look(|camera, _, _| camera.moved(0.0, STRIDE)),
            "ArrowDown" => self.look(|camera, _, _| camera.moved(0.0, -STRIDE)),
            "+" | "=" => self.step(true),
            "-" => self.step(false),
            "0" => self.fit(),
            _ => return,
        }
        event.prevent_default();
    }

    /// A pointer comes down.
    pub fn on_down(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let point = point_of(event);
        self.pointers.update_value(|pointers| {
            pointers.retain(|(id, _, _)| *id != point.0);
            pointers.push(point);
        });
        self.travelled.set_value(0.0);
    }

    /// A pointer moves: one drags, two pinch.
    pub fn on_move(self, event: &PointerEvent) {
        let (id, x, y) = point_of(event);
        let known = self.pointers.get_value();
        let Some((_, old_x, old_y)) = known.iter().find(|(known, _, _)| *known == id).copied()
        else {
            return;
        };
        let (dx, dy) = (x - old_x, y - old_y);
        let travelled = self.travelled.get_value() + dx.hypot(dy);
        self.travelled.set_value(travelled);
        self.pointers.set_value(
            known.iter().map(|one| if one.0 == id { (id, x, y) } else { *one }).collect(),
        );
        if travelled < SLOP {
            return;
        }
        self.hold(id);
        let other = known.iter().find(|(known, _, _)| *known != id).copied();
        match other {
            None => self.look(|camera, _, _| camera.moved(dx, dy)),
            Some((_, other_x, other_y)) => {
                let Some((left, top, _)) = self.frame() else { return };
                let was = (old_x - other_x).hypot(old_y - other_y).max(1.0);
                let is = (x - other_x).hypot(y - other_y).max(1.0);
                let (mid_x, mid_y) =
                    (f64::midpoint(x, other_x) - left, f64::midpoint(y, other_y) - top);
                self.look(|camera, _, _| {
                    camera.moved(dx / 2.0, dy / 2.0).zoomed(is / was, mid_x, mid_y)
                });
            }
        }
    }

    /// A pointer goes up or away.
    pub fn on_up(self, event: &PointerEvent) {
        let id = event.pointer_id();
        self.pointers.update_value(|pointers| pointers.retain(|(known, _, _)| *known != id));
        self.dragging.set(false);
    }

    /// Keeps a dragging pointer, so that letting go of it is not a click on a node.
    fn hold(self, pointer: i32) {
        if self.dragging.get_untracked() {
            return;
        }
        self.dragging.set(true);
        if let Some(element) = self.node.get_untracked() {
            // A pointer that has gone cannot be held, and need not be.
            let _ = element.set_pointer_capture(pointer);
        }
    }
}

fn point_of(event: &PointerEvent) -> (i32, f64, f64) {
    (event.pointer_id(), f64::from(event.client_x()), f64::from(event.client_y()))
}

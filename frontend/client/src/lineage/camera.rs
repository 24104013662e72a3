//! Where the eye is over a large picture: moved and scaled without touching the picture.

/// Smallest and largest scale.
const SCALES: (f64, f64) = (0.12, 2.5);
/// Empty space kept around a picture that is fitted, in pixels of the window.
const MARGIN: f64 = 24.0;

/// A size in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// How the picture is placed in its window: scaled first, then moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Distance of the picture's left edge from the window's, in pixels.
    pub x: f64,
    /// Distance of the picture's upper edge from the window's, in pixels.
    pub y: f64,
    /// Pixels of the window per unit of the picture.
    pub scale: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { x: MARGIN, y: MARGIN, scale: 1.0 }
    }
}

impl Camera {
    /// Shows all of `picture` in the middle of `window`, never larger than life.
    #[must_use]
    pub fn fit(picture: Size, window: Size) -> Self {
        let room = |window: f64, picture: f64| (window - 2.0 * MARGIN).max(1.0) / picture.max(1.0);
        let scale = room(window.w, picture.w).min(room(window.h, picture.h));
        let scale = scale.clamp(SCALES.0, 1.0);
        let middle = |window: f64, picture: f64| (window - picture * scale) / 2.0;
        Self { x: middle(window.w, picture.w), y: middle(window.h, picture.h), scale }
    }

    /// The first look: all of a small picture; of a large one, what lies around `focus` (the
    /// middle of the box that was asked for), at a scale that can be read.
    #[must_use]
    pub fn open(picture: Size, window: Size, readable: f64, focus: (f64, f64)) -> Self {
        let fitted = Self::fit(picture, window);
        if fitted.scale >= readable {
            return fitted;
        }
        let place = |focus: f64, window: f64, picture: f64| {
            let least = window - MARGIN - picture * readable;
            if least > MARGIN {
                return (window - picture * readable) / 2.0;
            }
            (window / 2.0 - focus * readable).clamp(least, MARGIN)
        };
        let x = place(focus.0, window.w, picture.w);
        let y = place(focus.1, window.h, picture.h);
        Self { x, y, scale: readable }
    }

    /// Moves the picture by pixels of the window.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }

    /// Scales by `factor`; the point of the window at `x`, `y` keeps showing the same place.
    #[must_use]
    pub fn zoomed(self, factor: f64, x: f64, y: f64) -> Self {
        let scale = (self.scale * factor).clamp(SCALES.0, SCALES.1);
        let by = scale / self.scale;
        Self { x: x - (x - self.x) * by, y: y - (y - self.y) * by, scale }
    }

    /// Brings a box of the picture into the window, moving no further than needed.
    #[must_use]
    pub fn showing(self, left: f64, top: f64, inside: Size, window: Size) -> Self {
        let shift = |start: f64, length: f64, window: f64| {
            if start < MARGIN {
                return MARGIN - start;
            }
            (window - MARGIN - start - length).min(0.0)
        };
        let dx = shift(self.x + left * self.scale, inside.w * self.scale, window.w);
        let dy = shift(self.y + top * self.scale, inside.h * self.scale, window.h);
        self.moved(dx, dy)
    }

    /// The value of an SVG `transform` attribute.
    pub fn transform(&self) -> String {
        format!("translate({:.1} {:.1}) scale({:.3})", self.x, self.y, self.scale)
    }
}

//! From values to places.

/// A count as a number to calculate with.
pub fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// A time in milliseconds as a number to calculate with.
pub fn ms(time: i64) -> f64 {
    const SECOND: i64 = 1000;
    let (seconds, rest) = (time.div_euclid(SECOND), time.rem_euclid(SECOND));
    let seconds = i32::try_from(seconds).map_or_else(|_| far(seconds), f64::from);
    seconds * 1000.0 + i32::try_from(rest).map_or(0.0, f64::from)
}

/// Seconds beyond the year 2038, in two halves that convert without loss.
fn far(seconds: i64) -> f64 {
    let (high, low) = (seconds >> 31, seconds & 0x7fff_ffff);
    let high = i32::try_from(high).map_or(0.0, f64::from);
    high * 2_147_483_648.0 + i32::try_from(low).map_or(0.0, f64::from)
}

/// Where `value` lies between `from` and `to`, mapped onto `0..=size`. Stays inside.
pub fn place(value: f64, from: f64, to: f64, size: f64) -> f64 {
    if to <= from {
        return size / 2.0;
    }
    ((value - from) / (to - from)).clamp(0.0, 1.0) * size
}

/// Round numbers from zero that cover `top`, at most six of them.
pub fn ticks(top: f64) -> Vec<f64> {
    let top = if top > 0.0 { top } else { 1.0 };
    let power = 10_f64.powf((top / 5.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|round| round * power)
        .find(|step| top / step <= 5.000_001)
        .unwrap_or(power * 10.0);
    // Half a thing cannot be counted.
    let step = if top <= 5.0 { step.max(1.0) } else { step };
    let mut ticks = vec![0.0];
    while ticks.last().is_some_and(|last| *last < top - step * 1e-6) {
        ticks.push(step * number(ticks.len()));
    }
    ticks
}

/// Moves labels apart so that neighbours are at least `gap` from each other, staying near where
/// they want to be and inside `0..=size`. Keeps the order of the input.
pub fn apart(wanted: &[f64], gap: f64, size: f64) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = wanted.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut low = f64::NEG_INFINITY;
    for (_, at) in &mut order {
        *at = at.max(low + gap);
        low = *at;
    }
    let mut high = size + gap;
    for (_, at) in order.iter_mut().rev() {
        *at = at.min(high - gap);
        high = *at;
    }
    order.sort_by_key(|(index, _)| *index);
    order.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::{apart, ms, place, ticks};

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        assert_eq!(ticks(1100.0), [0.0, 500.0, 1000.0, 1500.0]);
        assert_eq!(ticks(4.0), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks(0.0), [0.0, 1.0]);
        for top in [3.0, 7.0, 12.0, 99.0, 101.0, 6_543.0] {
            let ticks = ticks(top);
            assert!(ticks.len() <= 7 && ticks.last().unwrap() >= &top, "{top}: {ticks:?}");
        }
    }

    #[test]
    fn labels_do_not_touch() {
        let placed = apart(&[100.0, 98.0, 20.0, 101.0], 14.0, 110.0);
        let mut sorted = placed.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 13.99), "{placed:?}");
        assert!(sorted.last().unwrap() <= &110.0);
        assert!(placed[1] < placed[0] && placed[0] < placed[3]);
    }

    #[test]
    fn places_stay_inside() {
        assert!((place(5.0, 0.0, 10.0, 100.0) - 50.0).abs() < 1e-9);
        assert!(place(99.0, 0.0, 10.0, 100.0) <= 100.0);
        assert!((place(1.0, 1.0, 1.0, 100.0) - 50.0).abs() < 1e-9);
    }

    #[test]
    fn times_convert_without_loss() {
        assert!((ms(1_770_734_100_250) - 1_770_734_100_250.0).abs() < 0.5);
        assert!((ms(4_102_444_800_001) - 4_102_444_800_001.0).abs() < 0.5);
        assert!((ms(-1) + 1.0).abs() < 1e-9);
    }
}

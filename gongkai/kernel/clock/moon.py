"""New moons 朔: the instant of each, after Meeus, *Astronomical Algorithms*, chapter 49."""

from __future__ import annotations

from math import radians, sin

# (degrees of day, power of the orbit's eccentricity, multiples of sun's anomaly, moon's anomaly, latitude)
PERIODIC = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
    (-0.00007, 0, 2, 1, 0),
    (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0),
    (0.00003, 0, 1, 1, -2),
    (0.00003, 0, 0, 2, 2),
    (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2),
    (-0.00002, 0, -1, 1, -2),
    (-0.00002, 0, 1, 3, 0),
    (0.00002, 0, 0, 4, 0),
)
# (amplitude in days, phase and speed in degrees a lunation) of the planets' arguments
PLANETARY = (
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
)


def new_moon(lunation: int) -> float:
    """Julian ephemeris day of a new moon; lunation 0 is the new moon of 6 January 2000."""
    t = lunation / 1236.85
    day = 2451550.09766 + 29.530588861 * lunation
    day += t * t * (0.00015437 + t * (-0.000000150 + t * 0.00000000073))
    sun = radians(2.5534 + 29.10535670 * lunation + t * t * (-0.0000014 - t * 0.00000011))
    moon = radians(
        201.5643 + 385.81693528 * lunation + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058))
    )
    latitude = radians(
        160.7108 + 390.67050284 * lunation + t * t * (-0.0016118 + t * (-0.00000227 + t * 0.000000011))
    )
    node = radians(124.7746 - 1.56375588 * lunation + t * t * (0.0020672 + t * 0.00000215))
    flattening = 1 - t * (0.002516 + t * 0.0000074)
    for size, power, s, m, f in PERIODIC:
        day += size * flattening**power * sin(s * sun + m * moon + f * latitude)
    day -= 0.00017 * sin(node)
    for size, phase, speed in PLANETARY:
        correction = t * t * -0.009173 if speed == 0.107408 else 0.0
        day += size * sin(radians(phase + speed * lunation + correction))
    return day

"""Inverse distribution functions, on scalars and through `math` alone, so that every engine gets the same bits.

The functions are compiled as they stand for the compiled engine: no keyword, no closure, no array arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def exponential(u: float, mean: float) -> float:
    """Return the exponential variate of a uniform."""
    return -mean * math.log(u)


# Wichura (1988), algorithm AS 241, PPND16: numerators and denominators, highest power first
CENTRE_TOP = (
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
    1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0,
)  # fmt: skip
CENTRE_BOTTOM = (
    5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
    5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0,
)  # fmt: skip
SHOULDER_TOP = (
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
    3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0,
)  # fmt: skip
SHOULDER_BOTTOM = (
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
    6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0,
)  # fmt: skip
TAIL_TOP = (
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
    2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0,
)  # fmt: skip
TAIL_BOTTOM = (
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
    1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
)  # fmt: skip


def horner(x: float, coefficients: Sequence[float]) -> float:
    """Return a polynomial's value, coefficients given from the highest power."""
    value = 0.0
    for c in coefficients:
        value = value * x + c
    return value


def normal(u: float) -> float:
    """Return the standard normal quantile of a uniform (Wichura 1988, algorithm AS 241, about 16 figures)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * horner(r, CENTRE_TOP) / horner(r, CENTRE_BOTTOM)
    r = math.sqrt(-math.log(min(u, 1.0 - u)))
    if r <= 5.0:
        x = horner(r - 1.6, SHOULDER_TOP) / horner(r - 1.6, SHOULDER_BOTTOM)
    else:
        x = horner(r - 5.0, TAIL_TOP) / horner(r - 5.0, TAIL_BOTTOM)
    return -x if q < 0.0 else x


def lognormal(u: float, mean: float, sigma: float) -> float:
    """Return the lognormal variate of a uniform, by its mean (not its median) and the sigma of its logarithm."""
    return mean * math.exp(sigma * normal(u) - 0.5 * sigma * sigma)


def gamma_two(u: float, v: float, mean: float) -> float:
    """Return the gamma variate of shape 2 of two uniforms, by its mean."""
    return -0.5 * mean * (math.log(u) + math.log(v))


def pick(u: float, shares: Sequence[float]) -> int:
    """Return the index that a uniform picks from shares that sum to one; the last takes what rounding leaves."""
    for i in range(len(shares) - 1):
        u -= shares[i]
        if u < 0.0:
            return i
    return len(shares) - 1


def odds(probability: float, ratio: float) -> float:
    """Return a probability whose odds are multiplied by a ratio."""
    return probability * ratio / (1.0 - probability + probability * ratio)


EXACT_BELOW = 30.0
"""Expected number below which a count is found by adding up probabilities, and not by its normal limit."""


def poisson(u: float, mean: float) -> int:
    """Return the Poisson variate of a uniform: exact where it is small, else the nearest number to its normal limit."""
    if mean >= EXACT_BELOW:
        return max(0, math.floor(mean + math.sqrt(mean) * normal(u) + 0.5))
    number = 0
    term = math.exp(-mean)
    below = term
    while u > below and term > 0.0:
        number += 1
        term = term * mean / number
        below += term
    return number


def binomial(u: float, trials: int, chance: float) -> int:
    """Return the binomial variate of a uniform: exact where one outcome is rare, else the nearest to its limit."""
    if chance > 0.5:
        return trials - binomial_of_rare(1.0 - u, trials, 1.0 - chance)
    return binomial_of_rare(u, trials, chance)


def binomial_of_rare(u: float, trials: int, chance: float) -> int:
    """Return the binomial variate of a uniform for a chance of a half at the most."""
    mean = trials * chance
    if mean >= EXACT_BELOW:
        number = math.floor(mean + math.sqrt(mean * (1.0 - chance)) * normal(u) + 0.5)
        return min(trials, max(0, number))
    number = 0
    term = math.exp(trials * math.log1p(-chance))
    below = term
    while u > below and number < trials:
        term = term * (trials - number) / (number + 1) * chance / (1.0 - chance)
        number += 1
        below += term
    return number

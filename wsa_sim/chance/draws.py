"""Counter-based uniforms. Nothing about the order of events can change anybody's luck.

A uniform is a hash of a woman's key, the number of the episode, the name of the draw and its use number. Two scenarios
therefore share every draw that they can (common random numbers), and results do not depend on engine, process or order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MASK = (1 << 64) - 1


def mix(z: int) -> int:
    """Return the splitmix64 finaliser of a 64-bit integer (Steele, Lea and Flood, 2014)."""
    z = (z + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def draw(key: int, episode: int, name: int, use: int) -> float:
    """Return the uniform in (0, 1) of one use of a named draw in one episode of one woman.

    Parameters
    ----------
    key : int
        Her 64-bit key (`woman_keys`).
    episode : int
        Number of her case or other episode; 0 for attributes and clocks. Below 65,536.
    name : int
        Number of the draw (`wsa_sim.chance.names`). Below 65,536.
    use : int
        Which use of the draw within the episode. Below 65,536.

    Raises
    ------
    OverflowError
        If a field does not fit in its 16 bits.
    """
    if (episode | name | use) >> 16 != 0:
        raise OverflowError("a field of a keyed draw does not fit in 16 bits")
    return ((mix(mix(key ^ ((episode << 32) | (name << 16) | use))) >> 12) + 0.5) * 2.0**-52


def mix_array(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return `mix` of every element of an array."""
    z = z + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def draw_array(keys: NDArray[np.uint64], name: int) -> NDArray[np.float64]:
    """Return the first use of a named draw in episode 0 for many women: the same bits as `draw`."""
    hashed = mix_array(mix_array(keys ^ np.uint64(name << 16)))
    return ((hashed >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def woman_keys(seed: int, replication: int, borough: int, numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the keys of the women of one borough by candidate number.

    Parameters
    ----------
    seed, replication : int
        Non-negative; the same for every scenario that is compared.
    borough : int
        Number of the borough where she lives when she is first known.
    numbers : uint64 array
        Candidate numbers, below 2**40.
    """
    stream = mix(mix(mix(seed) ^ replication) ^ borough)
    return mix_array(np.uint64(stream) ^ numbers)

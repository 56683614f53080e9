"""An invented domain, a cook and a guest, as GeniusWeb and as NegoLog write it; and what its utilities are, by hand."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

Data = dict[str, Any]
DOMAIN: Data = {
    "name": "meal",
    "issuesValues": {
        "dish": {"values": ["soup", "no", "12:30"]},
        "price": {"range": {"low": 10, "high": 31, "step": 5}},
    },
}
COOK: Data = {
    "LinearAdditiveUtilitySpace": {
        "issueUtilities": {
            "dish": {"discreteutils": {"valueUtilities": {"soup": 0.5, "no": 1.0, "12:30": 0.0}}},
            "price": {
                "numberutils": {"lowValue": 10, "lowUtility": 0.2, "highValue": 31, "highUtility": 1.0}
            },
        },
        "issueWeights": {"dish": 0.25, "price": 0.75},
        "domain": DOMAIN,
        "name": "cook",
        "reservationBid": {"issuevalues": {"dish": "soup", "price": 10}},
    }
}
GUEST: Data = {
    "LinearAdditiveUtilitySpace": {
        "issueUtilities": {
            "price": {
                "NumberValueSetUtilities": {
                    "lowValue": 10,
                    "lowUtility": 1,
                    "highValue": 31,
                    "highUtility": 0,
                }
            },
            "dish": {"DiscreteValueSetUtilities": {"valueUtilities": {"no": 0.0, "soup": 1.0, "12:30": 0.5}}},
        },
        "issueWeights": {"price": 0.5, "dish": 0.5},
        "domain": {**DOMAIN, "issuesValues": dict(reversed(DOMAIN["issuesValues"].items()))},
        "name": "guest",
    }
}
FILES = {"domain": DOMAIN, "cook": COOK, "guest": GUEST}
BUYER: Data = {
    "reservationValue": 0.25,
    "issueWeights": {"price": 0.75, "colour": 0.25},
    "issues": {"price": {"1e3": 1.0, "2000": 0.2}, "colour": {"red": 0.0, "no": 1.0, "blue": 0.5}},
}
SELLER: Data = {
    "reservationValue": 0.0,
    "issueWeights": {"colour": 0.4, "price": 0.6},
    "issues": {"colour": {"blue": 1.0, "red": 0.3, "no": 0.0}, "price": {"1e3": 0.1, "2000": 1.0}},
}


def lay_out(folder: Path, files: Data) -> Path:
    """These files as JSON in a folder; a text stands there as it is."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        text = data if isinstance(data, str) else json.dumps(data, indent="\t")
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def by_hand() -> dict[tuple[str, str], tuple[float, float]]:
    """By package: the utilities of cook and guest, after GeniusWeb's definition."""
    dishes = {"soup": (0.5, 1.0), "no": (1.0, 0.0), "12:30": (0.0, 0.5)}
    prices = {str(x): (0.2 + 0.8 * (x - 10) / 21, 1 - (x - 10) / 21) for x in (10, 15, 20, 25, 30)}
    return {
        (dish, price): (
            0.25 * dishes[dish][0] + 0.75 * prices[price][0],
            0.5 * dishes[dish][1] + 0.5 * prices[price][1],
        )
        for dish, price in product(dishes, prices)
    }

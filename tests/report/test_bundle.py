from __future__ import annotations

import base64
import gzip
import json

from sim.report import bundle

HOSTILE = "</script><!-- <script> & \u2028 \u2029"


def test_data_can_neither_end_a_script_nor_a_line_of_it() -> None:
    written = bundle.as_script([HOSTILE])
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(written)
    assert json.loads(written) == [HOSTILE]


def test_what_is_unknown_is_null_and_digits_beyond_a_pixel_are_dropped() -> None:
    assert bundle.as_script({"y": [float("nan"), 1 / 3, 0.1 + 0.2]}) == '{"y":[null,0.333333,0.3]}'


def test_lines_that_come_again_are_kept_once_and_can_be_joined() -> None:
    texts = [f"{k}<br>Land: {k % 3}<br>Army: {k % 2}" for k in range(20)]
    (kept,) = bundle.shared_lines([{"x": [1], "hovertext": texts}])
    told = kept["hovertext"]
    assert ["<br>".join(told["lines"][k] for k in text) for text in told["of"]] == texts
    assert len(told["lines"]) == 25
    alone = [{"hovertext": ["Russia: 3%", "Ukraine: 4%"]}, {"x": [1]}]
    assert bundle.shared_lines(alone) == alone


def test_plotly_is_packed_whole_and_always_alike() -> None:
    packed = bundle.plotly()
    assert packed == bundle.plotly()
    inside = packed.partition(">")[2].partition("<")[0]
    assert b"plotly.js" in gzip.decompress(base64.b64decode(inside))[:200]

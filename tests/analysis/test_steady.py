"""What is decided does not depend on the processor: no BLAS, and no function that NumPy has one of for each."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from numpy._core import _multiarray_umath as cpu

from sim.analysis import steady
from sim.analysis.calibration.squares import inverted, least_square

ROOT = Path(__file__).parents[2]
PACKAGES = ("analysis", "backtest", "questions", "report", "results")
UNSTEADY = {"dot", "matmul", "inner", "vdot", "tensordot", "einsum", "linalg", "cov", "corrcoef", "polyfit"}
UNSTEADY |= {
    "exp",
    "expm1",
    "exp2",
    "log",
    "log1p",
    "log2",
    "log10",
    "power",
    "tanh",
    "sinh",
    "cosh",
    "sin",
    "cos",
}
LIBRARIES = ("scipy.optimize", "scipy.linalg", "numpy.linalg", "scipy.stats", "sklearn")
STEADY = ("scipy.stats.qmc",)  # Sobol' points are made of whole numbers
DECIDED = """
import hashlib, pickle
import numpy as np
from sim.analysis.calibration.search import TiltSearch
from sim.analysis.calibration.tilting import least_tilt
from sim.analysis.sensitivity import morris, sobol
from sim.analysis.sensitivity.given import influences
from sim.bargaining.run.batch import play
from sim.scenario.reading import read
from sim.scenario.targets import Targets

scenario = read("scenarios/ceasefire30.yaml")
played = play(scenario, 120, 1)
targets = Targets.model_validate({"targets": {"a": {"event": "full_ceasefire", "probability": 0.6}}})
search = TiltSearch(scenario, 1, targets, played)
rng = np.random.default_rng(1)
drawn = sobol.Responses(*rng.random((2, 1, 64)), rng.random((5, 1, 64)))
found = [least_tilt(search.sample(search.dials, None, 120)), influences(played, "full_ceasefire")]
found += [sobol.indices(drawn, 0, 1), morris.indices(rng.random((40, 7)), 1)]
print(hashlib.sha256(pickle.dumps(found)).hexdigest())
"""
CAN = " ".join(filter(cpu.__cpu_features__.get, cpu.__cpu_dispatch__))  # what NumPy makes of this processor


def said(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True
    )  # fmt: skip
    return done.stdout.strip()


def test_every_processor_decides_alike() -> None:
    old = {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": CAN}
    assert said(DECIDED, **old) == said(DECIDED, OPENBLAS_CORETYPE="Haswell", NPY_DISABLE_CPU_FEATURES="")


def unsteady(file: Path) -> list[str]:
    """What of a file adds up as the processor likes."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.BinOp(op=ast.MatMult()):
                found.append("@")
            case ast.Attribute(value=ast.Name(id="np"), attr=name) if name in UNSTEADY:
                found.append(f"np.{name}")
            case ast.ImportFrom(module=str(module)) if module.startswith(LIBRARIES) and module not in STEADY:
                found.append(module)
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_added_up_as_the_processor_likes(package: str) -> None:
    sources = sorted(Path(str(files("sim") / package)).rglob("*.py"))
    assert {source.name: unsteady(source) for source in sources if unsteady(source)} == {}


def test_what_is_unsteady_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("from scipy.optimize import minimize\nx = np.exp(a @ b)\n")
    assert sorted(unsteady(tmp_path / "a.py")) == ["@", "np.exp", "scipy.optimize"]


def test_exponentials_and_logarithms_are_right_to_the_last_digit_or_so() -> None:
    x = np.linspace(-700.0, 700.0, 20_001)
    np.testing.assert_allclose(steady.exp(x), np.exp(x), rtol=3e-16)
    y = np.exp(np.linspace(-300.0, 300.0, 20_001))
    np.testing.assert_allclose(steady.log(y), np.log(y), rtol=4e-16, atol=4e-16)
    assert steady.exp(np.array([0.0, -1e9])).tolist() == [1.0, pytest.approx(0.0, abs=1e-300)]
    assert steady.log(np.array([1.0])).tolist() == [0.0]


def test_products_are_those_of_matrices() -> None:
    rng = np.random.default_rng(2)
    left, right = rng.normal(size=(7, 5)), rng.normal(size=(5, 3))
    np.testing.assert_allclose(steady.product(left, right), left @ right)
    np.testing.assert_allclose(steady.product(left, right[:, 0]), left @ right[:, 0])


@pytest.mark.parametrize("seed", range(20))
def test_the_least_square_in_a_box_is_where_nothing_pulls_further(seed: int) -> None:
    """As Karush, Kuhn and Tucker have it: inside the box no slope, at its ends none that leads in."""
    rng = np.random.default_rng(seed)
    half = rng.normal(size=(6, 6 if seed % 2 else 3))  # flat in some directions
    bends, most = half @ half.T, rng.uniform(0.2, 2.0, 6)
    wanted = bends @ rng.normal(size=6)
    found = least_square(bends, wanted, most)
    slope = bends @ found - wanted
    assert np.all((found >= 0.0) & (found <= most))
    assert np.all(slope[found <= 0.0] >= -1e-6)
    assert np.all(slope[found >= most] <= 1e-6)
    assert np.all(np.abs(slope[(found > 0.0) & (found < most)]) <= 1e-6)


def test_an_inverse_leaves_out_what_is_flat() -> None:
    assert inverted(np.array([[2.0, 0.0], [0.0, 0.0]])).tolist() == [[0.5, 0.0], [0.0, 0.0]]
    bends = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]])
    np.testing.assert_allclose(inverted(bends) @ bends, np.eye(3), atol=1e-12)

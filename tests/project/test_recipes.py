"""The scripts of docs/scale.md run as they stand, on a cluster of this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import elecdata

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
RECIPES = {
    re.search(r"districts_(\w+)\.py", text)[1]: text
    for text in re.findall(r"^```py\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
}
MODULES = {"dask": "dask.distributed", "spark": "pyspark.sql"}
# Few rows: what Spark does for many would take most of the time.
SETTINGS = (
    "spark.sql.adaptive.enabled=false",
    "spark.sql.codegen.wholeStage=false",
    "spark.sql.shuffle.partitions=2",
    "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1",
)
BY = ["election_id", "district"]


def precincts(folder):
    """Precinct results in three files, districts spread over them."""
    draw = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "election_id": np.repeat(["x-2031", "x-2035"], 300),
            "district": draw.integers(0, 20, 600),
            "votes": draw.integers(0, 999, 600),
            "seats": draw.integers(0, 3, 600),
        }
    )
    folder.mkdir()
    for number, part in enumerate(np.array_split(np.arange(600), 3)):
        frame.iloc[part].to_parquet(folder / f"part-{number}.parquet", index=False)
    return frame


def test_every_recipe_is_here():
    """Both engines have a script."""
    assert RECIPES.keys() == MODULES.keys()


@pytest.mark.parametrize("engine", MODULES)
def test_recipe(engine, required, tmp_path):
    """A script reads Parquet, and writes what pandas gives for the same rows."""
    required(MODULES[engine])
    frame = precincts(tmp_path / "precincts")
    script = tmp_path / f"districts_{engine}.py"
    script.write_text(RECIPES[engine], encoding="utf-8")
    options = " --conf ".join(["--master local[2]", *SETTINGS, "spark.ui.enabled=false"])
    submit = f"{options} pyspark-shell"
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYSPARK_SUBMIT_ARGS": submit}
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    found = pd.read_parquet(tmp_path / f"districts-{engine}")
    found["election_id"] = found["election_id"].astype("str")
    pd.testing.assert_frame_equal(
        found.sort_values(BY, ignore_index=True),
        elecdata.metrics.summarize(frame, by=BY).sort_values(BY, ignore_index=True),
        check_dtype=False,
        rtol=1e-9,
    )

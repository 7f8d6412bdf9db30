"""Where this checkout's files are."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SEED = ROOT / "seeds" / "000_5dc76d5407301970.txt"

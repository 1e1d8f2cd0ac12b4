"""Every input that fuzzing kept is read again: those that were once wrong, and those that cover the code best."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CORPUS = sorted((HERE / "corpus").iterdir())


@pytest.fixture(scope="module")
def read():
    spec = spec_from_file_location("fuzz_read_page", HERE / "read_page.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.read


def test_there_is_a_corpus():
    assert len(CORPUS) > 100


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name[:12])
def test_kept_input_is_read(read, path):
    read(path.read_bytes())

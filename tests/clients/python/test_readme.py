"""The first call of the README, run as it stands there: what it prints is what the README says."""

import contextlib
import io
import re
from pathlib import Path

from people import Server

README = Path(__file__).resolve().parents[3] / "README.md"


def test_the_example_prints_what_the_readme_says():
    example = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", README.read_text(), re.DOTALL)
    code, said = example.groups()
    assert "http://127.0.0.1:7665" in code
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code.replace("http://127.0.0.1:7665", Server.endpoint), str(README), "exec"), {})
    assert printed.getvalue() == said

"""The reading copies before axe-core in a browser; only where both are there.

``AXE_CORE`` is the path of ``axe.min.js``, as the npm package ``axe-core`` has it.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from socialfranchise import Catalogue, Diagnosis, instantiate

AXE = os.environ.get("AXE_CORE", "")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
RUN = """
<script>{axe}</script>
<script>
axe.run(document, {{resultTypes: ["violations", "incomplete"]}}).then(found => {{
  const told = found.violations.map(each => [each.id, each.impact, each.nodes[0].html]);
  document.title = "axe:" + encodeURIComponent(JSON.stringify([told, found.passes.length]));
}});
</script>
"""


@pytest.mark.slow
@pytest.mark.skipif(not (AXE and BROWSER), reason="needs a browser and AXE_CORE")
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(
    width: int, catalogue: Catalogue, kramsk: Diagnosis, tmp_path: Path
) -> None:
    package = instantiate(catalogue["elderly-care"], kramsk, catalogue, formats=("html",))
    axe = Path(AXE).read_text(encoding="utf-8")
    for name, content in package.files.items():
        if name.endswith(".html"):
            # The policy of the page would stop the script of the test.
            page = re.sub(r'<meta http-equiv="Content-Security.*?>', "", content.decode())
            (tmp_path / name).write_text(page.replace("</main>", "</main>" + RUN.format(axe=axe)))
            violations, passed = _told(tmp_path / name, width)
            assert violations == [], name
            assert passed > 10


def _told(file: Path, width: int) -> tuple[list[object], int]:
    command = [
        str(BROWSER),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--window-size={width},900",
        f"--user-data-dir={file.parent / 'profile'}",
        "--virtual-time-budget=20000",
        "--dump-dom",
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r"<title>axe:(.*?)</title>", done.stdout)
    assert found is not None
    violations, passed = json.loads(unquote(found[1]))
    return violations, passed

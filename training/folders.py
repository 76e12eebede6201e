"""Where the data is and where the steps leave their files, from the environment."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
WORK = Path(os.environ.get("WORK", ROOT / "target" / "training"))
RULES = ROOT / "rules"
TREEBANKS = {
    "ewt": SHARED / "data/treebanks/en_ewt-{}.conllu.gz",
    "gum": SHARED / "data/treebanks/en_gum_permissive-{}.conllu.gz",
}


def unpacked(archive: str) -> Path:
    """The folder of a .tar.gz under data/, unpacked into WORK once."""
    import tarfile

    folder = WORK / Path(archive).name.removesuffix(".tar.gz")
    if not folder.exists():
        with tarfile.open(SHARED / "data" / archive) as packed:
            packed.extractall(folder, filter="data")
    return folder

"""The card of an imported model, as it lies beside its checkpoint."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from engines.checkpoints.formats import FORMATS
from engines.errors import EngineError
from engines.spec import ModelSpec


class ImportedCard(BaseModel):
    """What is known of one imported model; no code is named in it, only architecture and format."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    """Of this form of cards."""
    spec: ModelSpec
    """What the model expects and says; its name is `arch.tag`."""
    format: str
    """Name of the checkpoint's form in `FORMATS`."""
    file: str
    """Name of the checkpoint in the folder of the card."""
    sha256: str
    """Checksum of the checkpoint, hexadecimal."""
    source: str
    """What the file was called where it came from."""
    imported_at: datetime
    """In UTC."""

    @property
    def arch(self) -> str:
        """The architecture, which is registered elsewhere."""
        return self.spec.name.partition(".")[0]


def read_card(path: Path) -> ImportedCard:
    """The card in a file; `EngineError` where it is damaged or of another version."""
    try:
        card = ImportedCard.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise EngineError(f"{path}: {where}: {first['msg']}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(f"{path}: cannot be read ({error})") from error
    if card.format not in FORMATS or Path(card.file).name != card.file:
        raise EngineError(f"{path}: {card.format} and {card.file} are not of this version")
    return card

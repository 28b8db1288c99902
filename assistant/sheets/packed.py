"""Files that are archives (xlsx, ods): refuse those that would unfold into more than any application holds."""

import zipfile
from io import BytesIO
from pathlib import Path

from assistant.errors import AssistantError
from assistant.sheets.cells import damaged

_MAX_PARTS = 500
_MAX_UNFOLDED = 64 * 1024 * 1024


def check_parts(path: Path, data: bytes) -> None:
    """Refuse what is no archive, and one with too many parts or too large ones. Raises AssistantError.

    `zipfile` never gives more of a part than the size that the archive declares, so the declared sizes can be trusted.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged(path) from error
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNFOLDED:
        raise AssistantError(
            f"Le fichier « {path} » est trop volumineux une fois déplié : vérifiez que c'est bien le fichier voulu."
        )

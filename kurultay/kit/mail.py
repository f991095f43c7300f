"""Mail into a folder: what an installation without a mail server does, and where tests look."""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Folder(BaseEmailBackend):
    """Writes each message as a file of its own, named for its Message-ID: a message that is there is not written twice.

    The file appears whole or not at all, so a crash leaves neither half a message nor a doubt.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; returns how many there are now that were not there before."""
        return sum(self._put(message) for message in email_messages)

    def holds(self, message_id: str) -> bool:
        """Whether the message with this Message-ID was written."""
        return self._path(message_id).exists()

    @property
    def folder(self) -> Path:
        return Path(settings.EMAIL_FILE_PATH)

    def _path(self, message_id: str) -> Path:
        name = re.sub(r"[^\w.-]", "_", message_id.strip("<>").partition("@")[0])[:80]
        return self.folder / f"{name or hashlib.sha256(message_id.encode()).hexdigest()[:32]}.eml"

    def _put(self, message: EmailMessage) -> int:
        written: Any = message.message()
        path = self._path(str(written["Message-ID"]))
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.part")
        with draft.open("wb") as file:
            file.write(written.as_bytes(linesep="\n"))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails where the message is there already
        except FileExistsError:
            return 0
        finally:
            draft.unlink()
        return 1

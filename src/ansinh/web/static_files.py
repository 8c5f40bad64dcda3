"""Under which address does a static file stand?"""

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names that carry a hash once the files are collected (`ansinh serve` does); plain names before."""

    def url(self, name: str, force: bool = False) -> str:
        if self.hashed_files:
            return super().url(name, force)
        return StaticFilesStorage.url(self, name)

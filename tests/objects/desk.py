"""A desk whose raw and curated roots are in a bucket."""

from dataclasses import dataclass
from pathlib import Path

from stores.curated import open_release
from stores.object_root import ObjectRoot
from stores.raw import RawArchive
from tests.stores.factories import FEW, Desk


@dataclass
class ObjectDesk(Desk):
    address: str = ""

    @property
    def archive(self) -> RawArchive:
        return RawArchive(ObjectRoot(f"{self.address}/raw"))

    @property
    def root(self) -> ObjectRoot:
        return ObjectRoot(f"{self.address}/curated")

    @property
    def curated(self) -> str:
        return f"{self.address}/curated"

    def parts(self) -> dict[str, bytes]:
        release = open_release(self.root)
        return {
            part.path: release.part_bytes(part) for table in release.manifest.tables for part in table.parts
        }

    def published_locally(self) -> Desk:
        """What was handed in, published at once into a folder of this machine."""
        other = Desk(Path(self.folder) / "local", FEW)
        other.publish(*self.handed, archive=self.archive, fresh=True)
        return other

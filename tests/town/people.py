"""The forty offices of the town: some of the registry, some invented ones that are added to it."""

from dataclasses import dataclass

from schemas.offices import Office
from schemas.registry import registry
from sources.added_offices import added_office


@dataclass(frozen=True)
class Resident:
    """An office and the host name of its site."""

    office: Office
    host: str

    @property
    def office_id(self):
        return self.office.office_id

    @property
    def name(self):
        return self.office.name_th

    @property
    def short(self):
        return self.office.short_name_th

    @property
    def home(self):
        return f"http://{self.host}/"


_INVENTED = (
    ("tao-nong-fai", "องค์การบริหารส่วนตำบลหนองฝ้ายคำ", "อบต.หนองฝ้ายคำ"),
    ("mun-tha-rung", "เทศบาลตำบลท่ารุ้งงาม", "ทต.ท่ารุ้งงาม"),
    ("mun-wiang-thong", "เทศบาลเมืองเวียงทองธรรม", "ทม.เวียงทองธรรม"),
    ("hosp-phu-kaew", "โรงพยาบาลภูแก้วสามยอด", "รพ.ภูแก้วสามยอด"),
    ("school-ban-fa", "โรงเรียนบ้านฟ้าหมื่นดาว", "รร.บ้านฟ้าหมื่นดาว"),
    ("college-si-nakhon", "วิทยาลัยการอาชีพศรีนครธาร", "วก.ศรีนครธาร"),
    ("tao-khlong-lueang", "องค์การบริหารส่วนตำบลคลองเหลืองสอง", "อบต.คลองเหลืองสอง"),
    ("mun-pa-sak", "เทศบาลตำบลป่าสักใหญ่งาม", "ทต.ป่าสักใหญ่งาม"),
    ("peo-thara", "สำนักงานศึกษาธิการจังหวัดธาราบุรี", "ศธจ.ธาราบุรี"),
    ("hosp-than-nam", "โรงพยาบาลธารน้ำเจ็ดสี", "รพ.ธารน้ำเจ็ดสี"),
    ("school-khao-lom", "โรงเรียนเขาล้อมตะวันวิทยา", "รร.เขาล้อมตะวันวิทยา"),
    ("tao-sai-ngam", "องค์การบริหารส่วนตำบลไทรงามเก้าต้น", "อบต.ไทรงามเก้าต้น"),
)
_TOWNS = ("น่าน", "เลย", "ตราด", "แพร่")


def rows():
    """The invented offices as rows of `offices.yaml`."""
    return [
        {
            "office_id": office_id,
            "name_th": name,
            "short_name_th": short,
            "province_th": _TOWNS[at % len(_TOWNS)],
            "website": f"http://www.{office_id.replace('-', '')}.example/",
        }
        for at, (office_id, name, short) in enumerate(_INVENTED)
    ]


def added():
    """The invented offices as the sources folder adds them."""
    return tuple(added_office(row, registry().provinces) for row in rows())


def residents(offset=0):
    """Forty offices; `offset` chooses others of the registry."""
    area = registry().offices[offset : offset + 28 * 4 : 4]
    named = [
        Resident(office, f"www.{office.office_id.removeprefix('esa-').replace('-', '')}.example")
        for office in area
    ]
    invented = [Resident(office, office.website.split("/")[2]) for office in added()]
    return tuple(invented.pop(0) if at % 10 in {3, 6, 9} else named.pop(0) for at in range(40))

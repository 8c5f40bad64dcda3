"""Which kinds of places and organisations does the network of collection have?"""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class HamletKind(StrEnum):
    """What the smallest place is called: in the country or in a town."""

    HAMLET = "hamlet"
    AREA = "area"

    @property
    def label(self) -> Text:
        return _HAMLETS[self]


class OrganisationKind(StrEnum):
    """Who takes part in the work."""

    SI_OFFICE = "si_office"
    DEPARTMENT = "department"
    UNION = "union"
    FATHERLAND_FRONT = "fatherland_front"
    COLLECTION = "collection"
    HEALTH_FACILITY = "health_facility"
    SCHOOL = "school"
    EMPLOYER = "employer"
    PAYMENT = "payment"

    @property
    def label(self) -> Text:
        return _ORGANISATIONS[self]


_HAMLETS = {
    HamletKind.HAMLET: Text("Ấp", "Hamlet"),
    HamletKind.AREA: Text("Khu vực", "Area"),
}
_ORGANISATIONS = {
    OrganisationKind.SI_OFFICE: Text("Cơ quan BHXH", "SI office"),
    OrganisationKind.DEPARTMENT: Text("Sở, ban, ngành", "Department"),
    OrganisationKind.UNION: Text("Hội, đoàn thể", "Union or association"),
    OrganisationKind.FATHERLAND_FRONT: Text("Mặt trận Tổ quốc", "Fatherland Front"),
    OrganisationKind.COLLECTION: Text("Tổ chức dịch vụ thu", "Collection service organisation"),
    OrganisationKind.HEALTH_FACILITY: Text("Cơ sở khám, chữa bệnh", "Health facility"),
    OrganisationKind.SCHOOL: Text("Trường học", "School"),
    OrganisationKind.EMPLOYER: Text("Đơn vị sử dụng lao động", "Employer"),
    OrganisationKind.PAYMENT: Text("Tổ chức chi trả", "Payment organisation"),
}

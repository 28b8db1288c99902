"""Results as JUnit's XML, which continuous integration shows as tests: a suite a file, a case a requirement.

There is no one standard: the shape is that of Jenkins' schema and of the stricter one of Apache Ant, both satisfied.
"""

import xml.etree.ElementTree as ET

from assistant.french import typography
from assistant.outputs.batch import Checked
from assistant.rules import Finding
from assistant.text import clean

_DECIDING = {"blocking", "required"}
_NAMESPACE = "assistant"


class Junit:
    """A JUnit report in the making: add what each file gave, then take its content.

    A blocking or required point that is not met fails; one that does not change the verdict, or does not apply, is skipped with
    its reason; a file that cannot be read is an error.
    """

    def __init__(self) -> None:
        self._suites: list[bytes] = []  # as XML already, which takes less room

    def add(self, checked: Checked) -> None:
        """The suite of one file."""
        cases = [_case(finding) for finding in checked.report.findings] if checked.report else [_unread(checked)]
        counts = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("error", "failure", "skipped")}
        suite = ET.Element(
            "testsuite",
            name=checked.name,
            package=_NAMESPACE,
            id=str(len(self._suites)),
            timestamp=f"{checked.day.isoformat()}T00:00:00",
            hostname="localhost",
            tests=str(len(cases)),
            failures=str(counts["failure"]),
            errors=str(counts["error"]),
            skipped=str(counts["skipped"]),
            time="0",
        )
        verdict = checked.report.verdict if checked.report else "unreadable"
        ET.SubElement(ET.SubElement(suite, "properties"), "property", name="verdict", value=verdict)
        suite.extend(cases)
        ET.SubElement(suite, "system-out").text = clean("\n".join(checked.report.notices) if checked.report else "")
        ET.SubElement(suite, "system-err")
        ET.indent(suite, " ")
        self._suites.append(ET.tostring(suite, encoding="utf-8", xml_declaration=False))

    def content(self) -> bytes:
        """The report as XML, in UTF-8; the root has no attributes in Ant's schema."""
        head = b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
        return b"".join((head, b"\n".join(self._suites), b"\n</testsuites>\n"))


def _case(finding: Finding) -> ET.Element:
    case = ET.Element("testcase", name=clean(finding.title), classname=f"{_NAMESPACE}.{finding.requirement}", time="0")
    if finding.status == "met":
        return case
    failed = finding.severity in _DECIDING and finding.status != "not_applicable"
    outcome = ET.SubElement(case, "failure" if failed else "skipped", message=clean(finding.message))
    if failed:
        outcome.set("type", f"{finding.severity}.{finding.status}")
        mend = typography(f"\nÀ faire : {finding.fix}") if finding.fix else ""
        outcome.text = clean(f"{finding.message}{mend}\n({finding.section} ; {', '.join(finding.answers)})")
    return case


def _unread(checked: Checked) -> ET.Element:
    case = ET.Element("testcase", name="lecture du fichier", classname=f"{_NAMESPACE}.lecture", time="0")
    ET.SubElement(case, "error", message=clean(checked.error), type="unreadable").text = clean(checked.error)
    return case

"""What a report asks of a model, as lines to fill: its version and every indicator."""

from socialfranchise.authoring.yaml_text import comment
from socialfranchise.catalogue.template import Template
from socialfranchise.core.text import Language
from socialfranchise.wording.messages import Messages

REPORTED = ("template", "template_version", "indicators")
"""The keys of a report that the model answers."""


def report_lines(
    key: str, template: Template, indent: int, language: Language, say: Messages
) -> list[str]:
    """The lines of one of :data:`REPORTED`; every value is unknown until somebody knows it."""
    gap = " " * indent
    if key == "template":
        return [f"{gap}template: {template.id}"]
    if key == "template_version":
        return [f"{gap}template_version: {template.version}"]
    lines = [f"{gap}indicators:"]
    for indicator in template.indicators:
        text = f"{indicator.name.to(language)}. {indicator.source.to(language)}"
        lines += ["", *comment(text, indent + 2)]
        lines += comment(say(f"authoring.frequency.{indicator.frequency}"), indent + 2)
        lines += [f"{gap}  - id: {indicator.id}", f"{gap}    unit: {indicator.unit}"]
        lines += [f"{gap}    unknown: true", f"{gap}    # value: 0"]
    return lines

"""What stands around the policy where it is read, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _

# The policy
DISCLAIMER: Final = _("Your organisation’s disclaimer")
POLICY_WHERE: Final = _("the policy")
POLICY_PARTS: Final = {"clauses": _("Clauses"), "steps": _("Steps"), "flow": _("Flow")}
MODAL: Final = {
    "must": _("Must"),
    "must-not": _("Must not"),
    "may": _("May"),
    "should": _("Should"),
    "ask": _("Asked"),
    "right": _("A right"),
    "disclaim": _("Cannot answer for"),
}
GO_THERE: Final = _("go there")
YOU_ARE_HERE: Final = _("you are here")
HERE: Final = _("◂here")
SERVED_BY: Final = _("Steps that carry it out")
SERVED_BY_NONE: Final = _("No step is about this one alone.")
LEADS: Final = _("Choices, and where each leads")
LEADS_OR: Final = _("or")
LEADS_HERE: Final = _("stays here")
LEADS_CLOSED: Final = _("the concern is done")
NOT_ALWAYS: Final = _("Not always open: {because}")
ASKS_WHY: Final = _("asks for a reason")
SERVES: Final = _("Clauses")
OFFERED: Final = _("What is offered, and how to ask")
WRITTEN_HERE: Final = _("May be written here: {fields}")
COMES_FROM: Final = _("How one comes here")
STARTS_HERE: Final = _("A concern of this kind starts here: {kind}")
AT_ANY_TIME: Final = _("At any time")
OTHER_WORDS: Final = _("In some situations it says instead")
ABOVE: Final = _("see\u00a0above")
BELOW: Final = _("see\u00a0below")
KIND_STARTS: Final = _("It starts with")
KIND_READING: Final = _(
    "→ opens a branch, ← closes it, Enter shows the step. Each step is told in full once; → goes there from where "
    "it comes again. Where it says “or”, what happened before decides which it is."
)

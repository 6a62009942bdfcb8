# SPDX-License-Identifier: Apache-2.0
"""What `quarterday lint` finds in contracts of the documentation, and why it stays there: these show one thing each, and an
`allow` in them would be one more to explain. What is not listed is to be mended; what is listed and not found any more, taken out.
"""

FINDINGS = {
    "docs/cookbook/attainment-or-improvement.md": {"own_baseline": "the page is about a provider measured by its own earlier result"},
    "docs/cookbook/bands.md": {"cliff_edge": "bands are steps; the page says what they do to incentives, and names a scale instead"},
    "docs/cookbook/capitation.md": {"keeps_last_result": "the list of last year stands until there is a new one, which its scenario shows"},
    "docs/cookbook/composite-scores.md": {"silence_rescales": "what is not reported is left out of the score, as its scenario shows"},
    "docs/cookbook/domains.md": {"cliff_edge": "three gates and a floor; the page says which cliffs they make"},
    "docs/cookbook/fixed-and-variable.md": {"deemed_figure": "what is not reported is taken to be as agreed, so that neither side gains or owes"},
    "docs/cookbook/gates.md": {"cliff_edge": "a gate is a step; that is what the page is about"},
    "docs/cookbook/guarantees.md": {"cliff_edge": "all or nothing by safety gives the scenarios an edge to try"},
    "docs/cookbook/late-figures.md": {"keeps_last_result": "the page is about figures that stand until better ones come"},
    "docs/cookbook/left-out.md": {"silence_rescales": "the page is about averages that leave out what is missing, and what can be said instead"},
    "docs/cookbook/member-months.md": {
        "keeps_last_result": "members are known from the quarter before, and corrected in the next",
        "price_not_varied": "the rate rises by a factor of its own, which corrections need apart from it",
        "upcoding_pays": "the rates are of insurances that members choose",
    },
    "docs/cookbook/minimum-savings.md": {"minimum_then_all": "the page is about that minimum, and says what it does"},
    "docs/cookbook/needs-that-add-up.md": {"keeps_last_result": "a population changes little from year to year"},
    "docs/cookbook/own-baseline.md": {"own_baseline": "the page is about a baseline of one's own, and what is wrong with it"},
    "docs/cookbook/provisional-then-final.md": {"deemed_figure": "the page is about figures that stand in for later ones"},
    "docs/cookbook/ratchet.md": {
        "cliff_edge": "a fee in full or at seven tenths makes gaining and keeping it visible",
        "own_baseline": "the page is about a baseline that only rises",
    },
    "docs/cookbook/records.md": {"row_edge": "records within so many days are what the page counts"},
    "docs/cookbook/refusals.md": {"share_without_cap": "the page is about what refuses a payment; a cap would be one line more"},
    "docs/cookbook/run-off.md": {"deemed_figure": "the page is about counts that come later, and even after the term"},
    "docs/cookbook/small-numbers.md": {"keeps_last_result": "the page shows a year that stands for the next where there are too few cases"},
    "docs/cookbook/splits.md": {"paid_as_reported": "the page is about splitting a pot, which somebody else decides"},
    "docs/cookbook/stages.md": {"upcoding_pays": "a later stage pays more, and the earlier one is paid too"},
    "docs/cookbook/stop-loss.md": {"paid_as_reported": "beyond the limit a loss is made good, which the page is about"},
    "docs/cookbook/virements.md": {"paid_as_reported": "the page is about moving a budget; what is spent is paid in the end"},
    "docs/language.md": {
        "cliff_edge": "the phrase that the section is about counts from a gate on",
        "no_scenario": "the contract has tables only, to show how they are written",
        "row_edge": "the records are those of a follow-up within 48 hours, which is such a bound",
        "share_without_cap": "the phrase that the section is about is a corridor",
        "unused_parameter": "the contract has tables only, to show how they are written",
    },
    "docs/semantics.md": {"name_of_one_letter": "equations have such names"},
    "docs/tutorial.md": {
        "idle_party": "the first step has no payments yet",
        "no_scenario": "the first step has no payments yet",
        "too_few_to_count": "the page shows what `denominator below` is for",
    },
}

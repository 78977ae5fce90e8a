"""The codes of findings: id, slug, severity. Their texts are data, in ``wording``.

Families: SF0 file and YAML, SF1 values, SF2 shape, SF3 references and law, SF4 logic of conditions,
SF5 figures and days, SF6 language, SF7 catalogue, SF8 document texts and
packages, SF9 diagnosis and proposal.
"""

from attrs import frozen

from socialfranchise.core.findings import Finding, Place, Severity
from socialfranchise.core.fixes import Fix


@frozen
class Code:
    """One check. ``id`` and ``slug`` never change their meaning."""

    id: str
    slug: str
    severity: Severity

    def finding(
        self,
        place: Place | None = None,
        *,
        path: tuple[str | int, ...] = (),
        raw: str | None = None,
        related: tuple[Place, ...] = (),
        fix: Fix | None = None,
        **parameters: object,
    ) -> Finding:
        """A finding of this code."""
        return Finding(self.id, self.severity, place, path, raw, parameters, related, fix)


def _error(id: str, slug: str) -> Code:
    return Code(id, slug, Severity.ERROR)


def _warning(id: str, slug: str) -> Code:
    return Code(id, slug, Severity.WARNING)


def _info(id: str, slug: str) -> Code:
    return Code(id, slug, Severity.INFO)


FILE_MISSING = _error("SF001", "file-missing")
FILE_IS_FOLDER = _error("SF002", "file-is-folder")
FILE_EMPTY = _error("SF003", "file-empty")
FILE_NOT_UTF8 = _error("SF004", "file-not-utf8")
FILE_TOO_LARGE = _error("SF005", "file-too-large")
FILE_UNREADABLE = _error("SF006", "file-unreadable")
NOTHING_TO_READ = _error("SF007", "nothing-to-read")
YAML_BROKEN = _error("SF010", "yaml-broken")
YAML_DUPLICATE_KEY = _error("SF011", "duplicate-key")
YAML_ALIAS = _error("SF012", "alias")
YAML_TAG = _error("SF013", "tag")
YAML_KEY = _error("SF014", "key-not-text")
YAML_SEVERAL = _error("SF015", "several-documents")
YAML_TOO_DEEP = _error("SF016", "too-deep")
YAML_TAB = _error("SF017", "tab")
SUPPRESSION_INCOMPLETE = _error("SF030", "suppression-incomplete")
SUPPRESSION_OF_ERROR = _error("SF031", "suppression-of-error")
SUPPRESSION_EXPIRED = _warning("SF032", "suppression-expired")
SUPPRESSION_UNUSED = _warning("SF033", "suppression-unused")
NOT_A_FORM = _error("SF020", "not-a-form")
FORMAT_MISSING = _error("SF021", "format-missing")
FORMAT_UNKNOWN = _error("SF022", "format-unknown")
FORMAT_NOT_EXPECTED = _error("SF023", "format-not-expected")

WRONG_TYPE = _error("SF101", "wrong-type")
NOT_ALLOWED = _error("SF102", "not-allowed")
BADLY_WRITTEN = _error("SF103", "badly-written")
OUT_OF_RANGE = _error("SF104", "out-of-range")
NOT_A_DAY = _error("SF105", "not-a-day")
EMPTY_VALUE = _error("SF106", "empty-value")
TOO_LONG = _error("SF107", "too-long")
UNQUOTED_CODE = _error("SF108", "unquoted-code")
NUMBER_AS_WRITTEN = _error("SF110", "number-as-written")
COLON_NUMBER = _error("SF111", "colon-number")
YES_NO_WORD = _error("SF112", "yes-no-word")
SMART_QUOTES = _error("SF113", "smart-quotes")

UNKNOWN_KEY = _error("SF201", "unknown-key")
MISSING_KEY = _error("SF202", "missing-key")
KEYS_CLASH = _error("SF203", "keys-clash")
LIST_TOO_SHORT = _error("SF204", "list-too-short")
FLAT_SLOPE = _error("SF205", "flat-slope")
NOTHING_SAID = _error("SF206", "nothing-said")
TOO_MANY = _error("SF207", "too-many")

HOUSE_RULE = _error("SF240", "house-rule")
OVERLAY_BROKEN = _error("SF241", "overlay-broken")

UNKNOWN_ID = _error("SF301", "unknown-id")
DUPLICATE_ID = _error("SF302", "duplicate-id")
FILE_NAME = _error("SF303", "file-name")
TEST_MISFIT = _error("SF304", "test-misfit")
GRADED_CONDITION = _error("SF305", "graded-condition")
FACT_INCOMPLETE = _error("SF306", "fact-incomplete")
DATES_DISORDERED = _error("SF307", "dates-disordered")
DOCUMENT_TEXT_MISSING = _error("SF308", "document-text-missing")
TERM_WITHDRAWN = _warning("SF309", "term-withdrawn")
REPLACED_IN_CIRCLE = _error("SF310", "replaced-in-circle")
EXCLUDES_ITSELF = _error("SF311", "excludes-itself")
EXCLUSION_ONE_SIDED = _warning("SF312", "exclusion-one-sided")
SOURCE_UNUSED = _info("SF313", "source-unused")
DEADLINE_NOT_TIME = _error("SF314", "deadline-not-time")
AMOUNT_NOT_MONEY = _error("SF315", "amount-not-money")
NO_SHARED_GROUP = _warning("SF316", "no-shared-group")
ID_REPEATED = _warning("SF317", "id-repeated")
FOUNDER_NOT_ALLOWED = _error("SF318", "founder-not-allowed")
DUTY_IN_CIRCLE = _error("SF319", "duty-in-circle")
COST_NOT_PAID_SO = _error("SF330", "cost-not-paid-so")
MONTHS_OF_ONE_OFF = _error("SF331", "months-of-one-off")
KEPT_TOO_SHORT = _warning("SF332", "kept-too-short")
EXCLUDED_TWICE = _warning("SF333", "excluded-twice")

THRESHOLD_UNREACHABLE = _error("SF401", "threshold-unreachable")
NUMBER_TOO_LARGE = _error("SF402", "number-too-large")
THRESHOLD_IDLE = _warning("SF403", "threshold-idle")
UNITS_DIFFER = _error("SF404", "units-differ")
LIMITS_CROSSED = _error("SF405", "limits-crossed")
CONDITIONS_CONTRADICT = _error("SF406", "conditions-contradict")
ALWAYS_TRUE = _warning("SF407", "always-true")
CONDITION_REPEATED = _warning("SF408", "condition-repeated")
RULES_CONTRADICT = _error("SF409", "rules-contradict")
NEGATED_REQUIREMENT = _warning("SF410", "negated-requirement")
RULE_REPEATED = _warning("SF411", "rule-repeated")
CRITERION_IDLE = _warning("SF412", "criterion-idle")

GAP_IN_TIME = _warning("SF501", "gap-in-time")
UNSOURCED = _error("SF502", "unsourced")
RECALLED = _warning("SF503", "recalled")
RANGE_REVERSED = _error("SF504", "range-reversed")
REVIEW_OVERDUE = _warning("SF505", "review-overdue")
SHARE_ABOVE_ONE = _error("SF506", "share-above-one")
BELOW_LAW = _warning("SF507", "below-law")
PERCENT_ABOVE_HUNDRED = _warning("SF508", "percent-above-hundred")
FIGURE_MISFIT = _error("SF509", "figure-misfit")

FILL_IN = _warning("SF601", "fill-me-in")
UNTRANSLATED = _warning("SF602", "untranslated")
SENTENCE_LONG = _info("SF603", "sentence-long")
QUOTES_WRONG = _warning("SF604", "quotes-wrong")
SPACES_DOUBLED = _warning("SF605", "spaces-doubled")
LETTER_UNPRINTABLE = _warning("SF606", "letter-unprintable")

UNEXPECTED_FILE = _error("SF701", "unexpected-file")
NO_TEMPLATES = _error("SF702", "no-templates")
LOCK_DIFFERS = _error("SF703", "lock-differs")
LOCK_BROKEN = _error("SF704", "lock-broken")
HEAD_MISSING = _warning("SF705", "head-missing")

TEXT_BROKEN = _error("SF801", "text-broken")
PLACEHOLDER_UNKNOWN = _error("SF802", "placeholder-unknown")
ANSWER_UNUSED = _warning("SF803", "answer-unused")
TEXTS_UNCHECKED = _info("SF804", "texts-unchecked")
TEXT_UNFILLABLE = _error("SF805", "text-unfillable")
ANSWER_UNSUITABLE = _error("SF810", "answer-unsuitable")
MANIFEST_MISSING = _error("SF820", "manifest-missing")
MANIFEST_BROKEN = _error("SF821", "manifest-broken")
PACKAGE_FILE_MISSING = _error("SF822", "package-file-missing")
PACKAGE_FILE_CHANGED = _error("SF823", "package-file-changed")
PACKAGE_FILE_EXTRA = _info("SF824", "package-file-extra")
PACKAGE_ENTRY_UNSAFE = _error("SF825", "package-entry-unsafe")
ARCHIVE_BROKEN = _error("SF826", "archive-broken")
REBUILT_DIFFERS = _error("SF827", "rebuilt-differs")
CANNOT_REBUILD = _error("SF828", "cannot-rebuild")
REPORTED_UNIT_DIFFERS = _error("SF829", "reported-unit-differs")
PART_IN_CIRCLE = _error("SF830", "part-in-circle")
PART_UNUSED = _warning("SF831", "part-unused")

FACT_MISFIT = _error("SF901", "fact-misfit")
FACT_OUT_OF_RANGE = _error("SF902", "fact-out-of-range")
FACT_CONTRADICTS = _error("SF903", "fact-contradicts")
GROUP_OF_LEGAL_PERSON = _error("SF904", "group-of-legal-person")
FACT_WORKED_OUT = _error("SF905", "fact-worked-out")
EFFECT_NOT_OF_PEOPLE = _error("SF906", "effect-not-of-people")
FACT_NOT_WHOLE = _error("SF907", "fact-not-whole")
NUMBER_AMBIGUOUS = _error("SF908", "number-ambiguous")
VALUE_NOT_PLAIN = _error("SF909", "value-not-plain")
CELL_UNREADABLE = _error("SF911", "cell-unreadable")
ROW_RAGGED = _error("SF912", "row-ragged")
NOT_IN_COLUMNS = _error("SF913", "not-in-columns")
NOT_A_TABLE = _error("SF920", "not-a-table")
ENCODING_MENDED = _warning("SF921", "encoding-mended")
HEADER_MENDED = _warning("SF922", "header-mended")
YEAR_WRONG = _error("SF923", "year-wrong")
UNIT_CODE_WRONG = _error("SF924", "unit-code-wrong")
UNITS_RECODED = _info("SF925", "units-recoded")
ZERO_SUSPECT = _warning("SF926", "zero-suspect")
SUMS_DIFFER = _warning("SF927", "sums-differ")
VALUE_REPEATED = _error("SF928", "value-repeated")
ROWS_PASSED_OVER = _info("SF929", "rows-passed-over")
COLUMN_MISSING = _error("SF930", "column-missing")
PLACE_NOT_IN_TABLE = _error("SF931", "place-not-in-table")
PLACE_AMBIGUOUS = _error("SF932", "place-ambiguous")
DERIVED_IN_CIRCLE = _error("SF933", "derived-in-circle")
YEARS_APART = _warning("SF934", "years-apart")
ZERO_AS_MISSING = _info("SF935", "zero-as-missing")
CODE_SHORTENED = _warning("SF936", "code-shortened")
PERSONAL_DATA = _warning("SF937", "personal-data")
CELL_COMPUTED = _warning("SF938", "cell-computed")
ORIGIN_OF_OTHER_ANSWER = _warning("SF939", "origin-of-other-answer")

ALL: tuple[Code, ...] = tuple(
    sorted(
        (value for value in list(globals().values()) if isinstance(value, Code)),
        key=lambda code: code.id,
    )
)

"""The closed lists of terms that sheets and tables may use, each with its meaning."""

from __future__ import annotations

from elecdata.schema.countries import COUNTRIES
from elecdata.schema.field import Vocabulary
from elecdata.schema.languages import LANGUAGES

COUNTRY = Vocabulary(
    "country",
    "Country, ISO 3166-1 alpha-3.",
    COUNTRIES,
    standard="a country's three letters in ISO 3166-1, such as KAZ",
)

OFFICE = Vocabulary(
    "office",
    "What was filled by the vote.",
    {"legislature": "Seats in a chamber.", "presidency": "The office of president."},
)

CONTEST = Vocabulary(
    "contest",
    "What another election, set beside this one, filled.",
    {
        "legislature": "Seats in a lower or only chamber.",
        "senate": "Seats in an upper chamber.",
        "presidency": "The office of president.",
        "local_councils": "Seats in local councils.",
        "referendum": "A question put to the voters.",
    },
)

STAGE = Vocabulary(
    "stage",
    "How far the count had come when the figure was given, as the source words it. In order of "
    "rank: a later term outranks an earlier one.",
    {
        "partial": "Some of the votes or stations counted, or polling still under way.",
        "preliminary": "Called preliminary or initial, or given before the final protocol.",
        "unstated": "The source does not say.",
        "final": "Called final or official result, or taken from the commission's protocol.",
        "after_annulment": "After results in some places were annulled.",
        "after_rerun": "After annulled contests were held again.",
    },
)

BASE = Vocabulary(
    "base",
    "What a percentage is a share of.",
    {
        "registered": "Voters on the registers.",
        "issued": "Ballots issued to voters.",
        "cast": "Ballots found in the boxes, valid and invalid.",
        "valid": "Valid votes.",
        "chamber": "All seats of the chamber.",
        "unstated": "The source does not say.",
        "none": "A count, not a percentage.",
    },
)

HEDGE = Vocabulary(
    "hedge",
    "How firmly the source words a figure.",
    {
        "exact": "Printed as it stands.",
        "about": "About, around, some, roughly.",
        "nearly": "Nearly, almost, up to: the figure approaches the one given from below.",
        "more_than": "More than, over: the figure lies above the one given.",
        "less_than": "Less than, under: the figure lies below the one given.",
        "at_least": "At least; also the lower end of a range.",
        "at_most": "At most; also the upper end of a range.",
    },
)

DERIVATION = Vocabulary(
    "derivation",
    "How the coder got from the page to the value.",
    {
        "stated": "The page prints the value, in figures or words.",
        "sum": "The coder added figures that the page prints; as_printed lists them.",
        "count": "The coder counted items that the page lists.",
        "coded": "The coder put words of the page on a stated scale or into a stated class.",
    },
)

SOURCE_KIND = Vocabulary(
    "kind",
    "Who speaks in a source. In order of rank: an earlier term outranks a later one.",
    {
        "official": "An authority of the state: commission, court, parliament, embassy, gazette.",
        "igo": "An intergovernmental organisation or its observer mission.",
        "ngo": "A non-governmental organisation.",
        "scholarly": "A journal, a book, a research paper, a dataset of scholars.",
        "press": "A newspaper, agency, magazine, broadcaster or blog.",
        "encyclopedia": "An encyclopedia or almanac.",
    },
)

CONTESTANT_TYPE = Vocabulary(
    "contestant_type",
    "What kind of contestant a row is about.",
    {
        "party": "A party with a list or candidates of its own.",
        "bloc": "An electoral bloc of several parties.",
        "movement": "A political movement that is no registered party.",
        "candidate": "A person standing for the presidency.",
        "independents": "All candidates without a party, taken together.",
        "indirect": "Seats filled by a body other than the voters.",
    },
)

CONTESTANT_STATUS = Vocabulary(
    "status",
    "What became of someone who sought to take part.",
    {
        "stood": "On the ballot on election day.",
        "in_bloc": "On the ballot as a member of a bloc.",
        "indirect": "Filled seats outside the popular vote.",
        "refused": "Asked to be registered, as a party or for the vote, and was not.",
        "suspended": "A registered party whose activity was suspended.",
        "deregistered": "Registered for the vote, then cancelled as a whole.",
        "struck_off": "A person taken off a list or out of the race by an authority.",
        "withdrew": "Gave up by its own act after entering the race.",
        "boycotted": "Declared that it would not take part.",
        "merged": "Joined another contestant before the vote.",
        "outlawed": "Forbidden, so that it could not ask to take part.",
    },
)

STANCE = Vocabulary(
    "stance",
    "Where the source puts a contestant towards those in power.",
    {
        "governing": "The ruling or presidential party.",
        "pro_government": "Called loyal, friendly, pro-government or pro-presidential.",
        "opposition": "Called opposition, or opposed to the government.",
    },
)

SYSTEM = Vocabulary(
    "system",
    "Electoral system of the whole contest.",
    {
        "proportional": "Lists alone.",
        "majoritarian": "Single-member constituencies alone.",
        "parallel": "Lists and constituencies, counted apart.",
        "compensatory": "Lists and constituencies, lists making up for what constituencies skew.",
        "majority_bonus": "Lists alone, with a bonus of seats for the winner.",
        "transferable_vote": "Ranked ballots, whose votes pass on to the next choice.",
        "two_round": "One office, absolute majority, second round if nobody reaches it.",
    },
)

FORMULA = Vocabulary(
    "formula",
    "Rule that turns votes into seats.",
    {
        "hare": "Hare quota and largest remainders.",
        "droop": "Droop quota and largest remainders.",
        "hagenbach_bischoff": "Hagenbach-Bischoff quota, remaining seats by highest averages.",
        "imperiali": "Imperiali quota and largest remainders.",
        "dhondt": "Highest averages, divisors 1, 2, 3.",
        "sainte_lague": "Highest averages, divisors 1, 3, 5.",
        "modified_sainte_lague": "Highest averages, divisors 1.4, 3, 5.",
        "transferable_vote": "Quota of first and transferred preferences.",
        "plurality": "Most votes win.",
        "absolute_majority": "More than half of the votes wins, otherwise a second round.",
        "indirect": "Elected by another body.",
    },
)

TIER = Vocabulary(
    "tier",
    "Part of a chamber that is filled by one rule.",
    {
        "list": "Filled from party lists.",
        "constituency": "Filled in constituencies.",
        "indirect": "Filled by a body other than the voters.",
        "single": "The one office contested.",
    },
)

SEX = Vocabulary("sex", "Sex of a person as sources word it.", {"female": "Woman.", "male": "Man."})

PERSON_STATUS = Vocabulary(
    "status",
    "What became of a named person in connection with the election.",
    {
        "stood": "Candidate on election day.",
        "elected": "Won the seat or office.",
        "struck_off": "Taken off a list or out of the race by an authority.",
        "withdrew": "Gave up the candidacy.",
        "detained": "Detained or arrested.",
        "imprisoned": "Serving a sentence.",
        "exiled": "Living abroad to escape prosecution or pressure.",
        "released": "Set free after detention or prison.",
    },
)

MISSION_TYPE = Vocabulary(
    "mission_type",
    "Who judged the vote.",
    {
        "igo_mission": "Observers sent by an intergovernmental organisation.",
        "parliamentary_mission": "Observers sent by a parliament or an assembly of parliaments.",
        "ngo_mission": "Observers sent by an organisation or institute outside government.",
        "government": "A foreign government or the European Union, speaking without observers.",
        "ngo": "An organisation outside government, speaking without observers.",
        "scholar": "Experts or scholars, speaking for themselves.",
    },
)

VERDICT = Vocabulary(
    "verdict",
    "Overall judgement of a vote, from worst to best, by the fixed rules of data/README.md.",
    {
        "failed": "Says the vote was not free, fair or democratic, or fell short of standards.",
        "critical": "Names serious faults as its main message, without failing the vote outright.",
        "mixed": "Sets merits and faults side by side, neither as the main message.",
        "approved": "Says the vote was open, fair or free, or met standards.",
    },
)

OUTLET = Vocabulary(
    "outlet",
    "Kind of media that were monitored.",
    {
        "print": "Newspapers and magazines.",
        "television": "Television.",
        "radio": "Radio.",
        "online": "Internet.",
        "all": "Several kinds together, or not told apart.",
    },
)

EVENT_TYPE = Vocabulary(
    "event_type",
    "What happened.",
    {
        "accusation": "Someone was charged with or publicly accused of an offence.",
        "amendment": "A law or the constitution was amended.",
        "appeal": "A call to vote, to boycott or to act.",
        "appointment": "Someone took an office or lost it.",
        "attack": "Violence against persons or meetings.",
        "bar": "Observers or organisations were kept from watching or entering.",
        "boycott": "A contestant declared a boycott.",
        "campaign": "Campaigning, debates, primaries, advertising.",
        "cancellation": "A registration, list or vote was cancelled.",
        "closure": "A media outlet or organisation was shut, seized or blocked.",
        "complaint": "An allegation of unfairness by a contestant or a watchdog.",
        "death": "Someone died.",
        "detention": "Someone was detained or arrested.",
        "diplomacy": "A foreign government or organisation acted or spoke to the authorities.",
        "dissolution": "A chamber was dissolved, or its dissolution was asked for.",
        "emergency": "A state of emergency was declared or in force.",
        "exclusion": "A candidate was taken off a list or out of the race.",
        "founding": "A party or movement was founded.",
        "law": "A law was adopted or signed, or a bill was approved.",
        "pledge": "An authority announced or promised something.",
        "postponement": "A vote was put off, suspended or restored.",
        "procedure": "How the vote was organised: commissions, technology, training.",
        "registration": "A party or contestant was registered, refused or suspended.",
        "release": "Someone was set free.",
        "renaming": "A party changed its name.",
        "statement": "A public reaction to the vote or to its critics.",
        "strike": "A strike or labour dispute.",
        "succession": "A leader took over, stepped down or announced it.",
        "unrest": "Riots, clashes, protests.",
        "withdrawal": "A contestant or candidate withdrew.",
    },
)

RULE = Vocabulary(
    "rule",
    "Why one figure was adopted over another.",
    {
        "final_over_preliminary": "A later stage of the count outranks an earlier one.",
        "official_over_press": "The authority that made the figure outranks those who report it.",
        "arithmetic_consistency": "Only the adopted figure adds up with the others.",
        "later_correction": "The source, or its author, later printed another figure.",
        "primary_over_derived": "The source that made a figure outranks one that repeats it.",
        "misprint": "The rejected figure is an evident slip of the pen.",
        "definition": "The rejected figure measures something else.",
        "unresolved": "Nothing decides; no figure is published.",
        "earlier_stage": "The only figure is of an earlier stage and no longer held at the end; it "
        "stands in returns alone.",
        "withheld": "The only figure measures something else; no figure is published.",
        "ranked": "In a view alone: the ruling's sources are not in it, and rank decided.",
    },
)

STANDING = Vocabulary(
    "standing",
    "What became of a claim.",
    {
        "adopted": "The published value is this claim's.",
        "agrees": "Says the same as the published value, or leaves room for it.",
        "rejected": "Contradicts the published value and was ruled out.",
        "bound": "Too loosely worded to be published; nothing exact is known.",
        "unresolved": "One of several rivals between which nothing decides.",
        "withheld": "The only figure there is, ruled to be of another thing or stage.",
    },
)

CONFLICT_STATUS = Vocabulary(
    "status",
    "How a disagreement ended.",
    {"ruled": "One figure was adopted.", "unresolved": "No figure is published."},
)

MISSING = Vocabulary(
    "missing",
    "Why a cell is empty.",
    {
        "not_found": "No source coded so far states it.",
        "not_applicable": "The question does not arise.",
        "not_yet": "It had not happened, or had not been published, by the day asked for.",
    },
)

LANGUAGE = Vocabulary(
    "language",
    "Language, ISO 639-1.",
    LANGUAGES,
    standard="a language's two letters in ISO 639-1, such as kk",
)

NAME_KIND = Vocabulary(
    "name_kind",
    "What a name is used for.",
    {
        "official": "The full name at the time.",
        "short": "The name used in running text and in figures.",
        "variant": "Another spelling or abbreviation in which sources print it.",
    },
)

REGION_KIND = Vocabulary(
    "region_kind",
    "Level of a territory.",
    {"region": "Region of the first level.", "city": "City of the first level.", "town": "Town."},
)

SCHEME = Vocabulary(
    "scheme",
    "Outside dataset or registry that an identifier belongs to.",
    {
        "iso3166_alpha2": "ISO 3166-1 alpha-2 country code.",
        "iso3166_alpha3": "ISO 3166-1 alpha-3 country code.",
        "iso3166_numeric": "ISO 3166-1 numeric country code, three digits.",
        "wikidata": "Wikidata item.",
        "partyfacts": "Party Facts party id.",
        "vparty": "V-Party party id (v2paid).",
        "vdem": "V-Dem country_id.",
        "clea": "CLEA party id (country * 1,000,000 + party).",
        "cow": "Correlates of War country number.",
        "gw": "Gleditsch and Ward country number.",
        "ipu": "IPU Parline chamber or election id.",
        "ipu_archive": "Number of a chamber or an election page in the old Parline.",
        "clea_country": "CLEA country number, the ISO number without leading zero.",
        "cow_abbrev": "Correlates of War country letters.",
        "gw_abbrev": "Gleditsch and Ward country letters.",
        "polity5": "Polity5 country number.",
        "polity5_abbrev": "Polity5 country letters.",
        "imf": "IMF country number.",
        "fips": "FIPS 10-4 country letters.",
        "pacl": "Country number of the regime dataset by Przeworski and others.",
        "wvs_country": "World Values Survey country number.",
        "wvs": "World Values Survey party code; some parties have two.",
        "dpi": "Party id of the Database of Political Institutions.",
        "elecglob": "Elections Global party id.",
        "manifesto": "Manifesto Project party id.",
        "polcon": "POLCON party id.",
        "chisols": "Party of the CHISOLS dataset, as country and party.",
        "whogov": "WhoGov party, as country and party.",
        "gps": "Global Party Survey party id.",
        "gpd": "Global Populism Database party.",
        "arpd": "Autocratic Ruling Parties Dataset party.",
        "electionguide": "IFES ElectionGuide election number.",
        "reign": "REIGN election number.",
    },
)

VOCABULARIES: tuple[Vocabulary, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Vocabulary)
)

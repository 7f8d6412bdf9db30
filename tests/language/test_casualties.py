import time

import pytest
from article_facts import find_casualties
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.casualties.finding import has_death, read_casualties
from summarizer.language.casualties.mentions import CasualtyMention, PartMention
from summarizer.language.numbers import find_numbers
from summarizer.schemas.record import Sentence


def one_sentence(text: str, *, number: int = 1, start: int = 0) -> Sentence:
    return Sentence(number=number, start=start, end=start + len(text), text=text)


def in_text(text: str) -> tuple[CasualtyMention, ...]:
    return find_casualties([one_sentence(text)])


def find_parts(text: str) -> tuple[PartMention, ...]:
    sentence = one_sentence(text)
    return read_casualties(sentence, find_numbers(text)).parts


def told(text: str) -> list[tuple[str, str, int | None, str | None]]:
    """Number as written, outcome, lower bound and group of each mention."""
    return [(text[m.count_start : m.count_end], m.outcome, m.count.low, m.group) for m in in_text(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The general says 12 US troops have been killed", [("12", "killed", 12, "US troops")]),
        ("Nine martyred in Bannu", [("Nine", "killed", 9, None)]),
        ("The claim that 50 people were killed is false, the ministry said.", []),
        ("Reports of 50 people killed in the attack were false.", []),
        ("The report said that 50 people were killed in a false flag attack.", [("50", "killed", 50, "people")]),
        ("The report that 50 people were killed was confirmed.", [("50", "killed", 50, "people")]),
        ("A woman who was reported dead was later found alive.", []),
        ("Two men were reported dead; a third was found alive.", [("Two", "killed", 2, "men")]),
        ("The plane crashed, killing all 48 aboard.", [("48", "killed", 48, None)]),
        ("Some 1½ million people were displaced.", [("Some 1½ million", "displaced", 1_500_000, "people")]),
        ("12 police officers and three police dogs were injured.", [("12", "injured", 12, "police officers")]),
        ("Three people and several cats and dogs died in the fire.", [("Three", "killed", 3, "people")]),
        ("Three dogs and two goats died in the fire.", []),
        ("The death toll surpassed 100 on Tuesday.", [("surpassed 100", "killed", 100, None)]),
        ("The death toll has climbed past 300.", [("past 300", "killed", 300, None)]),
        ("The death toll could surpass 100.", []),
        ("The number of dead rose above 300.", [("above 300", "killed", 300, None)]),
        ("Bodies of 12 miners were pulled out.", [("12", "killed", 12, "miners")]),
        ("The governing bodies of 12 men were elected.", []),
        (
            "Ferry sinking: 30 bodies recovered, 12 still missing",
            [("30", "killed", 30, None), ("12", "missing", 12, None)],
        ),
        ("At least 14 people including four children were hurt.", [("At least 14", "injured", 14, "people")]),
        ("Two died and 14, including a child, were hurt.", [("Two", "killed", 2, None), ("14", "injured", 14, None)]),
        ("Two died and 14 including a child were hurt.", [("Two", "killed", 2, None), ("14", "injured", 14, None)]),
        ("In 2014, including a leap day, 366 dawns were counted.", []),
        ("74 people are known to have died.", [("74", "killed", 74, "people")]),
        ("Three men known to police left.", []),
        ("Twenty people received treatment for burns.", [("Twenty", "injured", 20, "people")]),
        ("More than 300 people have fled their homes.", [("More than 300", "displaced", 300, "people")]),
        ("Some 30 residents were forced from their homes.", [("Some 30", "displaced", 30, "residents")]),
        ("The 14 dead include three boys.", [("14", "killed", 14, None)]),
        ("The 12 injured were flown to Kabul.", [("12", "injured", 12, None)]),
        ("The 14 dead or wounded were flown home.", []),
        ("Two officers assigned to his protection died beside him.", [("Two", "killed", 2, "officers")]),
        ("Five children playing in the street were killed.", [("Five", "killed", 5, "children")]),
        ("Two people who had been sitting outside died.", [("Two", "killed", 2, "people")]),
        ("Two boys playing football said that it was loud.", []),
        ("Two gunmen killing people were shot dead.", []),
        ("The 14 dead fish were taken away.", []),
        ("A family of five was killed in Aleppo.", [("five", "killed", 5, None)]),
        ("A mother of five was killed in Aleppo.", []),
        ("A group of at least 12 people was kidnapped in Kaduna.", [("at least 12", "kidnapped", 12, "people")]),
        ("About 40 farmers had been slaughtered at Dumba.", [("About 40", "killed", 40, "farmers")]),
        ("About 40 goats had been slaughtered at Dumba.", []),
        (
            "The number of people killed in Friday's attack on the bar La Paz, in the San Juan colony, rose to six.",
            [("six", "killed", 6, None)],
        ),
        (
            "The number of people killed in Friday's attack is 5, the number of wounded, in all, rose to six.",
            [("5", "killed", 5, None)],
        ),
        ("Seven men from Punjab were led away and killed.", [("Seven", "killed", 7, "men")]),
        ("Two officers were taken off a bus and shot dead.", [("Two", "killed", 2, "officers")]),
        ("Ten were taken to hospital and released.", [("Ten", "injured", 10, None)]),
        ("Two men were rushed to a nearby hospital, where they died.", []),
        ("Three parcels were taken to the Mayo Clinic.", []),
        ("Nineteen are being treated, two of them in critical condition.", [("Nineteen", "injured", 19, None)]),
        ("Two officers suffered minor injuries.", [("Two", "injured", 2, "officers")]),
        ("Two teams suffered no injuries and heavy losses.", []),
        (
            "The death toll stood at 17 and the number of injured at 40.",
            [("17", "killed", 17, None), ("40", "injured", 40, None)],
        ),
        ("The death toll rose to 45 and the number of displaced to 20,000.", [("45", "killed", 45, None)]),
        ("The death toll of 17 could rise to 30.", []),
        ("Officials warned the number of people killed may climb to 60.", []),
        ("The death toll in May was 17.", [("17", "killed", 17, None)]),
        ("More than 300 people have been killed or injured.", []),
        ("40 dead or missing after ferry sinks", []),
        ("At least 40 people were killed and wounded in the blast.", []),
        ("Two people were killed and wounded officers fled.", [("Two", "killed", 2, "people")]),
        ("Two gunmen killed as many as 30 people.", [("as many as 30", "killed", 30, "people")]),
        ("Two brothers killed and buried their father.", []),
        ("Twelve gunmen abducted and later freed a priest.", [("a", "freed", 1, "priest")]),
        ("The death toll from shootings at two mosques in Christchurch has risen to 50.", [("50", "killed", 50, None)]),
        ("The death toll stands at 14 migrants.", [("14", "killed", 14, "migrants")]),
        ("Three passengers sustained fatal injuries.", [("Three", "killed", 3, "passengers")]),
        ("Two men suffered non-fatal gunshot wounds.", [("Two", "injured", 2, "men")]),
        ("Two people were taken to hospital with fatal injuries.", []),
        ("Two people were injured and later died.", [("Two", "killed", 2, "people")]),
        ("Two people were injured and one died.", [("Two", "injured", 2, "people"), ("one", "killed", 1, None)]),
        ("Two victims suffered severe burns and died.", [("Two", "killed", 2, "victims")]),
        ("All 12 passengers except two died.", []),
        ("He thought at least one was killed because nobody answered.", []),
        ("All of the crew except three were killed.", []),
        ("Every one of the 60 was killed.", []),
        ("Half of the crew of 60 died.", [("Half of the crew of 60", "killed", 30, None)]),
        ("Divers found four bodies and 12 survivors.", [("four", "killed", 4, None)]),
        ("At least one person has been killed.", [("At least one", "killed", 1, "person")]),
        ("At least one officer was wounded.", [("At least one", "injured", 1, "officer")]),
        ("He said that 27 persons were whisked away.", [("27", "kidnapped", 27, "persons")]),
        ("4 KIA (2 FDS, 2 VDP), 7 WIA.", [("4", "killed", 4, None), ("7", "injured", 7, None)]),
        ("2 FAMa KIA, driver dead.", [("2", "killed", 2, None)]),
        ("Thieves took 4 Kia cars.", []),
        ("Storms kill six along the coast", [("six", "killed", 6, None)]),
        ("He died, bringing the number killed to four.", [("four", "killed", 4, None)]),
        ("That brings the number of victims killed to four.", [("four", "killed", 4, None)]),
        ("The number killed and injured in the fire stands at 45.", []),
        ("The number dead or missing in the flood rose to 45.", []),
        ("Fire kills three overnight", [("three", "killed", 3, None)]),
        ("Attacks kill ten throughout Sudan", [("ten", "killed", 10, None)]),
        ("3 civs killed (1 F, 2 children).", [("3", "killed", 3, "civs")]),
        ("Bandits whisked away fourteen (14) passengers.", [("fourteen (14)", "kidnapped", 14, "passengers")]),
        ("Nine people, six of them policemen, embraced martyrdom.", [("Nine", "killed", 9, "people")]),
        ("Two constables succumbed to their injuries.", [("Two", "killed", 2, "constables")]),
        (
            "At least 60 civilians killed and 140 injured in twin blasts",
            [("At least 60", "killed", 60, "civilians"), ("140", "injured", 140, None)],
        ),
        (
            "a bombing that killed 12 US service members, along with at least 60 Afghan civilians.",
            [("12", "killed", 12, "US service members"), ("at least 60", "killed", 60, "Afghan civilians")],
        ),
        (
            "He confirmed that 12 sailors were killed in, the blasts and 15 others were injured.",
            [("12", "killed", 12, "sailors"), ("15", "injured", 15, "others")],
        ),
        ("The death toll rose to 34.", [("34", "killed", 34, None)]),
        (
            "The number of people known to have died in the earthquake that struck the east on Sunday has risen to 48.",
            [("48", "killed", 48, None)],
        ),
        ("Six persons were burnt beyond recognition.", [("Six", "killed", 6, "persons")]),
        ("Nine persons have died since Friday night.", [("Nine", "killed", 9, "persons")]),
        ("Death toll from floods, landslides climbs to 37", [("37", "killed", 37, None)]),
        ("Heat deaths climb to 37 as summer goes on", [("37", "killed", 37, None)]),
        ("Heat deaths led men to climb to 37 peaks", []),
        ("The toll, he said, was unclear, and police moved to 3 areas.", []),
        ("Death toll in floods, missing rises to 40", []),
        ("Taking its toll, and temperatures climbed to 49.", []),
        ("The agency put the number of the dead at six.", [("six", "killed", 6, None)]),
        ("Six persons unfortunately lost their lives.", [("Six", "killed", 6, "persons")]),
        ("Nine bodies were found in three graves.", [("Nine", "killed", 9, None)]),
        ("Divers recovered at least three bodies.", [("at least three", "killed", 3, None)]),
        ("Nine bodies of water dried up.", []),
        ("Police put the number of abducted pupils at 17.", [("17", "kidnapped", 17, None)]),
        ("The number of people kidnapped rose to 40.", [("40", "kidnapped", 40, None)]),
        ("A blast at a chemical plant killed 12 people.", [("12", "killed", 12, "people")]),
        (
            "Eight were injured, and one of them, a child, later died.",
            [("Eight", "injured", 8, None), ("one", "killed", 1, None)],
        ),
        ("Toll rises to 12", [("12", "killed", 12, None)]),
        ("Two more bodies were found, bringing the toll to seven.", [("seven", "killed", 7, None)]),
        ("School collapse: toll hits 50", [("50", "killed", 50, None)]),
        ("The toll from the quake in Kunar is now 214.", [("214", "killed", 214, None)]),
        (
            "Three of the eight miners trapped by a rockfall in a copper mine in Chile were found dead.",
            [("Three", "killed", 3, "miners")],
        ),
        ("The toll: the death toll climbed from 20 to at least 34.", [("at least 34", "killed", 34, None)]),
        (
            "It hit a wall, leaving three dead and five wounded.",
            [("three", "killed", 3, None), ("five", "injured", 5, None)],
        ),
        ("Two people died.", [("Two", "killed", 2, "people")]),
        (
            "It killed at least 20, wounding 30 others.",
            [("at least 20", "killed", 20, None), ("30", "injured", 30, "others")],
        ),
        (
            "Five people were kidnapped, and 14 are missing.",
            [("Five", "kidnapped", 5, "people"), ("14", "missing", 14, None)],
        ),
        ("The men took 12 villagers hostage.", [("12", "kidnapped", 12, "villagers")]),
        ("The flood claimed the lives of 9 people.", [("9", "killed", 9, "people")]),
        ("The flood claimed nine lives.", [("nine", "killed", 9, None)]),
        (
            "The crash killed a driver, injuring dozens.",
            [("a", "killed", 1, "driver"), ("dozens", "injured", 24, None)],
        ),
        (
            "Three soldiers and two civilians were killed.",
            [("Three", "killed", 3, "soldiers"), ("two", "killed", 2, "civilians")],
        ),
        ("Five of the seven miners were found dead.", [("Five", "killed", 5, "miners")]),
        ("12 people, including three children, were killed.", [("12", "killed", 12, "people")]),
        (
            "Two men were killed and at least 60 people, including 14 officers, injured as police fired.",
            [("Two", "killed", 2, "men"), ("at least 60", "injured", 60, "people")],
        ),
        ("At least 60 people, including 14 officers, injured three.", [("three", "injured", 3, None)]),
        ("The gang was armed and at least 12 men, including its head, killed and robbed traders.", []),
        ("At least 60 people, most of them officers, injured in talks.", []),
        ("Nine members of the city guard were killed.", [("Nine", "killed", 9, "members of the city guard")]),
        ("Gunmen kill 12 people in the hills.", [("12", "killed", 12, "people")]),
        ("More than 2,000 people were displaced.", [("More than 2,000", "displaced", 2000, "people")]),
        ("They freed two nuns.", [("two", "freed", 2, "nuns")]),
        ("Four passengers escaped unharmed.", [("Four", "unharmed", 4, "passengers")]),
        ("Two of them have since died.", [("Two", "killed", 2, None)]),
        ("The deadliest raid since 2011 killed 12 people.", [("12", "killed", 12, "people")]),
        ("Twelve Peruvians were shot dead.", [("Twelve", "killed", 12, "Peruvians")]),
        ("It caused 12 deaths and 5 injuries.", [("12", "killed", 12, None), ("5", "injured", 5, None)]),
        ("Hundreds of people were killed.", [("Hundreds", "killed", 200, "people")]),
        ("The blast injured dozens of civilians.", [("dozens", "injured", 24, "civilians")]),
        ("Dozens of the passengers were hurt.", [("Dozens", "injured", 24, "passengers")]),
        ("The mother of two boys who died spoke.", [("two", "killed", 2, "boys")]),
        ("The father of two children killed in the blast wept.", [("two", "killed", 2, "children")]),
        ("Two people injured in a blast have died.", [("Two", "killed", 2, "people")]),
        ("A man who was wounded has died.", [("A", "killed", 1, "man")]),
        ("One of five people hurt in a blast has died.", [("five", "injured", 5, "people")]),
        (
            "Two people injured in a blast that killed six died.",
            [("Two", "injured", 2, "people"), ("six", "killed", 6, None)],
        ),
        ("Ten hostages had been released.", [("Ten", "freed", 10, "hostages")]),
        ("The hurt captives: ten students were released.", [("ten", "freed", 10, "students")]),
        ("A wounded general and ten prisoners were released.", [("ten", "freed", 10, "prisoners")]),
        ("Three soldiers in poor condition and ten women were freed.", [("ten", "freed", 10, "women")]),
        ("Twelve people – among them two children – were killed.", [("Twelve", "killed", 12, "people")]),
        ("Twelve people — among them two children — were killed.", [("Twelve", "killed", 12, "people")]),
        ("Twelve people—two of them children—were killed.", [("Twelve", "killed", 12, "people")]),
        ("15 people remain missing.", [("15", "missing", 15, "people")]),
        ("15 people, five of them children, remained missing.", [("15", "missing", 15, "people")]),
        ("A further 15 remain unaccounted for.", [("15", "missing", 15, None)]),
        ("Three men were shot and killed.", [("Three", "killed", 3, "men")]),
        ("Three men shot and killed two guards.", [("two", "killed", 2, "guards")]),
        ("Three men were shot and seriously wounded.", [("Three", "injured", 3, "men")]),
        ("Six day labourers were killed.", [("Six", "killed", 6, "day labourers")]),
        ("Two lakh people were displaced.", [("Two lakh", "displaced", 200_000, "people")]),
        ("Two of the men are deceased.", [("Two", "killed", 2, "men")]),
        ("Two men were fatally shot.", [("Two", "killed", 2, "men")]),
        ("A man fatally stabbed two guards.", [("two", "killed", 2, "guards")]),
        ("Two soldiers were fatally wounded.", [("Two", "killed", 2, "soldiers")]),
        ("Four people were shot, one fatally, in Wichita.", [("one", "killed", 1, None)]),
        ("All 12 on board were killed.", [("12", "killed", 12, None)]),
        (
            "All 7 people aboard a plane that vanished over the delta on Monday are dead.",
            [("7", "killed", 7, "people")],
        ),
        ("All 7 people aboard a bus and 2 men on foot died.", [("2", "killed", 2, "men")]),
        ("The two fatally flawed bridges hurt 12 people.", [("12", "injured", 12, "people")]),
    ],
)
def test_casualties_are_found(text: str, expected: list[tuple[str, str, int | None, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("who", ["juvenile", "toddler", "male", "bouncer", "cyclist", "herdsman"])
def test_one_of_many_kinds_of_people_is_a_casualty(who: str) -> None:
    assert [(outcome, number) for _, outcome, number, _ in told(f"One {who} was killed in Leeds.")] == [("killed", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "The storm could kill thousands.",
        "They threatened to kill 12 hostages.",
        "The army rejected claims that its troops killed 30 civilians.",
        "He dismissed reports that soldiers had killed 30 civilians.",
        "There might be many people wounded.",
        "If 12 people were killed, it would be grave.",
        "Raids have killed 40 people since January.",
        "An earlier version of this article said that two people had died.",
        "Raids have killed 40 people so far this year.",
        "Mines killed 90 people in the past decade.",
        "The road toll for the year stands at 112.",
        "That takes the death toll on the roads this year to 112.",
        "The war has killed 70,000 people.",
        "The war, which began in April 2023, has killed 70,000 people.",
        "12 buildings were destroyed.",
        "12 houses were damaged and 3 cars burned.",
        "Wolves killed 30 sheep.",
        "No one was hurt.",
        "He was killed two blocks away.",
        "About 1,000 US citizens are still in the country.",
        "It was the deadliest day of the 20-year war, which killed so much.",
        "The office released an official note.",
        "Two gunmen killed the guard.",
        "The raid killed or wounded 12 people.",
        "The general has 12 soldiers.",
        "It was said that the men, a teacher at the school have been killed.",
        "The 50 people killed since January were farmers.",
        "Since January, 40 people have been killed.",
        "More than 40 people have been killed, and 100 wounded, since early 2011.",
        "Raids have killed 40 people since the war began.",
        "1,980 people, most of them youths, have been kidnapped since 11 November.",
        "Since it was founded in 1985, the party said, 40 members have been killed.",
        "More than 5,000 people have been killed since the coup.",
        "But since January, more than 300 people have been killed in the region.",
        "In a land where 1,200 people have died since May, people were killed.",
        "More than 300 people have been killed across Gaza since Friday.",
        "The number of people reported dead or missing is 312.",
        "The death toll has yet to be confirmed by the authorities in a city of 2 million people.",
        "The two sisters lost their battle for life support to go on.",
        "A mother of two died in the fire.",
        "Crash leaves Queens mother of 2 dead.",
        "The father to two boys died at once.",
        "Two suspects had been released.",
        "Two people were released from a local hospital.",
        "A woman remained in critical condition and an officer was released.",
        "Dozens more were feared dead.",
        "Some 650 people aboard the train said that they were well.",
        "It is the worst accident since 296 people died in 2023.",
        "All 12 miners are presumed dead.",
        "The toll on the bridge rises to 12 dollars.",
        "The injury toll rose to 40.",
        "The casualty toll rose to 45.",
        "The toll of wounded rose to 30.",
        "The toll of buildings destroyed rose to 120.",
    ],
)
def test_what_is_no_casualty(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A blast on Monday killed 12 people, the third attack since May.",
        "A blast on Monday killed 12 people, the deadliest day since marines left.",
    ],
)
def test_since_when_it_is_the_worst_is_no_long_term(text: str) -> None:
    assert [number for number, *_ in told(text)] == ["12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was one of 12 people killed in the blast.", ["12"]),
        ("Smith is one of four Americans kidnapped in Haiti.", ["four"]),
        ("Two of six people injured in the crash remain in hospital.", ["six"]),
        ("Three of 12 passengers died.", ["Three"]),
        ("Two of three engineers who were kidnapped flew home.", ["three"]),
        ("Four of the nine students who have been kidnapped were seen.", ["nine"]),
        ("At least 80 percent of the 130 passengers who were killed were foreigners.", ["130"]),
        ("The strikes killed 22 in two refugee camps.", ["22"]),
        ("Gunmen killed at least 11 in three worker hostels, police said.", ["at least 11"]),
        ("The blast killed one in five passengers on board.", []),
        ("A gunman killed at least 20 people in the camp.", ["at least 20"]),
        ("A gunman killed more than 20 people in the camp.", ["more than 20"]),
        ("20 percent of residents said 12 people were killed.", ["12"]),
        ("Most of it burned and three people died.", ["three"]),
        ("Two thirds of the town's 300 people were killed.", []),
    ],
)
def test_the_number_that_is_told_of(text: str, expected: list[str]) -> None:
    assert [number for number, *_ in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three of 12 passengers were killed.", [("Three", "killed", 3, "passengers")]),
        ("Three out of 12 passengers were killed.", [("Three", "killed", 3, "passengers")]),
        ("Three of his 12 bodyguards were killed.", [("Three", "killed", 3, "bodyguards")]),
        ("Three of the more than 40 passengers died.", [("Three", "killed", 3, "passengers")]),
        ("Three of 12 were killed.", [("Three", "killed", 3, None)]),
        ("The blast killed three of 12 guards.", [("three", "killed", 3, "guards")]),
        ("Half of the 40 passengers were killed.", [("Half of the 40", "killed", 20, "passengers")]),
        ("Half the 40 passengers were killed.", [("Half the 40", "killed", 20, "passengers")]),
        ("The blast killed half of the 40 guards.", [("half of the 40", "killed", 20, "guards")]),
        ("Half of the 41 passengers were killed.", []),
        ("Half of the 12 people killed in the attack were children.", []),
        ("The raid left half of the 12 guards dead.", []),
        ("Half of the 40 to 50 passengers were killed.", []),
        ("More than half of the 40 passengers were killed.", []),
        ("Half of about 40 passengers were killed.", []),
        ("Ten percent of 500 passengers were killed.", []),
        ("10% of the 500 passengers were killed.", []),
        ("A third of 30 hostages were killed.", []),
        ("Two-thirds of the 30 hostages were killed.", []),
        ("Most of 30 hostages were killed.", []),
        ("An estimated 10 percent of the town's 5,000 people were killed.", []),
        ("Two of the crew of 12 were killed.", [("Two", "killed", 2, "crew")]),
        ("None of 30 hostages were killed.", []),
        ("All but three of the 12 passengers were killed.", []),
        ("All but two passengers were killed.", []),
        ("One in five passengers was killed.", []),
        ("One in five Peruvians were killed.", []),
        ("The flood displaced one in every five people.", []),
        ("Three in 12 passengers died.", []),
        ("Out of 12 passengers, three were killed.", [("three", "killed", 3, None)]),
        ("Five of the 12 people killed in the attack were children.", []),
        ("Five of 12 killed in the attack were children.", []),
        ("It left three of the 12 miners dead.", [("three", "killed", 3, "miners")]),
        ("Three of the 12 deaths were of children.", [("12", "killed", 12, None)]),
    ],
)
def test_a_part_of_a_number_is_not_the_whole(
    text: str, expected: list[tuple[str, str, int | None, str | None]]
) -> None:
    assert told(text) == expected


def parts(text: str) -> list[tuple[str, str, str, int | None]]:
    """The whole and the part as written, the outcome, and the part's lower bound."""
    return [
        (text[p.whole_start : p.whole_end], text[p.start : p.end], p.outcome, p.count.low if p.count else None)
        for p in find_parts(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three of 12 passengers were killed.", [("12", "Three", "killed", 3)]),
        ("Three of the more than 40 passengers died.", [("more than 40", "Three", "killed", 3)]),
        ("The blast killed three of 12 guards.", [("12", "three", "killed", 3)]),
        ("It left three of the 12 miners dead.", [("12", "three", "killed", 3)]),
        ("Half of the 40 passengers were killed.", [("40", "Half of the 40", "killed", 20)]),
        ("The blast killed half the 40 guards.", [("40", "half the 40", "killed", 20)]),
        ("Half of the 41 passengers were killed.", [("41", "Half of the 41", "killed", None)]),
        ("More than half of the 40 passengers died.", [("40", "More than half of the 40", "killed", None)]),
        ("Nearly a third of the 300 villagers were hurt.", [("300", "Nearly a third of the 300", "injured", None)]),
        ("It killed two-thirds of the 30 hostages.", [("30", "two-thirds of the 30", "killed", None)]),
        ("10% of the 500 passengers were killed.", [("500", "10% of the 500", "killed", None)]),
        ("Most of the 12 passengers was killed.", [("12", "Most of the 12", "killed", None)]),
        ("Not all of the 12 miners were freed.", [("12", "Not all of the 12", "freed", None)]),
        ("None of the 12 passengers was hurt.", [("12", "None of the 12", "injured", None)]),
        ("All but two passengers were killed.", [("two", "All but two", "killed", None)]),
        ("All but two of the 12 guards were killed.", [("two of the 12", "All but two", "killed", None)]),
        ("One in five passengers was killed.", [("One in five", "One", "killed", None)]),
        ("Of the 12 passengers, three died.", [("12", "three", "killed", 3)]),
        (
            "Of 12 passengers, three died and two were hurt.",
            [("12", "three", "killed", 3), ("12", "two", "injured", 2)],
        ),
        ("It carried 12 passengers, three of whom died.", [("12", "three", "killed", 3)]),
        ("Four people were shot, one of them fatally, police said.", [("Four", "one", "killed", 1)]),
        ("Seven people were stabbed, including two fatally.", [("Seven", "two", "killed", 2)]),
        ("Five were shot, including one who was pronounced dead.", [("Five", "one", "killed", 1)]),
        ("Five people were hurt, including a man who died in hospital.", [("Five", "a", "killed", 1)]),
        ("Five people were hurt, including a man who is a clerk.", []),
        ("An employee shoots 4 colleagues, killing 1 at a store.", [("4", "1", "killed", 1)]),
        ("A storm hit 4 towns, killing 1.", []),
        ("Five people were killed, including one who died in hospital.", []),
        ("The 12 miners were trapped; three of them died.", [("12", "three", "killed", 3)]),
        ("40 people were wounded, three of whom died.", [("40", "three", "killed", 3)]),
        ("Since May, three of the 12 hostages have been freed.", [("12", "three", "freed", 3)]),
        # the whole suffered the same
        ("He was one of 12 people killed in the blast.", []),
        ("Twelve were killed, three of them shot dead.", []),
        ("Of the 12 people killed, three were shot dead.", []),
        ("Half of the 12 people killed in the attack were children.", []),
        ("Three of the 12 deaths were of children.", []),
        ("Three of the 12 victims were shot dead.", [("12", "Three", "killed", 3)]),
        ("Ten of the 33 miners trapped by the collapse have been found dead.", [("33", "Ten", "killed", 10)]),
        ("The bombing left three of the 12 dead.", [("12", "three", "killed", 3)]),
        ("Three of the 12 injured soldiers were seriously hurt.", []),
        ("Rebels freed three of the 12 soldiers they had seized.", [("12", "three", "freed", 3)]),
        ("They executed three of the 12 documents.", []),
        ("Three of the 12 kidnapped workers were abducted on Monday.", []),
        ("Of the 24 hostages, 10 were abducted in March.", []),
        ("The rebels took 24 soldiers; 10 of them are held hostage.", []),
        ("The toll rose to 22 people, 10 of whom died in hospital.", []),
        ("Three of the 12 dead were killed by gunfire.", []),
        ("The bodies of the 12 miners were found; three of them had been shot dead.", []),
        ("They found 12 charred bodies, three of them shot dead.", []),
        ("Two of three engineers who were kidnapped flew home.", []),
        ("Half of the 12 people who were killed were children.", []),
        # there is no whole
        ("They have killed scores of thousands of people.", []),
        ("Three of them died.", []),
        ("Three passengers died.", []),
        ("Two buses met, and three of them died.", []),
        ("Of two buses, one hit the 12 people, and 30 died.", []),
        ("Of the 12 passengers, most slept. Three people died later.", []),
        ("The strikes killed 22 in two refugee camps.", []),
    ],
)
def test_a_whole_of_which_a_part_suffered(text: str, expected: list[tuple[str, str, str, int | None]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("Three of the 12 miners died.", True),
        ("Three of the 12 miners who were rescued died.", True),
        ("Most of the 12 miners died.", True),
        ("Four men were shot, one fatally.", True),
        ("Of the 12 miners, three died.", True),
        ("Of the 12 miners, three were injured.", False),
        ("It trapped 12 miners, of whom three were injured.", False),
        ("Three of the 12 victims died.", True),
        ("Two of the five shooting victims were injured.", False),
        ("Five of the 40 passengers were seriously injured.", False),
        ("Five of the 40 passengers were injured.", True),
    ],
)
def test_whether_a_part_stands_in_one_phrase_with_its_whole(text: str, direct: bool) -> None:
    (part,) = find_parts(text)
    assert part.is_direct is direct


@given(
    st.integers(2, 400),
    st.integers(2, 400),
    st.sampled_from(["of", "out of", "of the", "of the other", "of their"]),
    st.sampled_from(["passengers", "US troops", "Peruvians"]),
)
def test_a_part_is_told_of_its_whole(part: int, whole: int, of: str, group: str) -> None:
    for text in (f"{part} {of} {whole} {group} were killed.", f"It killed {part} {of} {whole} {group}."):
        assert parts(text) == [(str(whole), str(part), "killed", part)]


def test_people_among_those_who_suffered_the_same_are_no_more_people() -> None:
    assert told("Twelve were killed, three of them shot dead.") == [("Twelve", "killed", 12, None)]
    assert told("Three of the 12 dead were shot dead.") == []


@given(
    st.integers(2, 400),
    st.integers(2, 400),
    st.sampled_from(["of", "out of", "of the", "of the other", "of their"]),
    st.sampled_from(["passengers", "US troops", "Peruvians"]),
)
def test_the_part_is_told_and_never_the_whole(part: int, whole: int, of: str, group: str) -> None:
    for text in (f"{part} {of} {whole} {group} were killed.", f"It killed {part} {of} {whole} {group}."):
        assert told(text) == [(str(part), "killed", part, group)]
    assert told(f"{part} percent {of} {whole} {group} were killed.") == []


@given(st.integers(1, 100), st.integers(1, 100), st.sampled_from(["in", "in every", "out of every"]))
def test_a_ratio_gives_no_number(part: int, whole: int, of: str) -> None:
    assert told(f"{part} {of} {whole} passengers were killed.") == []


def test_killed_in_two_incidents_is_no_ratio() -> None:
    assert told("It killed three in two districts.") == [("three", "killed", 3, None)]


def test_a_number_that_belongs_to_the_attackers_is_not_taken() -> None:
    text = "12 gunmen opened fire and five people were killed."
    assert told(text) == [("five", "killed", 5, "people")]


def test_offsets_are_those_of_the_article() -> None:
    article = "A fire broke out. Two people died. At least 30 tourists were injured."
    spans = [(0, 17), (18, 34), (35, 69)]
    sentences = [
        one_sentence(article[start:end], number=at, start=start) for at, (start, end) in enumerate(spans, start=1)
    ]
    first, second = find_casualties(sentences)
    assert (first.sentence, first.start, first.end) == (2, 18, 33)
    assert article[first.start : first.end] == first.text == "Two people died"
    assert article[second.start : second.end] == second.text == "At least 30 tourists were injured"
    assert article[second.count_start : second.count_end] == "At least 30"
    assert (second.count.low, second.count.high, second.count.qualifier) == (30, None, "at_least")


WORDS = [
    "killed",
    "12",
    "people",
    "and",
    "were",
    "the",
    "a",
    "man",
    "wounded",
    "of",
    ",",
    '"',
    "--",
    "at",
    "least",
    "dozens",
    "died",
    "60",
    "others",
    "if",
    "hostage",
    "half",
    "in",
    "–",
    "since",
    "May",
]


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_read_and_every_span_is_exact(text: str) -> None:
    for mention in find_casualties([one_sentence(text, start=7)]):
        assert text[mention.start - 7 : mention.end - 7] == mention.text
        assert mention.start <= mention.count_start < mention.count_end <= mention.end
    for part in find_parts(text):
        assert 0 <= part.start < part.end <= len(text)
        assert 0 <= part.whole_start < part.whole_end <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "killed 12 people and ",
        "a man was ",
        "of the 12 people ",
        "a ",
        "12 people in a b c ",
        "3 of ",
        "3 people – ",
        "half of 4 in ",
        "since May, ",
        "of the 9 people, 2 of them ",
        "most of the ",
        "all but 3 of ",
    ],
)
def test_hostile_length_is_read_in_linear_time(unit: str) -> None:
    started = time.thread_time()
    in_text(unit * (30_000 // len(unit)))
    assert time.thread_time() - started < 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Officers were unable to revive him.", True),
        ("He didn't make it, his brother said.", True),
        ("There were no survivors.", True),
        ("None of the seven crew survived.", True),
        ("Militants slit the throats of farmers.", True),
        ("He was found without a pulse.", True),
        ("The 19-year-old was DOA at Mercy Hospital.", True),
        ("Six fighters were sent to hell, the army said.", True),
        ("Two of them were burnt alive.", True),
        ("The victim survived.", False),
        ("All are expected to survive.", False),
        ("The wreck made it hard to reach her, but she did.", False),
    ],
)
def test_an_article_tells_of_deaths_in_many_words(text: str, *, told: bool) -> None:
    assert has_death(text) is told

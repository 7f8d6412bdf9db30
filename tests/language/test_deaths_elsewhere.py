import re
import unicodedata

import pytest

from summarizer.language.deaths_elsewhere import _ROWS, LANGUAGES, may_tell_death

DEATHS = {
    "de": """Zwei Tote bei Frontalzusammenstoß auf der B27.
        Bei dem Brand in einem Mehrfamilienhaus kamen drei Bewohner um.
        Die Lawine riss vier Skifahrer mit sich; für sie kam jede Hilfe zu spät.
        Taucher fanden am Dienstag die Leichen der beiden vermissten Kinder.
        Das Erdbeben kostete mehr als 200 Menschen das Leben.
        Der Notarzt konnte nichts mehr für den 19-Jährigen tun.
        Die Terroristen brachten sieben Geiseln um.
        Bewaffnete töten 30 Dorfbewohner in Nigeria.
        RAKETENANGRIFF TOETET ACHT ZIVILISTEN
        Denen erlag er trotz aller Mühe noch am Unfallort.
        Zahl der Hitzetoten steigt auf 40.""",
    "fr": """Le séisme a coûté la vie à deux cents personnes.
        Trois randonneurs emportés par une avalanche : leurs corps ont été retrouvés dimanche.
        L'octogénaire a succombé à ses blessures à l'hôpital.
        Les secours n'ont pas pu le réanimer.
        Deux pêcheurs périssent en mer.
        INCENDIE A LILLE: DEUX PERSONNES DECEDEES
        ATTENTAT: 12 TUES
        Six personnes n'avaient pas survécu aux intempéries.
        Il a mis fin à ses jours.
        Des hommes armés massacrent vingt villageois.
        Le pilote Giovanni mort dans la chute; le motocycliste a fini carbonisé.""",
    "it": """Operaio perde la vita in un cantiere a Brescia.
        Travolto da un treno, muore sul colpo.
        Uccide la moglie e si costituisce.
        Il bilancio provvisorio è di almeno sei vittime.
        Non ce l'ha fatta il motociclista ricoverato a Pisa.
        Per lui non c'è stato nulla da fare.
        Morì tra le fiamme.
        Le salme sono state portate a Bari.
        Un ragazzo di 17 anni è annegato nel lago.
        Domani i funerali dei tre ragazzi.""",
    "pt": """O motociclista não resistiu aos ferimentos.
        Acidente mata duas pessoas.
        Casal esfaqueado: ele a matou e fugiu.
        Polícia encontra corpo de jovem desaparecida.
        O corpo do bombeiro foi encontrado no rio.
        Duas vítimas mortais em despiste na A1.
        O óbito foi declarado no local.
        Chuvas ceifam 40 vidas em Petrópolis.
        A vítima já se encontrava sem sinais vitais.
        Jovem é executado em bar.
        Motorista foi encontrado carbonizado.""",
    "nl": """Twee doden bij botsing op A2.
        De drie slachtoffers die zondag omkwamen bij de brand woonden er kort.
        Een fietser kwam om het leven bij een aanrijding.
        Vrouw doodgeschoten in Breda.
        Reanimatie mocht niet baten.
        Bomaanslag eist 30 levens.
        Het stoffelijk overschot is gevonden.
        De schutter vermoordde vier collega's.
        Hij heeft het niet overleefd.
        De bestuurder overleed ter plaatse.
        Rellen in Wilrijk twee doden en zes gewonden.""",
    "pl": """Dwie osoby zginęły w wypadku pod Radomiem.
        Nie żyje 10-letni chłopiec.
        Kierowca poniósł śmierć na miejscu.
        Znaleziono zwłoki zaginionej kobiety.
        Ich życia nie udało się uratować.
        Na ratunek było już za późno.
        Zamordowano dziennikarza.
        Ciało 20-latka odnaleziono w rzece.
        Górnicy nie przeżyli wstrząsu.
        Zabitych zostało czterech żołnierzy.
        Obaj mężczyźni byli martwi.""",
}
NO_DEATHS = {
    "de": """Messerangriff im ICE: vier Verletzte. Die Mordkommission ermittelt wegen versuchten Totschlags.
        Ein Mann bedrohte eine Verkäuferin mit dem Tod und drohte, sie zu töten.
        Eine Radfahrerin geriet im toten Winkel unter einen Lkw; Totalschaden, der Verkehr kam zum Erliegen.
        Es gab acht Verletzte, aber keine Todesopfer; Tote gab es nicht.
        Der Verlag meldet gleichen Niederschlag, die Schüsse gefallen sind um 15 Uhr, kam es um 16 Uhr zum Streit.
        Vor dem Werk trieben 200 tote Fische.""",
    "fr": """Un car s'est renversé, faisant vingt blessés mais aucun mort, selon le corps des sapeurs-pompiers.
        Quatre blessés au couteau; une enquête pour tentative d'assassinat a été ouverte.
        Il a menacé de mort la caissière, puis de tuer un client.
        Le cycliste était dans l'angle mort; il est entre la vie et la mort.
        Brûlés sur 30 % du corps, ils vivent; la voiture a été carbonisée.""",
    "it": """Quattro feriti sul treno; l'aggressore è accusato di tentato omicidio.
        Minacciata di morte dall'ex marito, la donna ha chiamato i carabinieri.
        Nessun morto, ma venti feriti nel deragliamento, dice il corpo forestale.
        L'operaio non è in pericolo di vita; un'auto è carbonizzata.""",
    "pt": """Quatro pessoas ficaram feridas em ataque com faca, disse o Corpo de Bombeiros.
        Homem é preso por tentativa de homicídio; disse que iria matar o vizinho.
        O fogo na Mata Atlântica feriu dois; o fogo na mata foi controlado.
        Ônibus tomba e deixa 20 feridos; não houve mortos.""",
    "nl": """Vier gewonden bij steekpartij; de verdachte wordt vervolgd voor poging tot moord.
        Hij bedreigde zijn buurman met de dood en stuurde doodsbedreigingen.
        Een fietser in de dode hoek raakte gewond. Er zijn geen doden gevallen.
        De agenten lijken tevreden, vertrouwen elkaar en komen om 15.00 uur aan.""",
    "pl": """Cztery osoby zostały ranne; mężczyzna usłyszał zarzut usiłowania zabójstwa.
        Groził sąsiadowi śmiercią. Turysta zaginął.
        Trzy osoby doznały obrażeń ciała. Policja bez zwłoki ruszyła na miejsce, mieszkańcy martwią się.
        Wybuch gazu: sześć osób rannych, nikt nie zginął.""",
}


def told(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, text.strip()) for language, many in texts.items() for text in many.splitlines()]


@pytest.mark.parametrize(("language", "text"), told(DEATHS))
def test_a_death_is_told_in_many_ways(language: str, text: str) -> None:
    assert may_tell_death(text, language)


@pytest.mark.parametrize(("language", "text"), told(NO_DEATHS))
def test_threats_attempts_and_other_senses_of_a_word_tell_of_no_death(language: str, text: str) -> None:
    assert not may_tell_death(text, language)


def test_letters_with_their_accents_apart_tell_of_the_same_death() -> None:
    assert may_tell_death(unicodedata.normalize("NFD", "Le maire est décédé hier."), "fr")


def test_any_text_may_tell_of_a_death_where_no_word_of_it_is_known() -> None:
    assert "fi" not in LANGUAGES
    assert may_tell_death("Kaksi ihmistä loukkaantui.", "fi")


def test_rows_stand_in_small_letters_as_what_they_are_looked_for_in_does() -> None:
    for _, sense, row in _ROWS:
        plain = re.sub(r"\\.", "", row.pattern)
        assert plain == plain.lower()
        assert sense in {"death", "none"}
        assert len(row.pattern) <= 1000

"""Patterns of Spanish words that tell of a country: names, offices of a demonym ("la policía mexicana"), regions."""

from summarizer.language.wording import Wording

_DEMONYMS = {
    "AR": r"argentin[oa]|bonaerense|(?<=barrio\s)porteño",
    "BO": "bolivian[oa]", "BR": "brasileñ[oa]", "CL": "chilen[oa]",
    "CO": "colombian[oa]", "CR": "costarricense", "CU": "cuban[oa]", "DO": "dominican[oa]", "EC": "ecuatorian[oa]",
    "ES": "española?|madrileñ[oa]|sevillan[oa]|malagueñ[oa]",
    "FR": "franc[eé]sa?", "GT": "guatemaltec[oa]", "HN": "hondureñ[oa]", "HT": "haitian[oa]",
    "IT": "italian[oa]", "MX": "mexican[oa]", "NI": "nicaragüense", "PA": "panameñ[oa]", "PE": "peruan[oa]|limeñ[oa]",
    "PT": "portugu[eé]sa?", "PY": "paraguay[oa]", "SV": "salvadoreñ[oa]", "US": "estadounidense", "UY": "uruguay[oa]",
    "VE": "venezolan[oa]",
}  # fmt: skip
OFFICE = Wording(
    r"(?<!\w)(?i:polic[ií]a|gobierno|ej[eé]rcito|armada|fiscal[ií]a|justicia|ministerio|capital|ciudad|localidad|municipio"
    r"|departamento|provincia|estado|regi[oó]n|territorio|costas?|selva|conurbano|barrio|distrito|servicio)"
    r"(?:\s(?:del?|la|nacional|[A-ZÁÉÍÓÚÑ]\w{2,15})){0,3}?\s"
    rf"(?:{'|'.join(f'(?P<{code}>{words})' for code, words in _DEMONYMS.items())})(?!\w)",
    "el Ministerio del Interior español", "el Barrio Español",
)  # fmt: skip
"""Demonyms are in small letters: "estado Portuguesa" and the "Barrio Francés" are names."""
NAME = Wording(
    r"\b(?:Brasil|España|Estados Unidos|EE\.\s?UU\.|EEUU|Haití|Marruecos|(?<!Nuevo )(?<!Golfo de )México"
    r"|(?<!Canal de )Panamá|Perú|República Dominicana)(?!\w)",
    "en España", "en Nuevo México",
)  # fmt: skip
"""Countries; names that are English, too, are known as those."""
NAMED_AFTER = Wording(
    r"\b(?i:calles?|avenidas?|av\.|plaza|paseo|parque|puente|pasaje|jir[oó]n|colonia|barrio|urbanizaci[oó]n|villa|estadio|hotel"
    r"|colegio|escuela|liceo|hospital|edificio)\s(?:de\s)?\Z",
    "la avenida ", "las avenidas de Lima, ",
)  # fmt: skip
"""Before what a street, a quarter or a house is named after: "la avenida Brasil" is in Lima."""
REGION = Wording(
    r"\b(?:(?i:departamento|provincia|regi[oó]n|estado|junta|gobernaci[oó]n|comunidad\saut[oó]noma)|Comunidad)\sdel?\s"
    r"(?P<name>(?:La\s|Las\s|Los\s)?[A-ZÁÉÍÓÚÑ][\w’'-]{2,20}(?:(?:\s(?:y|de|del|la))?[\s-][A-ZÁÉÍÓÚÑ][\w’'-]{2,20}){0,2})",
    "la Junta de Extremadura", "la junta de vecinos",
)  # fmt: skip
"""A region by what it is, whose name alone may be other things: "el departamento del Meta".

A "gobierno de Rivera" is sooner a president's, a "comunidad de Santa Rosa" a village.
"""

IN_REGION = Wording(
    r"\b(?:[Ee]n|[Dd]e|[Dd]esde)\s(?P<town>[A-ZÁÉÍÓÚÑ][\w’'-]{2,20}(?:\s(?:(?:de|del|la)\s)?[A-ZÁÉÍÓÚÑ][\w’'-]{2,20}){0,2}),\s"
    r"(?:en\s)?(?P<name>(?:La\s)?[A-ZÁÉÍÓÚÑ][\w’'-]{2,20}(?:\s(?:(?:de|del)\s)?[A-ZÁÉÍÓÚÑ][\w’'-]{2,20}){0,2})(?=[,.;:)]|\s(?!y\b)[a-z(]|\s?\Z)",
    "una mina de Segovia, Antioquia,", "Luis Paz, Ana Ruiz y",
)  # fmt: skip
"""A town and, after its comma, what may be its region."""

import { type Language } from 'bocas/internal/made'

/** Words by which a text shows what its numbers are: alternatives of regular expressions, of one language. */
interface Words {
  /** Units behind a number. */
  readonly percent: string
  readonly points: string
  readonly ratio: string
  /** `332 of 344`. */
  readonly of: string
  /** Before a number: that it counts or names something, and that it is not exact. */
  readonly counted: string
  /** The same of whole numbers only. */
  readonly enumerated: string
  readonly about: string
  /** Around a share: that it is a level of confidence; behind it: that something is more or less by it. */
  readonly confidence: string
  readonly beforeConfidence?: string
  readonly relative: string
  /** In a sentence about points: that things are compared. */
  readonly compares: string
  /** What is measured, and what reaches a value. */
  readonly metric: string
  readonly reaches: string
  /** Between p and its number; before a p that is a probability; in a sentence about chance, or about a level. */
  readonly is: string
  readonly probability: string
  readonly random: string
  readonly rule: string
}

const ENGLISH: Words = {
  percent: String.raw`percent(?!\p{L})`,
  points: String.raw`percentage points?|(?:percent(?:age)?|accuracy|absolute|F1) points?|points?(?!\p{L})|pp(?!\p{L})`,
  ratio: String.raw`×|times(?=\s+(?:\p{L}+er|more|less|as)\b)|-?fold\b|[xX](?!\p{L})`,
  of: String.raw`(?:out\s+)?of\s+(?:the\s+)?`,
  counted: String.raw`sections?|sec\.|§|tables?|tab\.|figures?|figs?\.|fig\.|equations?|eqs?\.|chapters?|ch\.|appendix|appendices|algorithms?|alg\.|theorems?|lemmas?|listings?|versions?|v|no\.|nos\.|grants?|vol\.|release`,
  enumerated: String.raw`steps?|pages?|pp?\.|lines?`,
  about: String.raw`about|around|roughly|approximately|approx\.|nearly|almost|close to|some|over|above|below|under|beyond|more than|less than|fewer than|at least|at most|up to|within|[≈~∼]`,
  confidence: String.raw`confidence|interval|CI\b|ci\b|level|quantile|percentile|power|bootstrap`,
  relative: String.raw`(?:faster|slower|more|less|fewer|larger|smaller|longer|shorter|cheaper|reduction|speed|(?:relative|of the (?:data|training|time|runs)))\b`,
  compares: String.raw`\b(?:ahead|behind|better|worse|higher|lower|above|below|gains?|gained|improve\w*|drops?|dropped|differ\w*|gap|exceed\w*|outperform\w*|beats?|increase\w*|decrease\w*|falls?|fell|rises?|rose|apart|lead\w*|by [\d.]+ points?)\b`,
  metric: String.raw`accurac|\berrors?\b|error rate|\bF1\b|precision|recall|\bAUC|\bloss\b|perplexity|\bBLEU|\bRMSE|\bMAE\b|\bMSE\b|\bIoU|\bmAP\b|\bscores?\b|correct|reward`,
  reaches: String.raw`classif\w+|reach\w*|achiev\w*|attain\w*|obtain\w*|scor\w+|accuracy|accuracies|F1`,
  is: 'of|is|was|are',
  probability: String.raw`dropout|probabilit\w*|chance|drop\w*|keep\w*|mask\w*|rate|nucleus|top|noise`,
  random: String.raw`dropout|probabilit|\bflip|masked|augment|Bernoulli`,
  rule: String.raw`\b(?:levels?|thresholds?|criteri\w+|denot\w+|marks?|marked|stars?|asterisks?|call\w*|regard\w*|consider\w*|deem\w*|defin\w+|treat\w*|whenever|when|if)\b`,
}

const GERMAN: Words = {
  percent: String.raw`Prozent(?!\p{L})`,
  points: String.raw`Prozentpunkten?|Punkten?(?!\p{L})`,
  ratio: String.raw`mal(?=\s+(?:so|\p{L}+er)(?!\p{L}))|-?fach(?!\p{L})`,
  of: String.raw`von\s+(?:den\s+)?|der\s+`,
  counted: String.raw`abschnitt(?:en?|s)?|tabellen?|abbildung(?:en)?|abb\.|gleichung(?:en)?|gl\.|kapiteln?|kap\.|anhang|algorithm(?:us|en)|satz|version(?:en)?|nr\.|band|bd\.`,
  enumerated: String.raw`schritte?n?|seiten?|s\.|zeilen?`,
  about: String.raw`etwa|rund|ungefähr|circa|ca\.|fast|knapp|nahezu|gut|über|unter|mehr als|weniger als|mindestens|höchstens|bis zu`,
  confidence: String.raw`-?-?(?:konfidenz|intervall|niveau|quantil|perzentil|bootstrap|vertrauens)`,
  relative: String.raw`(?:schneller|langsamer|mehr|weniger|größer|kleiner|länger|kürzer|billiger|der (?:Daten|Zeit|Läufe))(?!\p{L})`,
  compares: String.raw`besser|schlechter|höher|niedriger|über|unter|vorsprung|abstand|differenz|gewinn|voraus|vor(?!\p{L})|hinter|um [\d.,]+ (?:Prozentp|P)unkte`,
  metric: String.raw`genauigkeit|fehler|verlust|präzision|sensitivität|korrekt|richtig|belohnung`,
  reaches: String.raw`erreich\p{L}*|erziel\p{L}*|\p{L}*genauigkeit|klassifizier\p{L}*|liegt bei|beträgt`,
  is: 'von|ist|war|sind',
  probability: String.raw`wahrscheinlichkeit|rate|rauschen`,
  random: String.raw`wahrscheinlichkeit|zufällig`,
  rule: String.raw`niveau|schwelle|kriteri|bezeichn|markier|stern|nennen|gilt|gelten|heißt|heißen|wenn|falls`,
}

const FRENCH: Words = {
  percent: String.raw`pour cent(?!\p{L})`,
  points: String.raw`points? de pourcentage`,
  ratio: String.raw`fois(?=\s+(?:plus|moins))`,
  of: String.raw`sur\s+(?:les\s+)?|des\s+`,
  counted: String.raw`tableaux?|équations?|éq\.|chapitres?|annexes?|algorithmes?|théorèmes?|lemmes?|n°`,
  enumerated: String.raw`étapes?|lignes?`,
  about: String.raw`environ|à peu près|presque|près de|plus de|moins de|au moins|au plus|jusqu[’']à|quelque`,
  confidence: String.raw`confiance|intervalle|niveau|quantile`,
  beforeConfidence: String.raw`intervalles?|confiance|niveau|quantile`,
  relative: String.raw`(?:plus|moins|des (?:données|exécutions)|du temps)(?!\p{L})`,
  compares: String.raw`mieux|meilleur|pire|plus|moins|écart|différence|gain|supérieur|inférieur|dépass|amélior`,
  metric: String.raw`exactitude|justesse|erreur|perte|rappel|précision|récompense|correct`,
  reaches: String.raw`attei\p{L}*|obt[ie]\p{L}*|classe|exactitude|justesse`,
  is: 'de|est|était|sont',
  probability: String.raw`probabilité|taux|bruit`,
  random: String.raw`probabilité|hasard|aléatoire`,
  rule: String.raw`seuil|niveau|critère|désign|marqu|étoile|astérisque|appel|considér|lorsque|quand|(?<!\p{L})si(?!\p{L})`,
}

const SPANISH: Words = {
  percent: String.raw`por ciento(?!\p{L})`,
  points: String.raw`puntos? porcentual(?:es)?|puntos?(?!\p{L})`,
  ratio: String.raw`veces(?=\s+(?:más|menos|mayor|menor))`,
  of: String.raw`de\s+(?:l[ao]s\s+)?`,
  counted: String.raw`secci(?:ón|ones)|tablas?|figuras?|ecuaci(?:ón|ones)|capítulos?|apéndices?|algoritmos?|teoremas?|lemas?|versi(?:ón|ones)|n\.º`,
  enumerated: String.raw`pasos?|páginas?|líneas?`,
  about: String.raw`unos|unas|aproximadamente|alrededor de|casi|cerca de|más de|menos de|al menos|como (?:máximo|mínimo)|hasta`,
  confidence: String.raw`(?:de )?confianza|intervalo|nivel|cuantil`,
  beforeConfidence: String.raw`intervalos?|confianza|nivel|cuantil`,
  relative: String.raw`(?:más|menos|de (?:los datos|las ejecuciones)|del tiempo)(?!\p{L})`,
  compares: String.raw`mejor|peor|más|menos|diferencia|ganancia|superior|inferior|supera|ventaja`,
  metric: String.raw`exactitud|precisión|error|pérdida|exhaustividad|aciert|recompensa`,
  reaches: String.raw`alcanz\p{L}*|obt[ie]\p{L}*|logr\p{L}*|clasific\p{L}*|exactitud|precisión`,
  is: 'de|es|fue|son',
  probability: String.raw`probabilidad|tasa|ruido`,
  random: String.raw`probabilidad|azar|aleatori`,
  rule: String.raw`nivel|umbral|criterio|denota|marca|estrella|asterisco|llama|considera|cuando|(?<!\p{L})si(?!\p{L})`,
}

const OWN: Readonly<Record<Exclude<Language, 'en'>, Words>> = { de: GERMAN, fr: FRENCH, es: SPANISH }

/** How numbers are written and spoken of in one language. */
export interface Speech {
  /** The alternatives of a word, those of English too: its names stand in texts of all languages. */
  alternatives(word: keyof Words): string
  /** A number without its sign, as the source of a regular expression. */
  readonly digits: string
  valueOf(digits: string): number
  decimalsOf(digits: string): number
}

const POINTS = {
  digits: String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`,
  valueOf: (digits: string): number => Number(digits.replaceAll(',', '')),
  decimalsOf: (digits: string): number => digits.split('.')[1]?.length ?? 0,
}

/** With a comma for decimals, between spaces where LaTeX had it in braces. A point is one of decimals as well, unless it parts thousands. */
const COMMAS = (() => {
  const GROUPED = String.raw`[1-9]\d{0,2}(?:[.\u00a0\u202f]\d{3})+(?!\d)(?:(?:,| , )\d+)?`
  const isGrouped = (digits: string): boolean => new RegExp(`^(?:${GROUPED})$`).test(digits)
  const plain = (digits: string): string =>
    (isGrouped(digits) ? digits.replace(/[.\u00a0\u202f]/g, '') : digits).replace(/ ?, ?/, '.')
  return {
    digits: String.raw`${GROUPED}|\d+(?:(?:,| , )\d+)|\d+(?:\.\d+)?|[.,]\d+`,
    valueOf: (digits: string): number => Number(plain(digits)),
    decimalsOf: (digits: string): number => plain(digits).split('.')[1]?.length ?? 0,
  }
})()

/** How numbers are written in a language; English unless given. */
export const speechOf = (language: Language = 'en'): Speech => SPEECHES[language]

const SPEECHES: Readonly<Record<Language, Speech>> = {
  en: { ...POINTS, alternatives: (word) => ENGLISH[word] ?? '(?!)' },
  ...(Object.fromEntries(
    Object.entries(OWN).map(([language, own]): [string, Speech] => [
      language,
      { ...COMMAS, alternatives: (word) => [own[word], ENGLISH[word]].filter(Boolean).join('|') || '(?!)' },
    ]),
  ) as Record<Exclude<Language, 'en'>, Speech>),
}

/** What is made once for each language. */
export function oncePerLanguage<T>(make: (language: Language) => T): (language: Language) => T {
  const known = new Map<Language, T>()
  return (language) => {
    const found = known.get(language) ?? make(language)
    known.set(language, found)
    return found
  }
}

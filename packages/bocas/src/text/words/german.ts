import { GERMAN_ALT } from './german-alt'
import { GERMAN_RESULTS } from './german-results'
import type { Words } from './words'
import { plural } from '../plural'

/** Our words in German. */
export const GERMAN: Words = {
  decimalMark: ',',
  spread: {
    sd: 'Mittelwert ± Standardabweichung',
    geometric: 'geometrisches Mittel ×/÷ geometrische Standardabweichung',
    se: 'Mittelwert ± Standardfehler',
    ci95: 'Mittelwert, 95-%-Intervall',
    none: 'Mittelwert',
  },
  boxes: {
    box: 'Median, Quartile, Antennen bis 1,5 Interquartilsabstände',
    violin: 'Median, Dichte',
    strip: 'Punkte und ihr Median',
    fromOn: (n) => `ab n = ${n}`,
  },
  notFinite: {
    leftOut: (count, of) => `${count} von ${of} Werten nicht endlich, weggelassen`,
    aboveNothing: (count, of) => `${count} von ${of} Werten nicht endlich, gezählt als über keinem Wert`,
    offLine: (count, of) =>
      `${count} von ${of} Werten nicht endlich, weggelassen; was solche Werte hat, liegt nicht auf der Linie`,
    keptIn: (count, of) =>
      `${count} von ${of} Werten nicht endlich, nicht weggelassen: was aus ihnen entsteht, nimmt am Vergleich nicht teil`,
  },
  partial: '*: Mittel der endlichen Werte',
  notPositive: (count) => `${plural(count, 'Wert', 'Werte')} ≤ 0 auf logarithmischer Achse (Dreiecke)`,
  outside: (count) => `${plural(count, 'Wert', 'Werte')} außerhalb der Achse (Dreiecke)`,
  noLowerEnd: 'ohne unteres Ende: Streuung unter 0',
  points: 'Punkte',
  count: 'Anzahl',
  share: 'Anteil (%)',
  pointsInCell: 'Punkte je Zelle',
  epoch: 'Epoche',
  months: 'Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.',
  dayOfMonth: (day, month) => `${day}. ${month}`,
  step: 'Schritt',
  lines: {
    smoothedByMean: (steps) => `jeder Lauf geglättet durch das Mittel über ${steps} Schritte (dünn: vorher)`,
    smoothedByAverage: (weight) =>
      `jeder Lauf geglättet durch ein exponentielles gleitendes Mittel, Gewicht ${weight}, anfangskorrigiert (dünn: vorher)`,
    fewerRuns: 'blass: weniger Läufe',
    interpolated: 'zwischen aufgezeichneten Schritten interpoliert',
    noValues: (names) => `ohne Werte: ${names}`,
  },
  distribution: {
    bins: (count, isLog) => `${plural(count, 'Klasse', 'Klassen')} gleicher Breite${isLog ? ' im Logarithmus' : ''}`,
    notLarger: 'Anteil nicht größer (%)',
    steps: 'jeder Wert ist eine Stufe',
    density: 'Dichte',
    kernels: 'Gauß-Kerne (Breite nach Silverman) zwischen den äußersten Werten',
    kernelsOf: (width) => `Gauß-Kerne der Breite ${width}`,
  },
  confusion: { shareOfRow: 'Anteil der Zeile (%)', predicted: 'vorhergesagt', noRow: '—: keine solche Zeile' },
  roc: {
    falsePositives: 'Falsch-positiv-Rate',
    truePositives: 'Richtig-positiv-Rate',
    recall: 'Sensitivität',
    precision: 'Genauigkeit (precision)',
    chance: 'gestrichelt: Zufall',
  },
  calibration: {
    right: 'richtig (%)',
    cameTrue: 'eingetreten (%)',
    bins: (bins) => `${bins} Klassen, der Läufe mit Zeilen darin`,
    perfect: 'gestrichelt: vollkommen',
  },
  stacks: { shares: 'Anteile an der mittleren Summe', ofTotal: 'Fehlerbalken: der Summe' },
  pareto: 'Linie: keine Einstellung ist in beidem besser; Punkt: Mittelwert über Seeds',
  parallel: 'Linie: Mittel einer Einstellung, je dunkler, desto mehr',
  power: {
    exponent: 'Exponent',
    none: 'kein Potenzgesetz',
    noneOf: (name, why) => `kein Potenzgesetz${name === '' ? '' : ` für ${name}`}: ${why}`,
    band: 'Linie und Band: Potenzgesetz durch die geometrischen Mittel, 95 % der Kurve',
  },
  profiles: {
    above: 'Läufe darüber (%)',
    tasks: (count) => `${plural(count, 'Aufgabe', 'Aufgaben')} mit gleichem Gewicht`,
    band: 'Band: 95 %, geschichtetes Bootstrap, punktweise',
    noBand: (why) => `kein Band: ${why}`,
  },
  ranks: {
    axis: 'mittlerer Rang (1 ist der beste)',
    none: (why) => `noch keine Ränge: ${why}`,
    sets: (count) => `${count} Datensätze`,
    joined: (level) => `Balken verbinden, was Nemenyis Test bei ${level} nicht trennt`,
    noDifference: (level) => `kein Unterschied bei ${level}, daher keine Paare getestet`,
  },
  draft: {
    mark: 'ENTWURF',
    said: (runs) => `Entwurf: ${runs}`,
    runs: (here, of) => `${here} von ${of} Läufen`,
  },
  results: GERMAN_RESULTS,
  alt: GERMAN_ALT,
}

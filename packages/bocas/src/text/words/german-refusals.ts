import { plural } from '../plural'
import type { Shown } from './english-refusals'
import type { RefusalWords } from './refusals'

const IN_ONE_COLUMN =
  "die Spalte angeben, 'paired t' nehmen, oder die Mittelwerte der Spalten mit across(…).signedRank() vergleichen"
const asked = (level: Shown, each: Shown, comparisons: number): string =>
  comparisons === 1
    ? `dem Niveau ${level}`
    : `den ${each}, die ${comparisons} Vergleiche beim Niveau ${level} verlangen`

const pairs = (count: number): string => plural(count, 'Paar', 'Paare')
/** After a preposition that takes the dative. */
const ofPairs = (count: number): string => plural(count, 'Paar', 'Paaren')
const dataSets = (count: number): string => plural(count, 'Datensatz', 'Datensätze')
const ofDataSets = (count: number): string => plural(count, 'Datensatz', 'Datensätzen')
const values = (count: number): string => plural(count, 'Wert', 'Werte')
const ofValues = (count: number): string => plural(count, 'Wert', 'Werten')
const runsOf = (count: number): string => plural(count, 'Lauf', 'Läufe')

/** Why a statistic is refused, in German. */
export const GERMAN_REFUSALS: RefusalWords = {
  notFinite: () => 'ein Wert ist nicht endlich',
  scoreNotFinite: () => 'ein Wert ist nicht endlich',
  noValues: () => 'es gibt keine Werte',
  noPairs: () => 'es gibt keine Paare',
  noExamples: () => 'es gibt keine Beispiele',
  sideIsEmpty: () => 'eine Seite hat keine Werte',
  noResultYet: () => 'es gibt noch kein Ergebnis',
  resultsMissing: () => 'es fehlen Ergebnisse',
  noScoreIn: (row, column) =>
    `${row === '' ? 'hier gibt es' : `${row} hat`} keinen Wert${column === '' ? '' : ` in ${column}`}`,
  noScoreOfBoth: () => 'eines von beiden hat in einer Spalte keinen Wert',

  fewRunsForT: (there) =>
    `ein t-Test braucht mindestens zwei Läufe je Seite, und es gibt ${there === 0 ? 'keinen' : 'nur einen'}`,
  fewPairsForT: (there) =>
    `ein t-Test braucht mindestens zwei Paare, und es gibt ${there === 0 ? 'keines' : 'nur eines'}`,
  fewPairsForCorrelation: (there) => `eine Korrelation braucht drei Paare, und es gibt ${there}`,
  fewPairsForInterval: (there) => `das Intervall einer Korrelation braucht vier Paare, und es gibt ${there}`,
  noPairApart: () => 'kein Paar weicht vom Zusammenhang ab',
  oneValueForInterval: () => 'ein Intervall braucht zwei Werte, und es gibt einen',
  fewMethods: (there) =>
    `Friedmans Test vergleicht drei Methoden oder mehr, und es gibt ${there}; zwei vergleicht Wilcoxons Test`,
  fewDataSets: (there, methods, least) =>
    `bei ${ofDataSets(there)} und ${plural(methods, 'Methode', 'Methoden')} ist die Verteilung von Friedmans Test nicht genau genug bekannt; er braucht ${dataSets(least)}`,
  fewDataSetsForPosterior: (there, least) =>
    `bei ${ofDataSets(there)} zählte die A-priori-Verteilung zu viel; nötig sind ${least}`,
  fewDataSetsForInterval: (there) =>
    `${dataSets(there)} ${there === 1 ? 'ist zu wenig' : 'sind zu wenige'} für ein Intervall bei diesem Niveau`,
  fewExamples: (there, least) =>
    `ein Bootstrap-Intervall aus ${plural(there, 'Beispiel', 'Beispielen')} wäre zu schmal; nötig sind ${least}`,
  fewScores: (there, ofTask, runs, scores, orRuns, orScores) =>
    `ein Bootstrap-Intervall aus ${ofValues(there)}, ${ofTask} je Aufgabe, wäre viel zu schmal; nötig sind ${runsOf(runs)} je Aufgabe und ${values(scores)}, oder ${runsOf(orRuns)} je Aufgabe und ${values(orScores)}`,
  fewPoints: (there, places) => `ein Potenzgesetz braucht 4 Punkte an 3 Stellen, und es gibt ${there} an ${places}`,
  fewPairsForSignedRanks: (ranked, of, least, level, each, comparisons, needed) =>
    `bei ${ranked === of ? ofPairs(of) : `${ofPairs(ranked)}, ${ranked === 1 ? 'das sich unterscheidet' : 'die sich unterscheiden'} (von ${of}),`} hat Wilcoxons Test kein p unter ${least}, und das liegt über ${asked(level, each, comparisons)}; er braucht ${pairs(needed)}`,
  fewArrangements: (count, least, level, each, comparisons) =>
    `von ${ofValues(count)} gibt es so wenige Anordnungen, dass ein Permutationstest kein p unter ${least} hat, und das liegt über ${asked(level, each, comparisons)}; er braucht mehr Läufe`,
  manyPairs: (most) => `die exakte Verteilung wird für höchstens ${pairs(most)} berechnet; für mehr 'paired t' nehmen`,
  manyDataSets: (most) => `sie wird für höchstens ${dataSets(most)} berechnet`,

  valuesTooLarge: () =>
    'die Werte sind so groß, dass ihre Differenz oder deren Intervall keine Zahl ist; sie lassen sich in einer größeren Einheit oder als Logarithmen vergleichen',
  tooFarApart: () => 'zwei Werte liegen so weit auseinander, dass ihre Differenz keine Zahl ist',
  notPositiveForMean: (value) => `ein geometrisches Mittel braucht endliche Werte über 0, und einer ist ${value}`,
  notPositiveForLaw: (value) => `ein Potenzgesetz braucht endliche Werte über 0, und einer ist ${value}`,

  nothingToHoldAgainst: () =>
    'die Werte unterscheiden sich nicht, es gibt also keine Streuung, an der die Differenz zu messen wäre',
  nothingToPermute: () => 'die Werte unterscheiden sich nicht, es gibt also nichts zu vertauschen',
  noSignToPermute: () => 'kein Paar unterscheidet sich, es gibt also nichts zu vertauschen',
  nothingToRank: () => 'kein Paar unterscheidet sich, es gibt also keine Ränge',
  methodsTie: () => 'die Methoden liegen auf jedem Datensatz gleichauf, es gibt also keine Ränge',
  sideDoesNotVary: () => 'die Werte einer Seite unterscheiden sich nicht, es gibt also keinen Zusammenhang',
  sameExamples: () => 'beide liegen bei denselben Beispielen richtig und falsch, es gibt also nichts zu testen',

  noSeed: (row) => `ein Lauf von ${row} hat keinen Seed, nach dem er ein Paar bilden könnte`,
  severalOfSeed: (row, seed) =>
    `mehrere Läufe von ${row} haben den Seed ${seed}, es ist also offen, welcher das Paar bildet`,
  noPartner: (seed, row, other) => `der Seed ${seed} von ${row} hat keinen Partner in ${other}`,
  foldsDiffer: (run, count, column, other, otherCount) =>
    `${run} hat ${values(count)} in ${column} und ${other} hat ${otherCount}, es ist also offen, welche Teile Paare bilden`,

  wilcoxonWithinColumn: () => `Wilcoxons Test vergleicht innerhalb einer Spalte; ${IN_ONE_COLUMN}`,
  pairedPermutationWithinColumn: () => `ein Permutationstest vergleicht innerhalb einer Spalte; ${IN_ONE_COLUMN}`,
  permutationWithinColumn: () =>
    'ein Permutationstest vergleicht innerhalb einer Spalte; die Spalte angeben, oder `test` weglassen und Welchs t-Test nehmen',
  noTestAsked: () => 'kein Test war verlangt',
  overallNotAsked: () => 'Mittelwerte über mehrere Spalten werden nur mit `overall: true` verglichen',
  onlyAgainst: (row) => `nur Vergleiche mit \`${row}\` waren mit \`against\` verlangt`,
}

import { plural } from '../plural'
import type { Shown } from './english-refusals'
import type { RefusalWords } from './refusals'

const IN_ONE_COLUMN = "decir cuál, tomar 'paired t', o comparar las medias de las columnas con across(…).signedRank()"
const asked = (level: Shown, each: Shown, comparisons: number): string =>
  comparisons === 1 ? `del nivel ${level}` : `de los ${each} que piden ${comparisons} comparaciones al nivel ${level}`

const pairs = (count: number): string => plural(count, 'par', 'pares')
const dataSets = (count: number): string => plural(count, 'conjunto de datos', 'conjuntos de datos')
const values = (count: number): string => plural(count, 'valor', 'valores')
const runsOf = (count: number): string => plural(count, 'ejecución', 'ejecuciones')
const scoresOf = (count: number): string => plural(count, 'puntuación', 'puntuaciones')
/** `hace falta 1 par`, `hacen falta 6 pares`. */
const needs = (count: number, words: string): string => `${count === 1 ? 'hace' : 'hacen'} falta ${words}`

/** Why a statistic is refused, in Spanish. */
export const SPANISH_REFUSALS: RefusalWords = {
  notFinite: () => 'un valor no es finito',
  scoreNotFinite: () => 'una puntuación no es finita',
  noValues: () => 'no hay valores',
  noPairs: () => 'no hay pares',
  noExamples: () => 'no hay ejemplos',
  sideIsEmpty: () => 'un lado no tiene valores',
  noResultYet: () => 'todavía no hay resultados',
  resultsMissing: () => 'faltan resultados',
  noScoreIn: (row, column) =>
    `${row === '' ? 'no hay' : `${row} no tiene`} ninguna puntuación${column === '' ? '' : ` en ${column}`}`,
  noScoreOfBoth: () => 'uno de los dos no tiene ninguna puntuación en una columna',

  fewRunsForT: (there) =>
    `una prueba t necesita al menos dos ejecuciones de cada lado, y ${there === 0 ? 'no hay ninguna' : 'hay una'}`,
  fewPairsForT: (there) => `una prueba t necesita al menos dos pares, y ${there === 0 ? 'no hay ninguno' : 'hay uno'}`,
  fewPairsForCorrelation: (there) => `una correlación necesita tres pares, y hay ${there}`,
  fewPairsForInterval: (there) => `el intervalo de una correlación necesita cuatro pares, y hay ${there}`,
  noPairApart: () => 'ningún par se aparta de la relación',
  oneValueForInterval: () => 'un intervalo necesita dos valores, y hay uno',
  fewMethods: (there) =>
    `la prueba de Friedman compara tres métodos o más, y hay ${there}; dos se comparan con la prueba de Wilcoxon`,
  fewDataSets: (there, methods, least) =>
    `con ${dataSets(there)} y ${plural(methods, 'método', 'métodos')}, la distribución de la prueba de Friedman no se conoce lo bastante bien; ${needs(least, dataSets(least))}`,
  fewDataSetsForPosterior: (there, least) =>
    `con ${dataSets(there)} la distribución a priori contaría demasiado; ${needs(least, String(least))}`,
  fewDataSetsForInterval: (there) =>
    `${dataSets(there)} ${there === 1 ? 'no basta' : 'no bastan'} para un intervalo a este nivel`,
  fewExamples: (there, least) =>
    `un intervalo bootstrap de ${plural(there, 'ejemplo', 'ejemplos')} sería demasiado estrecho; ${needs(least, String(least))}`,
  fewScores: (there, ofTask, runs, scores, orRuns, orScores) =>
    `un intervalo bootstrap de ${scoresOf(there)}, ${ofTask} por tarea, sería mucho más estrecho de lo debido; ${needs(runs, `${runsOf(runs)} por tarea`)} y ${scoresOf(scores)}, o ${runsOf(orRuns)} por tarea y ${scoresOf(orScores)}`,
  fewPoints: (there, places) => `una ley de potencias necesita 4 puntos en 3 lugares, y hay ${there} en ${places}`,
  fewPairsForSignedRanks: (ranked, of, least, level, each, comparisons, needed) =>
    `con ${ranked === of ? pairs(of) : `${pairs(ranked)} que ${ranked === 1 ? 'difiere' : 'difieren'} (de ${of})`} la prueba de Wilcoxon no tiene un p inferior a ${least}, que está por encima ${asked(level, each, comparisons)}; ${needs(needed, pairs(needed))}`,
  fewArrangements: (count, least, level, each, comparisons) =>
    `de ${values(count)} hay tan pocas ordenaciones que una prueba de permutación no tiene un p inferior a ${least}, que está por encima ${asked(level, each, comparisons)}; hacen falta más ejecuciones`,
  manyPairs: (most) => `la distribución exacta se calcula para ${pairs(most)} como máximo; para más, tomar 'paired t'`,
  manyDataSets: (most) => `se calcula para ${dataSets(most)} como máximo`,

  valuesTooLarge: () =>
    'los valores son tan grandes que su diferencia o su intervalo no es un número; se comparan en una unidad mayor o por sus logaritmos',
  tooFarApart: () => 'dos valores están demasiado lejos para que su diferencia sea un número',
  notPositiveForMean: (value) => `una media geométrica necesita números finitos mayores que 0, y uno es ${value}`,
  notPositiveForLaw: (value) => `una ley de potencias necesita números finitos mayores que 0, y uno es ${value}`,

  nothingToHoldAgainst: () => 'los valores no varían, así que nada mide la diferencia',
  nothingToPermute: () => 'los valores no varían, así que no hay nada que permutar',
  noSignToPermute: () => 'ningún par difiere, así que no hay nada que permutar',
  nothingToRank: () => 'ningún par difiere, así que no hay rangos',
  methodsTie: () => 'los métodos empatan en cada conjunto de datos, así que no hay rangos',
  sideDoesNotVary: () => 'los valores de un lado no varían, así que nada varía con ellos',
  sameExamples: () => 'los dos aciertan y fallan en los mismos ejemplos, así que no hay nada que probar',

  noSeed: (row) => `una ejecución de ${row} no tiene semilla, así que nada la empareja`,
  severalOfSeed: (row, seed) =>
    `varias ejecuciones de ${row} tienen la semilla ${seed}, así que nada dice cuál emparejar`,
  noPartner: (seed, row, other) => `la semilla ${seed} de ${row} no tiene pareja en ${other}`,
  foldsDiffer: (run, count, column, other, otherCount) =>
    `${run} tiene ${values(count)} en ${column} y ${other} tiene ${otherCount}, así que nada dice qué particiones son pares`,

  wilcoxonWithinColumn: () => `la prueba de Wilcoxon compara dentro de una sola columna; ${IN_ONE_COLUMN}`,
  pairedPermutationWithinColumn: () => `una prueba de permutación compara dentro de una sola columna; ${IN_ONE_COLUMN}`,
  permutationWithinColumn: () =>
    'una prueba de permutación compara dentro de una sola columna; decir cuál, u omitir `test` para la prueba t de Welch',
  noTestAsked: () => 'no se pidió ninguna prueba',
  overallNotAsked: () => 'las medias sobre varias columnas solo se comparan con `overall: true`',
  onlyAgainst: (row) => `solo se pidieron comparaciones con \`${row}\` mediante \`against\``,
}

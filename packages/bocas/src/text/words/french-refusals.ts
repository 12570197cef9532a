import { frenchPlural } from '../plural'
import type { Shown } from './english-refusals'
import type { RefusalWords } from './refusals'

const IN_ONE_COLUMN =
  "dire laquelle, prendre 'paired t', ou comparer les moyennes des colonnes par across(…).signedRank()"
const asked = (level: Shown, each: Shown, comparisons: number): string =>
  comparisons === 1 ? `du niveau ${level}` : `des ${each} que demandent ${comparisons} comparaisons au niveau ${level}`

const pairs = (count: number): string => frenchPlural(count, 'paire', 'paires')
const dataSets = (count: number): string => frenchPlural(count, 'jeu de données', 'jeux de données')
const values = (count: number): string => frenchPlural(count, 'valeur', 'valeurs')
const runsOf = (count: number): string => frenchPlural(count, 'exécution', 'exécutions')
const scoresOf = (count: number): string => frenchPlural(count, 'score', 'scores')

/** Why a statistic is refused, in French. */
export const FRENCH_REFUSALS: RefusalWords = {
  notFinite: () => 'une valeur n’est pas finie',
  scoreNotFinite: () => 'un score n’est pas fini',
  noValues: () => 'il n’y a pas de valeurs',
  noPairs: () => 'il n’y a pas de paires',
  noExamples: () => 'il n’y a pas d’exemples',
  sideIsEmpty: () => 'un côté n’a pas de valeurs',
  noResultYet: () => 'il n’y a pas encore de résultat',
  resultsMissing: () => 'il manque des résultats',
  noScoreIn: (row, column) =>
    `${row === '' ? 'il n’y a' : `${row} n’a`} aucun score${column === '' ? '' : ` dans ${column}`}`,
  noScoreOfBoth: () => 'l’un des deux n’a aucun score dans une colonne',

  fewRunsForT: (there) =>
    `un test t demande au moins deux exécutions de chaque côté, et il n’y en a ${there === 0 ? 'aucune' : 'qu’une'}`,
  fewPairsForT: (there) =>
    `un test t demande au moins deux paires, et il n’y en a ${there === 0 ? 'aucune' : 'qu’une'}`,
  fewPairsForCorrelation: (there) => `une corrélation demande trois paires, et il y en a ${there}`,
  fewPairsForInterval: (there) => `l’intervalle d’une corrélation demande quatre paires, et il y en a ${there}`,
  noPairApart: () => 'aucune paire ne s’écarte de la relation',
  oneValueForInterval: () => 'un intervalle demande deux valeurs, et il n’y en a qu’une',
  fewMethods: (there) =>
    `le test de Friedman compare trois méthodes ou plus, et il y en a ${there} ; deux se comparent par le test de Wilcoxon`,
  fewDataSets: (there, methods, least) =>
    `avec ${dataSets(there)} et ${frenchPlural(methods, 'méthode', 'méthodes')}, la distribution du test de Friedman n’est pas assez bien connue ; il faut ${dataSets(least)}`,
  fewDataSetsForPosterior: (there, least) =>
    `avec ${dataSets(there)}, la loi a priori compterait trop ; il en faut ${least}`,
  fewDataSetsForInterval: (there) =>
    `${dataSets(there)} ne ${there < 2 ? 'suffit' : 'suffisent'} pas pour un intervalle à ce niveau`,
  fewExamples: (there, least) =>
    `un intervalle bootstrap de ${frenchPlural(there, 'exemple', 'exemples')} serait trop étroit ; il en faut ${least}`,
  fewScores: (there, ofTask, runs, scores, orRuns, orScores) =>
    `un intervalle bootstrap de ${scoresOf(there)}, dont ${ofTask} par tâche, serait beaucoup trop étroit ; il faut ${runsOf(runs)} par tâche et ${scoresOf(scores)}, ou ${runsOf(orRuns)} par tâche et ${scoresOf(orScores)}`,
  fewPoints: (there, places) => `une loi de puissance demande 4 points à 3 endroits, et il y en a ${there} à ${places}`,
  fewPairsForSignedRanks: (ranked, of, least, level, each, comparisons, needed) =>
    `avec ${ranked === of ? pairs(of) : `${pairs(ranked)} qui ${ranked < 2 ? 'diffère' : 'diffèrent'} (sur ${of})`}, le test de Wilcoxon n’a pas de p inférieur à ${least}, qui est au-dessus ${asked(level, each, comparisons)} ; il faut ${pairs(needed)}`,
  fewArrangements: (count, least, level, each, comparisons) =>
    `de ${values(count)} il y a si peu d’arrangements qu’un test de permutation n’a pas de p inférieur à ${least}, qui est au-dessus ${asked(level, each, comparisons)} ; il faut plus d’exécutions`,
  manyPairs: (most) => `la distribution exacte est calculée pour ${pairs(most)} au plus ; au-delà, prendre 'paired t'`,
  manyDataSets: (most) => `elle est calculée pour ${dataSets(most)} au plus`,

  valuesTooLarge: () =>
    'les valeurs sont si grandes que leur différence ou son intervalle n’est pas un nombre ; elles se comparent dans une unité plus grande ou par leurs logarithmes',
  tooFarApart: () => 'deux valeurs sont trop éloignées pour que leur différence soit un nombre',
  notPositiveForMean: (value) =>
    `une moyenne géométrique demande des nombres finis supérieurs à 0, et l’un est ${value}`,
  notPositiveForLaw: (value) => `une loi de puissance demande des nombres finis supérieurs à 0, et l’un est ${value}`,

  nothingToHoldAgainst: () => 'les valeurs ne varient pas, donc rien ne mesure la différence',
  nothingToPermute: () => 'les valeurs ne varient pas, il n’y a donc rien à permuter',
  noSignToPermute: () => 'aucune paire ne diffère, il n’y a donc rien à permuter',
  nothingToRank: () => 'aucune paire ne diffère, il n’y a donc rien à classer',
  methodsTie: () => 'les méthodes sont à égalité sur chaque jeu de données, il n’y a donc rien à classer',
  sideDoesNotVary: () => 'les valeurs d’un côté ne varient pas, donc rien ne varie avec elles',
  sameExamples: () => 'les deux ont raison et tort sur les mêmes exemples, il n’y a donc rien à tester',

  noSeed: (row) => `une exécution de ${row} n’a pas de graine, donc rien ne l’apparie`,
  severalOfSeed: (row, seed) =>
    `plusieurs exécutions de ${row} ont la graine ${seed}, donc rien ne dit laquelle apparier`,
  noPartner: (seed, row, other) => `la graine ${seed} de ${row} n’a pas de partenaire dans ${other}`,
  foldsDiffer: (run, count, column, other, otherCount) =>
    `${run} a ${values(count)} dans ${column} et ${other} en a ${otherCount}, donc rien ne dit quels plis sont des paires`,

  wilcoxonWithinColumn: () => `le test de Wilcoxon compare au sein d’une seule colonne ; ${IN_ONE_COLUMN}`,
  pairedPermutationWithinColumn: () => `un test de permutation compare au sein d’une seule colonne ; ${IN_ONE_COLUMN}`,
  permutationWithinColumn: () =>
    'un test de permutation compare au sein d’une seule colonne ; dire laquelle, ou omettre `test` pour le test t de Welch',
  noTestAsked: () => 'aucun test n’était demandé',
  overallNotAsked: () => 'les moyennes sur plusieurs colonnes ne sont comparées qu’avec `overall: true`',
  onlyAgainst: (row) => `seules les comparaisons avec \`${row}\` étaient demandées par \`against\``,
}

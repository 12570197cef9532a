import { FRENCH_ALT } from './french-alt'
import { FRENCH_RESULTS } from './french-results'
import type { Words } from './words'
import { frenchPlural } from '../plural'

const notFinite = (count: number, of: number): string =>
  `${count} valeur${count < 2 ? '' : 's'} sur ${of} non finie${count < 2 ? '' : 's'}`

/** Our words in French. */
export const FRENCH: Words = {
  decimalMark: ',',
  spread: {
    sd: 'moyenne ± écart type',
    geometric: 'moyenne géométrique ×/÷ écart type géométrique',
    se: 'moyenne ± erreur type',
    ci95: 'moyenne, intervalle à 95 %',
    none: 'moyenne',
  },
  boxes: {
    box: 'médiane, quartiles, moustaches jusqu’à 1,5 écart interquartile',
    violin: 'médiane, densité',
    strip: 'points et leur médiane',
    fromOn: (n) => `à partir de n = ${n}`,
  },
  notFinite: {
    leftOut: (count, of) => `${notFinite(count, of)}, omise${count < 2 ? '' : 's'}`,
    aboveNothing: (count, of) => `${notFinite(count, of)}, comptée${count < 2 ? '' : 's'} au-dessus d’aucun score`,
    offLine: (count, of) =>
      `${notFinite(count, of)}, omise${count < 2 ? '' : 's'} ; ce qui a de telles valeurs n’est pas sur la ligne`,
    keptIn: (count, of) =>
      `${notFinite(count, of)}, non omise${count < 2 ? '' : 's'} : ce qui en est tiré est hors comparaison`,
  },
  partial: '* : moyenne des valeurs finies',
  notPositive: (count) => `${frenchPlural(count, 'valeur', 'valeurs')} ≤ 0 sur un axe logarithmique (triangles)`,
  outside: (count) => `${frenchPlural(count, 'valeur', 'valeurs')} hors de l’axe (triangles)`,
  noLowerEnd: 'sans borne inférieure : dispersion sous 0',
  points: 'points',
  count: 'effectif',
  share: 'part (%)',
  pointsInCell: 'points par cellule',
  epoch: 'époque',
  months: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
  dayOfMonth: (day, month) => `${day} ${month}`,
  step: 'pas',
  lines: {
    smoothedByMean: (steps) => `chaque exécution lissée par la moyenne de ${steps} pas (trait fin : avant)`,
    smoothedByAverage: (weight) =>
      `chaque exécution lissée par une moyenne mobile exponentielle, poids ${weight}, biais initial corrigé (trait fin : avant)`,
    fewerRuns: 'pâle : moins d’exécutions',
    interpolated: 'interpolé entre les pas enregistrés',
    noValues: (names) => `sans valeurs : ${names}`,
  },
  distribution: {
    bins: (count, isLog) =>
      `${frenchPlural(count, 'classe', 'classes')} de même largeur${isLog ? ' en logarithme' : ''}`,
    notLarger: 'part au plus égale (%)',
    steps: 'chaque valeur est une marche',
    density: 'densité',
    kernels: 'noyaux gaussiens (largeur de Silverman) entre les valeurs extrêmes',
    kernelsOf: (width) => `noyaux gaussiens de largeur ${width}`,
  },
  confusion: { shareOfRow: 'part de la ligne (%)', predicted: 'prédit', noRow: '— : aucune ligne de ce type' },
  roc: {
    falsePositives: 'taux de faux positifs',
    truePositives: 'taux de vrais positifs',
    recall: 'rappel',
    precision: 'précision',
    chance: 'tirets : hasard',
  },
  calibration: {
    right: 'correct (%)',
    cameTrue: 'réalisé (%)',
    bins: (bins) => `${bins} classes, des exécutions qui y ont des lignes`,
    perfect: 'tirets : parfait',
  },
  stacks: { shares: 'parts du total moyen', ofTotal: 'barres d’erreur : du total' },
  pareto: 'ligne : aucun réglage n’est meilleur sur les deux ; point : moyenne sur les graines',
  parallel: 'ligne : moyenne d’un réglage, d’autant plus foncée que la valeur est grande',
  power: {
    exponent: 'exposant',
    none: 'pas de loi de puissance',
    noneOf: (name, why) => `pas de loi de puissance${name === '' ? '' : ` pour ${name}`} : ${why}`,
    band: 'ligne et bande : loi de puissance par les moyennes géométriques, 95 % de la courbe',
  },
  profiles: {
    above: 'exécutions au-dessus (%)',
    tasks: (count) => `${frenchPlural(count, 'tâche', 'tâches')} de même poids`,
    band: 'bande : bootstrap stratifié à 95 %, point par point',
    noBand: (why) => `pas de bande : ${why}`,
  },
  ranks: {
    axis: 'rang moyen (1 est le meilleur)',
    none: (why) => `pas encore de rangs : ${why}`,
    sets: (count) => `${count} jeux de données`,
    joined: (level) => `les barres relient ce que le test de Nemenyi ne sépare pas à ${level}`,
    noDifference: (level) => `aucune différence à ${level}, donc aucune paire testée`,
  },
  draft: {
    mark: 'BROUILLON',
    said: (runs) => `brouillon : ${runs}`,
    runs: (here, of) => `${here} exécution${here < 2 ? '' : 's'} sur ${of}`,
  },
  results: FRENCH_RESULTS,
  alt: FRENCH_ALT,
}

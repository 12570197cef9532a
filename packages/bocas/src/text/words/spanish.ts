import { SPANISH_ALT } from './spanish-alt'
import { SPANISH_RESULTS } from './spanish-results'
import type { Words } from './words'
import { plural } from '../plural'

const notFinite = (count: number, of: number): string =>
  `${count} de ${of} valores no ${count === 1 ? 'es finito' : 'son finitos'}`

/** Our words in Spanish. */
export const SPANISH: Words = {
  decimalMark: ',',
  spread: {
    sd: 'media ± desviación típica',
    geometric: 'media geométrica ×/÷ desviación típica geométrica',
    se: 'media ± error estándar',
    ci95: 'media, intervalo del 95 %',
    none: 'media',
  },
  boxes: {
    box: 'mediana, cuartiles, bigotes hasta 1,5 rangos intercuartílicos',
    violin: 'mediana, densidad',
    strip: 'puntos y su mediana',
    fromOn: (n) => `desde n = ${n}`,
  },
  notFinite: {
    leftOut: (count, of) => `${notFinite(count, of)}, omitido${count === 1 ? '' : 's'}`,
    aboveNothing: (count, of) =>
      `${notFinite(count, of)}, contado${count === 1 ? '' : 's'} como por encima de ninguna puntuación`,
    offLine: (count, of) =>
      `${notFinite(count, of)}, omitido${count === 1 ? '' : 's'}; lo que tiene tales valores no está en la línea`,
    keptIn: (count, of) =>
      `${notFinite(count, of)}, no omitido${count === 1 ? '' : 's'}: lo que se obtiene de ellos queda fuera de la comparación`,
  },
  partial: '*: media de los valores finitos',
  notPositive: (count) => `${plural(count, 'valor', 'valores')} ≤ 0 en un eje logarítmico (triángulos)`,
  outside: (count) => `${plural(count, 'valor', 'valores')} fuera del eje (triángulos)`,
  noLowerEnd: 'sin extremo inferior: dispersión por debajo de 0',
  points: 'puntos',
  count: 'número',
  share: 'proporción (%)',
  pointsInCell: 'puntos por celda',
  epoch: 'época',
  months: 'ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.',
  dayOfMonth: (day, month) => `${day} ${month}`,
  step: 'paso',
  lines: {
    smoothedByMean: (steps) => `cada ejecución suavizada con la media de ${steps} pasos (línea fina: antes)`,
    smoothedByAverage: (weight) =>
      `cada ejecución suavizada con una media móvil exponencial, peso ${weight}, sesgo inicial corregido (línea fina: antes)`,
    fewerRuns: 'pálido: menos ejecuciones',
    interpolated: 'interpolado entre los pasos registrados',
    noValues: (names) => `sin valores: ${names}`,
  },
  distribution: {
    bins: (count, isLog) => `${plural(count, 'clase', 'clases')} de igual anchura${isLog ? ' en el logaritmo' : ''}`,
    notLarger: 'proporción no mayor (%)',
    steps: 'cada valor es un escalón',
    density: 'densidad',
    kernels: 'núcleos gaussianos (anchura de Silverman) entre los valores extremos',
    kernelsOf: (width) => `núcleos gaussianos de anchura ${width}`,
  },
  confusion: { shareOfRow: 'proporción de la fila (%)', predicted: 'predicho', noRow: '—: no hay tal fila' },
  roc: {
    falsePositives: 'tasa de falsos positivos',
    truePositives: 'tasa de verdaderos positivos',
    recall: 'exhaustividad',
    precision: 'precisión',
    chance: 'discontinua: azar',
  },
  calibration: {
    right: 'correcto (%)',
    cameTrue: 'ocurrido (%)',
    bins: (bins) => `${bins} clases, de las ejecuciones con filas en ellas`,
    perfect: 'discontinua: perfecto',
  },
  stacks: { shares: 'proporciones del total medio', ofTotal: 'barras de error: del total' },
  pareto: 'línea: ningún ajuste es mejor en ambos; punto: media de las semillas',
  parallel: 'línea: media de un ajuste, más oscura cuanto mayor',
  power: {
    exponent: 'exponente',
    none: 'sin ley de potencias',
    noneOf: (name, why) => `sin ley de potencias${name === '' ? '' : ` para ${name}`}: ${why}`,
    band: 'línea y banda: ley de potencias por las medias geométricas, 95 % de la curva',
  },
  profiles: {
    above: 'ejecuciones por encima (%)',
    tasks: (count) => `${plural(count, 'tarea', 'tareas')} de igual peso`,
    band: 'banda: bootstrap estratificado del 95 %, punto por punto',
    noBand: (why) => `sin banda: ${why}`,
  },
  ranks: {
    axis: 'rango medio (1 es el mejor)',
    none: (why) => `aún sin rangos: ${why}`,
    sets: (count) => `${count} conjuntos de datos`,
    joined: (level) => `las barras unen lo que la prueba de Nemenyi no distingue al ${level}`,
    noDifference: (level) => `sin diferencias al ${level}, por lo que no se probaron pares`,
  },
  draft: {
    mark: 'BORRADOR',
    said: (runs) => `borrador: ${runs}`,
    runs: (here, of) => `${here} de ${of} ejecuciones`,
  },
  results: SPANISH_RESULTS,
  alt: SPANISH_ALT,
}

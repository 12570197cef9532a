/** How large something is, how things go together, and tests beside those of means. */
export { areaUnderCurve, type Curve } from './area'
export { bayesianSignedRank, type BayesianSignedRank } from './bayesian-signed-rank'
export { pearson, spearman, type Correlation } from './correlation'
export { effectSizes, type EffectSizes } from './effect-size'
export { fitPowerLaw, geometric, geometricMeanOf, type GeometricSummary, type PowerLaw } from './log-scale'
export { mcnemar, type McNemar } from './mcnemar'
export { pairedBootstrap, type PairedBootstrap, type PairedBootstrapOptions } from './paired-bootstrap'
export { groupPermutation, signPermutation, smallestPermutationP, type PermutationResult } from './permutation'

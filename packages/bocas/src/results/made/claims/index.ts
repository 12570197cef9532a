export { claimSchema, type Claim, type MeasuredNumber, type NamesClaim, type NumbersClaim } from './form'
export { claimWords, judgeClaims, type Verdict } from './judge'

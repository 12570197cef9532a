export { claimSchema, type Claim, type MeasuredNumber, type NamesClaim, type NumbersClaim } from './form'
export { judgeClaims, type Verdict } from './judge'

/** Raised figures and signs, lowered ones, and the same on the line, each at the same place. */
export const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'
export const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋'
export const ON_THE_LINE = '0123456789+−'

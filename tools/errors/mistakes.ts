import type { Mistake } from './mistake'
import { MISTAKES_OF_CALLS } from './mistakes-of-calls'
import { MISTAKES_OF_ENGINES } from './mistakes-of-engines'
import { MISTAKES_OF_FIGURES } from './mistakes-of-figures'
import { MISTAKES_OF_IMPORTS } from './mistakes-of-imports'
import { MISTAKES_OF_PAPERS } from './mistakes-of-papers'
import { MISTAKES_OF_RUNS } from './mistakes-of-runs'
import { MISTAKES_OF_SHARING } from './mistakes-of-sharing'
import { MISTAKES_OF_SWEEPS } from './mistakes-of-sweeps'

/** Those that can be made without Nx; the others are made in `tools/e2e/mistakes.e2e.ts`. */
export const MISTAKES: readonly Mistake[] = [
  ...MISTAKES_OF_SWEEPS,
  ...MISTAKES_OF_RUNS,
  ...MISTAKES_OF_FIGURES,
  ...MISTAKES_OF_ENGINES,
  ...MISTAKES_OF_IMPORTS,
  ...MISTAKES_OF_PAPERS,
  ...MISTAKES_OF_CALLS,
  ...MISTAKES_OF_SHARING,
]

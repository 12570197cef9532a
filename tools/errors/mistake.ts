import type { ErrorCode } from '../../packages/bocas/src/internal'

/** One mistake of the first week. */
export interface Mistake {
  /** What was done, in a few words; unique. */
  readonly did: string
  /** The code that its message ends with. */
  readonly code: ErrorCode
  /** Makes the mistake. @returns what a person is told. */
  readonly says: () => string | Promise<string>
}

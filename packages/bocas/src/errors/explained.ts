/** What is known of one sort of mistake. */
export interface Explained {
  /** Its stable name, without `bocas/` in front. */
  readonly code: string
  /** How its message is worded. */
  readonly says: RegExp
  /** Why it is a mistake. */
  readonly means: string
  /** What to do. */
  readonly next: string
}

/** What is known of one sort of mistake. */
export interface Explained {
  /** Why it is a mistake. */
  readonly means: string
  /** What to do. */
  readonly next: string
}

/** One thing by which two run keys differ. */
export interface Change {
  readonly kind: 'config' | 'label' | 'seed' | 'code' | 'package' | 'data' | 'env' | 'unknown'
  /** What it is: a key path, a file, a package, a variable. */
  readonly what: string
  /** Whether it is there on both sides. */
  readonly how: 'changed' | 'new' | 'gone'
  /** For a person: `model.lr 0.01 → 0.02`, `library/shuffle.ts changed`. */
  readonly text: string
}

/** The changes as one line. */
export const describeChanges = (changes: readonly Change[]): string => changes.map(({ text }) => text).join(', ')

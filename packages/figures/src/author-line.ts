/** The place in the author's `figures.ts` where an error arose; the innermost one. In a stack without that file, words instead. */
export function authorLine(error: unknown): string {
  return authorPlace(error) ?? 'the function given to defineFigures'
}

/** The same, and nothing in a stack without that file. */
export function authorPlace(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return /[\s(/\\](figures\.[cm]?[jt]s:\d+:\d+)/.exec(stack)?.[1]
}

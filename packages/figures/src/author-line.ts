/** The place in the author's `figures.ts` where an error arose; the innermost one. In a stack without that file, words instead. */
export function authorLine(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return /[\s(/\\](figures\.[cm]?[jt]s:\d+:\d+)/.exec(stack)?.[1] ?? 'the function given to defineFigures'
}

/** Something that a person has to put right, and what to do about it. */
export interface Mistake {
  readonly message: string
  readonly hint?: string
}

/**
 * Why no repository is made, as data. A class of this package's own: it runs before anything is installed, so it imports none of the others.
 * The marks are printed at the edge, by {@link printed}.
 */
export class Refusal extends Error {
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes.map(({ message }) => message).join('\n'))
  }
}

/** What a person is shown of an error. */
export function printed(error: unknown): string {
  const mistakes = error instanceof Refusal ? error.mistakes : [{ message: (error as Error).message }]
  return mistakes
    .map(({ message, hint }: Mistake) => `✖ ${message}${hint === undefined ? '' : `\n  ${hint}`}`)
    .join('\n')
}

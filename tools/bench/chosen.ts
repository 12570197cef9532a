import type { Against, Contender } from './contender'

/** Who is measured, and the texts that name nobody in this question. */
export interface Chosen {
  readonly contenders: readonly Contender[]
  readonly unknown: readonly string[]
}

/**
 * The contenders whose name contains one of `texts`, measured against each other only.
 *
 * A text may name nobody: it may be meant for another question of the call, and who is called what is known only after a preparation that
 * can take long.
 *
 * @throws Error with all names when nobody is left.
 */
export function chosenOf(contenders: readonly Contender[], texts: readonly string[] | undefined): Chosen {
  if (texts === undefined) return { contenders, unknown: [] }
  const unknown = texts.filter((text) => !contenders.some(({ name }) => name.includes(text)))
  if (unknown.length === texts.length) throw new Error(nobodyCalled(unknown, contenders))
  const chosen = contenders.filter(({ name }) => texts.some((text) => name.includes(text)))
  const isChosen = ({ name }: Against): boolean => chosen.some((contender) => contender.name === name)
  return {
    contenders: chosen.map(({ against = [], ...rest }) => ({ ...rest, against: [against].flat().filter(isChosen) })),
    unknown,
  }
}

/** What is said about texts that name nobody. */
export const nobodyCalled = (unknown: readonly string[], contenders: readonly Contender[]): string =>
  `--contenders ${unknown.join()}: no contender is called so; there are: ${contenders.map(({ name }) => name).join(', ')}`

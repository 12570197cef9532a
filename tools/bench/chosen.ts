import type { Against, Contender } from './contender'

/**
 * The contenders whose name contains one of `texts`, measured against each other only.
 *
 * @throws Error with all names when a text is in none of them.
 */
export function chosenOf(contenders: readonly Contender[], texts: readonly string[] | undefined): readonly Contender[] {
  if (texts === undefined) return contenders
  const unknown = texts.filter((text) => !contenders.some(({ name }) => name.includes(text)))
  if (unknown.length > 0) {
    const names = contenders.map(({ name }) => name).join(', ')
    throw new Error(`--contenders ${unknown.join()}: no contender is called so; there are: ${names}`)
  }
  const chosen = contenders.filter(({ name }) => texts.some((text) => name.includes(text)))
  const isChosen = ({ name }: Against): boolean => chosen.some((contender) => contender.name === name)
  return chosen.map(({ against = [], ...rest }) => ({ ...rest, against: [against].flat().filter(isChosen) }))
}

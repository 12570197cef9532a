/** The time of day, as code asks for it. A date of the data, `new Date(row.day)`, is none. */
const CLOCK = /\bDate\.now\b(\(\))?|\bnew Date(\(\)|\b(?!\())(\.(getTime|valueOf)\(\))?/g

/**
 * Where code takes the time of day for more than how long something takes: undefined when it only takes differences, `Date.now() - start`, where `start`
 * is used for nothing else. Those are measured, like any other metric.
 *
 * @param code without comments and white space.
 * @returns the way in which it is written there.
 */
export function timeOfDay(code: string): string | undefined {
  for (const match of code.matchAll(CLOCK)) {
    const [before, after] = [code.slice(0, match.index), code.slice(match.index + match[0].length)]
    if (isInDifference(before, after)) continue
    const [, name] = /(?:\b(?:const|let|var) |[,;{}(\n]|^)([\w$]+)=\+?$/.exec(before) ?? []
    if (name === undefined || /^[.[(]/.test(after) || !isOnlySubtracted(name, code)) return match[0]
  }
  return undefined
}

const isInDifference = (before: string, after: string): boolean =>
  /^-(?!-)/.test(after) || /(?<!-)-\+?$/.test(before) || /(?<!-)- ?\+$/.test(before)

/** Whether a variable is used in differences alone, and where it is set. */
function isOnlySubtracted(name: string, code: string): boolean {
  const word = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g')
  return [...code.matchAll(word)].every(({ index }) => {
    const [before, after] = [code.slice(0, index), code.slice(index + name.length)]
    return isInDifference(before, after) || /^=(?!=)/.test(after)
  })
}

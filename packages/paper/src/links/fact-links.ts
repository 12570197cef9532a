import type { Format } from '../shared/format'
import type { PaperProblem } from '../shared/problems'
import type { FactProvenance } from './fact-provenance'

/** Links to the table that `#sources()` prints. */
export const APPENDIX = 'appendix'

/** What a template may name. */
const PLACES = ['name', 'task', 'run', 'key'] as const

/**
 * What is wrong with the option that says where facts link to: nothing, `appendix`, or the template of an address.
 */
export function checkLinks(links: string | undefined, format: Format): PaperProblem[] {
  if (links === undefined || (links === APPENDIX && format === 'typst')) return []
  if (links === APPENDIX) return [ONLY_IN_TYPST]
  const allowed = PLACES.map((place) => `{${place}}`).join(', ')
  const unknown = [...links.matchAll(/\{([^{}]*)\}/g)].map(([place]) => place).filter((place) => !isPlace(place))
  const problems: PaperProblem[] = unknown.map((place) => ({
    message: `links: an address has no ${place}`,
    hints: [`it may have ${allowed}`],
  }))
  const strange = /[^\x21-\x7e]|[\\^`"<>|{}]/u.exec(links.replace(/\{[^{}]*\}/g, ''))
  if (!/^(?:https?|file|mailto):/.test(links))
    problems.push({
      message: `links: '${links}' is no address`,
      hints: [`write "${APPENDIX}", or the address of something about a fact: https://example.org/runs/{key}`],
    })
  else if (strange)
    problems.push({
      message: `links: an address has no character ${JSON.stringify(strange[0])}`,
      hints: [`write it as ${encodeURIComponent(strange[0])}`],
    })
  return problems
}

const ONLY_IN_TYPST: PaperProblem = {
  message: `links: "${APPENDIX}" is the table that #sources() prints, which only a paper in Typst has`,
  hints: ['write the address of something about a fact: https://example.org/runs/{key}'],
}

const isPlace = (place: string): boolean => PLACES.some((known) => place === `{${known}}`)

/** Where each fact links to, by name. `{run}` and `{key}` are those of its first run: a fact without runs has no such address. */
export function factLinks(
  template: string,
  names: Iterable<string>,
  facts: ReadonlyMap<string, FactProvenance>,
): ReadonlyMap<string, string> {
  const links = new Map<string, string>()
  for (const name of names) {
    const fact = facts.get(name)
    const values = { name, task: fact?.task, run: fact?.runs[0], key: fact?.keys[0] }
    const asked = PLACES.filter((place) => template.includes(`{${place}}`))
    if (asked.some((place) => values[place] === undefined)) continue
    links.set(
      name,
      asked.reduce((address, place) => address.replaceAll(`{${place}}`, encodeName(values[place]!)), template),
    )
  }
  return links
}

/** Slashes stay: `artifacts/{run}` is to be the path of a folder. */
const encodeName = (name: string): string => name.split('/').map(encodeURIComponent).join('/')

/** Characters of a key that a table shows. */
const SHORT = 8

/** The keys of a fact for a table, which is as wide as a column of text: short ones, of three and more the first and the last. */
export function shortKeys({ keys }: FactProvenance): string {
  const [first = '', ...others] = keys.map((key) => key.slice(0, SHORT))
  return others.length === 0 ? first : `${first}${others.length === 1 ? ', ' : ' … '}${others.at(-1)}`
}

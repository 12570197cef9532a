import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { optionsOfCalls } from './figure-options'

jest.setTimeout(60_000)

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'figures.md'), 'utf8')
const calls = optionsOfCalls()
const all = [...calls.keys()]

/** Words between backticks. */
const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, words]) => words!)

/** The rows of the table under a heading, cell by cell. */
function rowsUnder(heading: string): string[][] {
  const part = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`))!
  const lines = part.split('\n').filter((line) => line.startsWith('| `'))
  return lines.map((line) => line.split('|').slice(1, -1))
}

/** As `option: call`, or `option: 'value': call`. */
const said = (heading: string): string[] =>
  rowsUnder(heading).flatMap(([options, which]) => {
    const named = quoted(which!)
    const meant = which!.includes('all but') ? all.filter((call) => !named.includes(call)) : named
    return quoted(options!).flatMap((option) => meant.map((call) => `${option}: ${call}`))
  })

const withoutValue = (row: string): string => row.replace(/^(\w+): .*: /, '$1: ')
const unique = (rows: readonly string[]): string[] => [...new Set(rows)].sort()
const isCommon = (name: string): boolean =>
  [...calls.values()].every((options) => options.some((one) => one.name === name))
const typed = (isRequired: boolean): string[] =>
  [...calls].flatMap(([call, options]) =>
    options.filter((one) => one.isRequired === isRequired && !isCommon(one.name)).map(({ name }) => `${name}: ${call}`),
  )

describe('the options of figures', () => {
  it('of every figure are those of every type', () => {
    const common = new Set(
      [...calls.values()]
        .flat()
        .map(({ name }) => name)
        .filter(isCommon),
    )
    expect(unique(rowsUnder('Every figure takes').flatMap(([options]) => quoted(options!)))).toEqual(
      unique([...common]),
    )
  })

  it('are those of calls that the page begins with', () => {
    const shown = page.split('\n').filter((line) => /^\| `.* \|.*\|$/.test(line) && line.split('|').length === 4)
    expect(all.filter((call) => !shown.flatMap((line) => quoted(line.split('|')[1]!)).includes(call))).toEqual([])
  })

  it('of some figures are those of the types of these calls', () =>
    expect(unique(said('Some take also').map(withoutValue))).toEqual(unique(typed(false))))

  it('that have to be given are those that the types require', () =>
    expect(unique(said('What has to be given'))).toEqual(unique(typed(true))))

  it.each(said('Some take also').filter((row) => row.split(': ').length === 3))('have the value %s', (row) => {
    const [option, value, call] = row.split(': ')
    expect(calls.get(call!)!.find(({ name }) => name === option)!.values).toContain(value)
  })

  it.each(['log', 'date', 'geometric'])('name all calls that take %s', (value) => {
    const having = [...calls].flatMap(([call, options]) =>
      options.filter(({ values }) => values.includes(`'${value}'`)).map(({ name }) => `${name}: ${call}`),
    )
    const named = said('Some take also').filter((row) => row.includes(`'${value}'`) || row.startsWith('yScale'))
    expect(having.length).toBeGreaterThan(0)
    expect(having.filter((row) => !named.map(withoutValue).includes(row))).toEqual([])
  })
})

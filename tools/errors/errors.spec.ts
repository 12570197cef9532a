import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { CODES, codedError, codesOf, ProblemsError, parseErrorCode } from '../../packages/bocas/src/internal'
import { MISTAKES } from './mistakes'
import { errorsPage, type Said } from './page'

jest.setTimeout(120_000)

const ROOT = join(__dirname, '..', '..')
const RECORD = join(__dirname, 'said.json')
const PAGE = join(ROOT, 'docs', 'errors.md')
const read = (): Said => JSON.parse(readFileSync(RECORD, 'utf8')) as Said
/** `npm run errors` puts on record what is said, and writes the page. */
const isWriting = process.env.BOCAS_WRITE_ERRORS === '1'

describe('a mistake is told with what, where, what next and a code', () => {
  it.each(MISTAKES)('$did', async ({ did, code, says }) => {
    const text = await says()
    if (isWriting) writeFileSync(RECORD, `${JSON.stringify({ ...read(), [did]: { code, text } }, null, 2)}\n`)
    expect(text).toBe(read()[did]?.text)
    expect(text).toMatch(/^(\d+ problems? in .*\n)?✖ /)
    const [more, ...lines] = text.split('\n').reverse()
    expect(more).toMatch(new RegExp(`^(more:| {2}more   ) npx bocas explain .*bocas/${code}\\b`))
    // What to do next.
    expect(`${lines.length > 1} ${text}`).toMatch(
      /^true|; make room|: make it writable|: give it to|npm (ci|install)|→|says so in its sweep: |allow more: /,
    )
    expect(text).not.toMatch(/\n\s+at .*:\d+:\d+\)?$/m)
  })
})

describe('codes', () => {
  it('are each given by a mistake that is made in a test', () => {
    const given = new Set(Object.values(read()).map(({ code }) => code))
    expect(CODES.filter((code) => !given.has(code))).toEqual([])
    expect([...given].filter((code) => parseErrorCode(code) === undefined)).toEqual([])
    expect(Object.keys(read()).length).toBeGreaterThanOrEqual(60)
  })

  it('are each given by code of the product, and not by what a message says', () => {
    const code = globSync('packages/*/{src/**/*.ts,*.cjs}', {
      cwd: ROOT,
      absolute: true,
      ignore: ['**/*.spec.ts', '**/src/errors/of-*'],
    })
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    expect(CODES.filter((name) => !new RegExp(`['/]${name}\\b|old-\\$`).test(code))).toEqual([])
    expect(codesOf(new Error('0.1 is listed twice; each value of a sweep is listed once'))).toEqual([undefined])
    expect(codesOf(new ProblemsError({ code: 'listed-twice', message: 'in words of any kind' }))).toEqual([
      'listed-twice',
    ])
  })

  it.each([
    ['let x; x.y', 'undefined-value'],
    ['null.y', 'undefined-value'],
    ['let x; x()', 'undefined-value'],
    ['let x; [...x]', 'undefined-value'],
    ['nowhere', 'not-defined'],
    ['"x".repeat(-1)', undefined],
    ['throw Object.assign(new Error("EROFS: x"), { code: "EROFS" })', 'read-only'],
    ['throw Object.assign(new Error("x"), { code: "bocas/none-such" })', undefined],
    ['throw "no-git"', undefined],
    ['throw null', undefined],
  ])('come with what is thrown, by its class and code: %s', (code, expected) => {
    let thrown: unknown
    try {
      new Function(code)()
    } catch (error) {
      thrown = error
    }
    expect(codesOf(thrown)).toEqual([expected])
  })

  it('are carried by errors of an author’s own code as by those of Node', () => {
    const error = codedError('no-git', 'x')
    expect([codesOf(error), Object.keys(error), error.message]).toEqual([['no-git'], [], 'x'])
  })

  it('stand in docs/errors.md', () => {
    if (isWriting) writeFileSync(PAGE, errorsPage(read()))
    expect(readFileSync(PAGE, 'utf8')).toBe(errorsPage(read()))
  })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codesIn, EXPLAINED, explained } from '../../packages/bocas/src/errors/codes'
import { MISTAKES } from './mistakes'
import { errorsPage, type Said } from './page'

jest.setTimeout(120_000)

const RECORD = join(__dirname, 'said.json')
const PAGE = join(__dirname, '..', '..', 'docs', 'errors.md')
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
  it('are each explained once, and each given by a mistake that is made in a test', () => {
    const codes = EXPLAINED.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const given = new Set(Object.values(read()).map(({ code }) => code))
    expect(codes.filter((code) => !given.has(code))).toEqual([])
    expect([...given].filter((code) => explained(code) === undefined)).toEqual([])
    expect(Object.keys(read()).length).toBeGreaterThanOrEqual(60)
  })

  it('are not given to words that say something else', () => {
    for (const text of [
      '',
      'trained in 2 s',
      'loss 0.31',
      '✖ my own error: the file is damaged',
      'Successfully ran target build',
    ])
      expect(codesIn(text)).toEqual([])
  })

  it('stand in docs/errors.md', () => {
    if (isWriting) writeFileSync(PAGE, errorsPage(read()))
    expect(readFileSync(PAGE, 'utf8')).toBe(errorsPage(read()))
  })
})

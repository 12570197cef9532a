import { formatError, isProblemsError } from 'bocas/internal'
import { formatPaperError, formatPaperProblem, PaperError, type PaperProblem } from './problems'

const UNKNOWN: PaperProblem = {
  message: 'unknown fact "a → at b"',
  at: { file: 'paper/main.typ', line: 12, column: 8 },
  hints: ['did you mean "a"?', 'hint: look there'],
}

describe('what is wrong with a paper', () => {
  it('is problems like all others, with marks only where it is printed', () => {
    const error = new PaperError([UNKNOWN, { message: 'nothing is there', hints: [] }], ['The facts that exist: a'])
    expect(isProblemsError(error)).toBe(true)
    expect(error.problems).toEqual([
      { ...UNKNOWN, path: 'paper/main.typ:12:8', hint: 'did you mean "a"?\nhint: look there' },
      { message: 'nothing is there', hints: [] },
    ])
    expect(error.message).not.toMatch(/✖/)
    expect(error.message.split('\n')).toEqual([
      'unknown fact "a → at b" (at paper/main.typ:12:8)',
      '  did you mean "a"?',
      '  hint: look there',
      'nothing is there',
      'The facts that exist: a',
    ])
    expect(formatPaperError(error)).toBe(`${formatError(error)}\nThe facts that exist: a`)
    expect(formatPaperError(error).split('\n').slice(0, 4)).toEqual([
      '✖ unknown fact "a → at b" → at paper/main.typ:12:8',
      '  did you mean "a"?',
      '  hint: look there',
      '✖ nothing is there',
    ])
  })

  it('is a warning with its own mark', () => {
    expect(formatPaperProblem(UNKNOWN, '⚠').split('\n')[0]).toBe('⚠ unknown fact "a → at b" → at paper/main.typ:12:8')
  })
})

import { describe, expect, it, jest } from '@jest/globals'
import {
  formatError,
  formatProblem,
  formatProblems,
  isProblemsError,
  problemsBelow,
  ProblemsError,
  problemsIn,
  withHints,
} from './problems'

describe('formatProblems', () => {
  it('says how many problems there are and shows each with its place and its hint', () => {
    const text = formatProblems('tasks/mnist/sweep.ts', [
      { code: 'not-data', message: 'NaN is not data', path: 'default.lr[2]', hint: 'write null' },
      { code: 'no-sweep', message: 'the file exports no sweep' },
      { message: 'the file exports no sweep' },
    ])
    expect(text).toBe(
      '3 problems in tasks/mnist/sweep.ts\n✖ NaN is not data → at default.lr[2]\n  write null\n✖ the file exports no sweep\n✖ the file exports no sweep\nmore: npx bocas explain bocas/not-data bocas/no-sweep',
    )
  })
  it('counts a single problem as one', () => {
    expect(formatProblems('sweep.ts', [{ message: 'no' }])).toBe('1 problem in sweep.ts\n✖ no')
  })
  it('says nothing when nothing is wrong', () => expect(formatProblems('sweep.ts', [])).toBe(''))
  it('indents every line of a hint', () => {
    expect(formatProblem({ message: 'no', hint: 'a\nb' })).toBe('✖ no\n  a\n  b')
  })
})

describe('ProblemsError', () => {
  const problems = [{ message: 'a → at b is ✖', path: 'x.y', hint: 'mend\nit' }, { message: 'no' }]
  it('keeps its problems as data, whatever stands in them', () => {
    expect(problemsIn(new ProblemsError(problems))).toEqual(problems)
    expect(JSON.parse(JSON.stringify(problemsIn(new ProblemsError(problems))))).toEqual(problems)
  })
  it('says the same in plain words, and as commands print it', () => {
    const error = new ProblemsError(problems, { heading: 'this cannot be drawn' })
    expect(error.message).toBe('this cannot be drawn\na → at b is ✖ (at x.y)\n  mend\n  it\nno')
    expect(formatError(error)).toBe('this cannot be drawn\n✖ a → at b is ✖ → at x.y\n  mend\n  it\n✖ no')
  })
  it.each([
    ['a sentence', new ProblemsError('no'), [{ message: 'no' }]],
    ['one problem', new ProblemsError({ message: 'no', path: 'a' }), [{ message: 'no', path: 'a' }]],
    ['another error', new RangeError('no'), [{ message: 'no' }]],
    ['an error of several lines', new Error('no\n  do\n  that'), [{ message: 'no', hint: 'do\nthat' }]],
    ['an error without a message', new TypeError(), [{ message: 'TypeError' }]],
    ['what is no error', 7, [{ message: '7' }]],
  ])('is made of, or read from, %s', (_, error, expected) => expect(problemsIn(error)).toEqual(expected))
  it('is known in another copy of this module', () => {
    jest.isolateModules(() => {
      const other = jest.requireActual<{ ProblemsError: typeof ProblemsError }>('./problems')
      expect(other.ProblemsError).not.toBe(ProblemsError)
      expect(isProblemsError(new other.ProblemsError('no'))).toBe(true)
    })
    expect(isProblemsError(new Error('no'))).toBe(false)
    expect(isProblemsError(undefined)).toBe(false)
  })
  it.each([
    [undefined, 'accuracy'],
    ['[3]', 'accuracy[3]'],
    ['loss', 'accuracy.loss'],
  ])('is seen from what holds it: %s as %s', (path, expected) =>
    expect(problemsBelow('accuracy', new ProblemsError({ message: 'no', path }))).toEqual([
      { message: 'no', path: expected },
    ]),
  )
  it('takes further hints to its last problem', () => {
    expect(withHints(problems, ['  → this', 'that'])[1]).toEqual({ message: 'no', hint: '→ this\nthat' })
    expect(withHints(problems, [])).toEqual(problems)
  })
})

import { authorLine } from './author-problems'

it('an error is placed at the line of figures.ts that caused it', () => {
  const stack = [
    'Error: no metric',
    '    at mean (/w/packages/figures/src/define-figures.ts:9:9)',
    '    at helper (/w/tasks/mnist/figures.ts:31:7)',
    '    at draw (/w/tasks/mnist/figures.ts:12:3)',
  ].join('\n')
  expect(authorLine(Object.assign(new Error('x'), { stack }))).toBe('figures.ts:31:7')
  expect(
    authorLine(Object.assign(new Error('x'), { stack: 'Error: x\n    at file:///w/tasks/mnist/figures.mts:1:2' })),
  ).toBe('figures.mts:1:2')
})

it('an error from elsewhere is placed in words', () => {
  expect(authorLine(Object.assign(new Error('x'), { stack: 'Error: x\n    at /w/define-figures.ts:1:2' }))).toBe(
    'the function given to defineFigures',
  )
  expect(authorLine('thrown text')).toBe('the function given to defineFigures')
})

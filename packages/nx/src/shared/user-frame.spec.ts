import { userFrame } from './user-frame'

const at = (...lines: string[]): string | undefined =>
  userFrame(
    Object.assign(new Error('x'), { stack: ['Error: x', ...lines.map((line) => `    at ${line}`)].join('\n') }),
    '/ws',
  )

describe('the place of an error that is shown', () => {
  it.each<[string, string | undefined]>([
    ['run (/ws/tasks/mnist/run.ts:12:7)', 'tasks/mnist/run.ts:12:7'],
    ['async run (file:///ws/tasks/mnist/run.ts:12:7)', 'tasks/mnist/run.ts:12:7'],
    ['file:///ws/tasks/mnist/run.ts:12:7', 'tasks/mnist/run.ts:12:7'],
    ['/ws/library/x.ts:1:1', 'library/x.ts:1:1'],
    ['new Model (/ws/tasks/my (old) task/run.ts:3:4)', 'tasks/my (old) task/run.ts:3:4'],
    ['Object.<anonymous> (file:///ws/tasks/gr%C3%B6%C3%9Fe%201/run.ts:3:4)', 'tasks/größe 1/run.ts:3:4'],
    ['Array.map (<anonymous>)', undefined],
    ['node:internal/modules/esm/loader:1:1', undefined],
    ['f (/ws/node_modules/ml-knn/index.js:1:1)', undefined],
    ['f (/ws/packages/a/node_modules/b/index.js:1:1)', undefined],
    ['f (/ws/.bocas/bundles/0123.mjs:1:1)', undefined],
    ['f (/elsewhere/tasks/a/run.ts:1:1)', undefined],
    ['eval (eval at <anonymous> (/ws/tasks/a/run.ts:1:2), <anonymous>:1:1)', undefined],
  ])('of %s is %s', (line, place) => expect(at(line)).toBe(place))

  it('is the first that is of the workspace itself', () => {
    expect(at('f (/ws/node_modules/x/index.js:1:1)', 'g (/ws/library/a.ts:2:2)', 'run (/ws/tasks/a/run.ts:3:3)')).toBe(
      'library/a.ts:2:2',
    )
  })

  it('is none for what is thrown without a stack', () => {
    expect(userFrame('a text', '/ws')).toBeUndefined()
    expect(userFrame(undefined, '/ws')).toBeUndefined()
    expect(userFrame(Object.assign(new Error('x'), { stack: undefined }), '/ws')).toBeUndefined()
  })

  it('is not taken from the message, whatever it looks like', () => {
    expect(userFrame(Object.assign(new Error(), { stack: 'Error: see /ws/tasks/a/run.ts:1:1' }), '/ws')).toBeUndefined()
  })
})

import { findTraceback } from './traceback'

describe('findTraceback', () => {
  it('gives the message and the frames', () => {
    const text = `warming up
Traceback (most recent call last):
  File "/home/ada/paper/tasks/x/train.py", line 12, in <module>
    fit(config)
  File "/usr/lib/python3/dist-packages/sklearn/base.py", line 700, in fit
    raise ValueError("Input X contains NaN.")
    ^^^^^^^^^
ValueError: Input X contains NaN.
Estimators of this kind take no NaN.
`
    expect(findTraceback(text)).toEqual({
      message: 'ValueError: Input X contains NaN.',
      frames: [
        { file: '/home/ada/paper/tasks/x/train.py', line: 12 },
        { file: '/usr/lib/python3/dist-packages/sklearn/base.py', line: 700 },
      ],
    })
  })

  it('gives the last of a chain', () => {
    const text = `Traceback (most recent call last):
  File "a.py", line 1, in <module>
    {}["lr"]
KeyError: 'lr'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "b.py", line 4, in <module>
    raise RuntimeError("no lr")
RuntimeError: no lr
`
    expect(findTraceback(text)).toEqual({ message: 'RuntimeError: no lr', frames: [{ file: 'b.py', line: 4 }] })
  })

  it('reads a syntax error, which has no first line', () => {
    const text = `  File "train.py", line 3
    def f(:
          ^
SyntaxError: invalid syntax
`
    expect(findTraceback(text)).toEqual({
      message: 'SyntaxError: invalid syntax',
      frames: [{ file: 'train.py', line: 3 }],
    })
  })

  it.each(['AssertionError', 'torch.cuda.OutOfMemoryError: CUDA out of memory.', 'KeyboardInterrupt'])(
    'reads the message %s',
    (message) => {
      const text = `Traceback (most recent call last):\n  File "t.py", line 1, in <module>\n    x\n${message}\n`
      expect(findTraceback(text)?.message).toBe(message)
    },
  )

  it('finds none in other words', () => {
    expect(findTraceback('panicked at src/main.rs:3\n')).toBeUndefined()
    expect(findTraceback('')).toBeUndefined()
  })
})

import { readArguments } from './arguments'
import { CommandError } from './command'

const command = {
  name: 'gc',
  usage: '[--keep <ref>…] [--yes]',
  words: [0, 1] as const,
  options: {
    keep: { type: 'string', multiple: true, value: '<ref>', help: '' },
    dir: { type: 'string', help: '' },
    yes: { type: 'boolean', short: 'y', help: '' },
  },
} as const

describe('reading the arguments of a command', () => {
  it('tells words, switches and values apart', () => {
    const { words, switches, values } = readArguments(command, [
      'alpha',
      '-y',
      '--keep',
      'v1',
      '--keep=v2',
      '--dir',
      'x',
    ])
    expect(words).toEqual(['alpha'])
    expect([...switches]).toEqual(['yes'])
    expect(Object.fromEntries(values)).toEqual({ keep: ['v1', 'v2'], dir: ['x'] })
  })

  it('takes what follows -- as words', () => {
    expect(readArguments(command, ['--', '--yes']).words).toEqual(['--yes'])
  })

  it.each([
    [
      ['--yess'],
      'bocas gc has no option --yess',
      'did you mean `--yes`? There are: `--keep`, `--dir`, `--yes`, `--help`',
    ],
    [['-x'], 'bocas gc has no option -x', expect.anything()],
    [['--toString'], 'bocas gc has no option --toString', expect.anything()],
    [['--keep'], '--keep needs a value', 'write --keep <ref>'],
    [['--keep', '--yes'], '--keep needs a value', 'write --keep <ref>'],
    [['--keep='], '--keep needs a value', 'write --keep <ref>'],
    [['--yes=no'], '--yes takes no value', 'write --yes alone'],
    [['--dir', 'a', '--dir', 'b'], '--dir is given 2 times', 'once is enough'],
    [['a', 'b', 'c'], "bocas gc does not know what to do with 'b', 'c'", 'bocas gc [--keep <ref>…] [--yes]'],
  ])('refuses %j', (args, message, hint) => {
    expect(problemsOf(() => readArguments(command, args))).toEqual([
      { ...(message.includes('has no option') && { code: 'unknown-option' }), message, hint },
    ])
  })

  it('says everything that is wrong at once', () => {
    expect(problemsOf(() => readArguments(command, ['--yess', 'a', 'b', '--keep']))).toHaveLength(3)
  })

  it('refuses a command without the words that it needs', () => {
    expect(problemsOf(() => readArguments({ ...command, words: [1, 2] }, []))).toEqual([
      { message: 'bocas gc is not told what', hint: 'bocas gc [--keep <ref>…] [--yes]' },
    ])
  })
})

function problemsOf(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    if (error instanceof CommandError) return error.problems
    throw error
  }
  return []
}

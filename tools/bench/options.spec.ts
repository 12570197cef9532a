import { availableParallelism } from 'node:os'
import { parseOptions } from './options'

describe('the options of the bench', () => {
  it('are five samples of every question, with and without the daemon, one job per core, when none is given', () => {
    expect(parseOptions([])).toEqual({
      options: {
        only: ['cold', 'done', 'paper', 'startup'],
        samples: 5,
        n: undefined,
        workers: availableParallelism(),
        daemon: ['off', 'on'],
        json: false,
      },
    })
  })

  it('take several values with commas or by saying the option again, each once', () => {
    expect(
      parseOptions(['--only', 'done,startup', '--only=done', '--n', '100', '--n', '3', '--samples=1', '--json']),
    ).toMatchObject({ options: { only: ['done', 'startup'], n: [100, 3], samples: 1, json: true } })
  })

  it('are refused all at once, with what is allowed', () => {
    expect(parseOptions(['--only', 'cold,warm', '--n', '0', '--samples', 'many', '--daemon', 'maybe'])).toEqual({
      problems: [
        "--only takes cold, done, paper, startup, not 'warm'",
        "--samples takes a whole number from 1 to 999999, not 'many'",
        "--n takes a whole number from 1 to 999999, not '0'",
        "--daemon takes off, on, not 'maybe'",
      ],
    })
  })

  it('that do not exist are refused by name', () => {
    expect(parseOptions(['--sample', '3'])).toEqual({ problems: [expect.stringContaining('--sample')] })
  })

  it('can ask for help', () => {
    expect(parseOptions(['--help'])).toEqual({ help: true })
  })
})

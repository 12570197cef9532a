import { availableParallelism } from 'node:os'
import { parseOptions, usage } from './options'

const QUESTIONS = [
  { name: 'cold', asks: 'How long?', sizes: [100, 1000] },
  { name: 'paper', asks: 'And the paper?', sizes: [] },
]

describe('the options of the bench', () => {
  it('are five samples of every question, with and without the daemon, one job per core, when none is given', () => {
    expect(parseOptions([], QUESTIONS)).toEqual({
      options: {
        only: ['cold', 'paper'],
        samples: 5,
        n: undefined,
        workers: availableParallelism(),
        daemon: ['off', 'on'],
        json: false,
        markdown: false,
      },
    })
  })

  it('take several values with commas or by saying the option again, each once', () => {
    expect(
      parseOptions(
        ['--only', 'paper,cold', '--only=paper', '--n', '100', '--n', '3', '--samples=1', '--json'],
        QUESTIONS,
      ),
    ).toMatchObject({ options: { only: ['paper', 'cold'], n: [100, 3], samples: 1, json: true } })
  })

  it('are refused all at once, with what is allowed', () => {
    expect(
      parseOptions(['--only', 'cold,warm', '--n', '0', '--samples', 'many', '--daemon', 'maybe'], QUESTIONS),
    ).toEqual({
      problems: [
        "--only takes cold, paper, not 'warm'",
        "--samples takes a whole number from 1 to 999999, not 'many'",
        "--n takes a whole number from 1 to 999999, not '0'",
        "--daemon takes off, on, not 'maybe'",
      ],
    })
  })

  it('that do not exist are refused by name', () => {
    expect(parseOptions(['--sample', '3'], QUESTIONS)).toEqual({ problems: [expect.stringContaining('--sample')] })
  })

  it('can ask for help', () => {
    expect(parseOptions(['--help'], QUESTIONS)).toEqual({ help: true })
  })

  it('are told with the questions and the sizes that these are asked for', () => {
    expect(usage(QUESTIONS).split('\n').slice(-2)).toEqual([
      '  cold   How long? (100, 1000)',
      '  paper  And the paper?',
    ])
  })
})

import { readSwitches } from './switches'

describe('the variables of a call', () => {
  it.each([
    [{}, { train: 'missing', progress: 'on', onInterrupt: 'ask' }],
    [
      { BOCAS_TRAIN: '', BOCAS_PROGRESS: '', BOCAS_PARALLEL: '' },
      { train: 'missing', progress: 'on', onInterrupt: 'ask' },
    ],
    [
      { BOCAS_TRAIN: 'never', BOCAS_PROGRESS: 'off', BOCAS_PARALLEL: '12', BOCAS_ON_INTERRUPT: 'cancel' },
      { train: 'never', progress: 'off', onInterrupt: 'cancel' },
    ],
  ])('of %j say %j', (env, switches) => expect(readSwitches(env)).toEqual(switches))

  it('that say what they cannot are refused, all at once', () => {
    expect(() => readSwitches({ BOCAS_TRAIN: 'nevr', BOCAS_PROGRESS: 'quiet', BOCAS_PARALLEL: '-1' })).toThrow(
      [
        "✖ BOCAS_TRAIN is 'nevr'",
        '  did you mean `BOCAS_TRAIN=never`? It takes: `missing`, `never`',
        "✖ BOCAS_PROGRESS is 'quiet'",
        '  It takes: `on`, `off`',
        "✖ BOCAS_PARALLEL is '-1'",
        '  it is a number of runs, 1 or more',
      ].join('\n'),
    )
  })

  it.each(['0', 'two', '1.5', '3 '])('refuse to execute %j runs at a time', (parallel) => {
    expect(() => readSwitches({ BOCAS_PARALLEL: parallel })).toThrow(`✖ BOCAS_PARALLEL is '${parallel}'`)
  })
})

import type { Json } from 'bocas/internal'
import { asMetric, configColumns, metricColumns, numbersShown } from './columns'

describe('the columns of configs', () => {
  it('hold the keys in which runs differ; what is the same in all stands apart, and the seed nowhere', () => {
    const configs: Json[] = [
      { tactic: { name: 'cnn', filters: 8 }, lr: 0.1, epochs: 4, seed: 0 },
      { tactic: { name: 'mlp', hidden: 16 }, lr: 0.1, epochs: 4, seed: 1 },
    ]
    expect(configColumns(configs, ['seed', 'seed'])).toEqual({
      configs: [
        { path: 'tactic', values: ['cnn', 'mlp'], at: [0, 1] },
        { path: 'tactic.filters', values: [8], at: [0, -1] },
        { path: 'tactic.hidden', values: [16], at: [-1, 0] },
      ],
      shared: [
        ['lr', 0.1],
        ['epochs', 4],
      ],
    })
  })

  it('tell 1 from "1", nothing from null, and show what is empty', () => {
    const { configs } = configColumns([{ a: 1 }, { a: '1' }, { a: null }, {}, { a: [] }, { a: {} }], [])
    expect(configs).toEqual([{ path: 'a', values: [1, '1', null, '[]', '{}'], at: [0, 1, 2, -1, 3, 4] }])
  })

  it('hold a key that is the seed of other runs alone', () => {
    const { configs } = configColumns([{ seed: 1, fold: 0 }, { seed: 2, fold: 1 }, { seed: 3 }], ['seed', 'fold'])
    expect(configs).toEqual([
      { path: 'fold', values: [0], at: [0, -1, -1] },
      { path: 'seed', values: [2, 3], at: [-1, 0, 1] },
    ])
  })

  it('are none for no runs, and for runs without a config', () => {
    expect(configColumns([], [])).toEqual({ configs: [], shared: [] })
    expect(configColumns([{}, {}], [])).toEqual({ configs: [], shared: [] })
  })

  it('take any name that a key can have', () => {
    const config = JSON.parse('{"__proto__": 1, "constructor": {"name": "x"}}') as never
    expect(configColumns([config, {}], []).configs.map(({ path }) => path)).toEqual(['__proto__', 'constructor'])
  })
})

describe('the columns of metrics', () => {
  it('have null where a run has no such metric, and words for what JSON has no number for', () => {
    expect(
      metricColumns([
        new Map([['loss', NaN]]),
        new Map([
          ['accuracy', 0.5],
          ['loss', -Infinity],
        ]),
      ]),
    ).toEqual([
      { path: 'loss', values: ['NaN', '-Infinity'] },
      { path: 'accuracy', values: [null, 0.5] },
    ])
    expect([asMetric(-0), asMetric(Infinity)]).toEqual([-0, 'Infinity'])
  })
})

describe('the numbers of a run', () => {
  it('are shown of a kept run alone: those of a stale one are of an earlier state', () => {
    const metrics = new Map([['loss', 1]])
    const shown = ['kept', 'stale', 'failed', 'running', 'missing'].map(
      (state) => numbersShown({ state, metrics }).size,
    )
    expect(shown).toEqual([1, 0, 0, 0, 0])
  })
})

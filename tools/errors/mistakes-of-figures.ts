import type { Mistake } from './mistake'
import { figuresSay } from './provoke'

/** Mistakes in what figures show and in what statistics are asked for. */
export const MISTAKES_OF_FIGURES: readonly Mistake[] = [
  {
    did: 'a metric misspelt in select',
    code: 'unknown-metric',
    says: () => figuresSay(({ runs }) => void runs.select({ each: 'optimizer', by: 'val.acuracy', max: true })),
  },
  {
    did: 'a key misspelt in a table',
    code: 'unknown-key',
    says: () =>
      figuresSay(({ runs, table }) =>
        table('scores', runs, { rows: 'optimiser', show: 'test.accuracy', better: 'max' }),
      ),
  },
  {
    did: 'an option misspelt in a figure',
    code: 'unknown-option',
    says: () =>
      figuresSay(({ runs, bars }) => bars('scores', runs, { x: 'optimizer', y: 'test.loss', xlabel: 'x' } as never)),
  },
  {
    did: 'a column of a series misspelt',
    code: 'unknown-column',
    says: () =>
      figuresSay(({ runs, lines }) =>
        lines('loss', runs.only({ model: { lr: 0.1 } }), { y: 'history.los', by: 'optimizer' }),
      ),
  },
  {
    did: 'a mean over different settings',
    code: 'mixed-mean',
    says: () => figuresSay(({ runs, fact, mean }) => fact('score', mean(runs, 'test.accuracy'))),
  },
  {
    did: 'figures of no runs',
    code: 'nothing-to-show',
    says: () =>
      figuresSay(({ runs, table }) =>
        table(
          'scores',
          runs.only(() => false),
          { rows: 'optimizer', show: 'test.accuracy', better: 'max' },
        ),
      ),
  },
  {
    did: 'two facts of one name',
    code: 'name-taken',
    says: () => figuresSay(({ runs, fact, count }) => ['a', 'A'].forEach((name) => fact(name, count(runs)))),
  },
  {
    did: 'a choice by what is reported',
    code: 'chosen-by-report',
    says: () => figuresSay(({ runs }) => void runs.select({ each: 'optimizer', by: 'test.accuracy', max: true })),
  },
  {
    did: 'a percentage shown as percent',
    code: 'percent-twice',
    says: () =>
      figuresSay(({ runs, fact, mean }) =>
        fact('time', mean(runs.only({ optimizer: 'sgd', model: { lr: 0.1 } }), 'seconds'), { as: 'percent' }),
      ),
  },
  {
    did: '`line(` for `lines(`',
    code: 'not-defined',
    says: () =>
      figuresSay((kit) => {
        const { line } = kit as never as { line: (name: string) => void }
        line('loss')
      }),
  },
  {
    did: 'a name in a script that no font has',
    code: 'missing-character',
    says: () =>
      figuresSay(({ runs, bars }) =>
        bars('scores', runs.only({ model: { lr: 0.1 } }), { x: 'optimizer', y: 'test.loss', labels: { adam: '亚当' } }),
      ),
  },
  {
    did: 'a font that is none',
    code: 'no-font',
    says: () => figuresSay(() => {}, { fonts: ['notes.txt'] }, { 'notes.txt': __filename }),
  },
  {
    did: 'a language that figures have no words in',
    code: 'no-words',
    says: () => figuresSay(() => {}, { language: 'it' as never }),
  },
  {
    did: 'words that find no room',
    code: 'no-room',
    says: () =>
      figuresSay(({ runs, bars }) =>
        bars('scores', runs.only({ model: { lr: 0.1 } }), {
          x: 'optimizer',
          y: 'test.loss',
          size: 40,
          yLabel: 'a label that is much too long for a figure that is no wider than two fingers, and goes on '.repeat(
            3,
          ),
        }),
      ),
  },
  {
    did: 'a value of 0 under a logarithm',
    code: 'no-logarithm',
    says: () =>
      figuresSay(({ runs, lines }) =>
        lines('zero', runs.only({ model: { lr: 0.1 } }), {
          y: 'history.loss',
          by: 'optimizer',
          yScale: 'log',
          annotations: [{ y: 0 }],
        }),
      ),
  },
  {
    did: 'a test of too few runs',
    code: 'no-test',
    says: () =>
      figuresSay(({ runs, compare }) => {
        const few = runs.only({ model: { lr: 0.1 } })
        compare(few, { rows: 'optimizer', metric: 'test.loss', better: 'min', test: 'permutation', level: 0.001 })
      }),
  },
  {
    did: 'a test of pairs without pairs',
    code: 'no-pairs',
    says: () =>
      figuresSay(({ runs, compare }) => {
        const few = runs.only({ model: { lr: 0.1 } })
        compare(few, { rows: 'optimizer', metric: 'test.loss', better: 'min', test: 'wilcoxon' } as never)
      }),
  },
  {
    did: 'a density of few values',
    code: 'too-few-values',
    says: () =>
      figuresSay(({ runs, density }) =>
        density('loss', runs.only({ model: { lr: 0.1 } }), { x: 'test.loss', by: 'optimizer' }),
      ),
  },
  {
    did: 'a chart without alternative text',
    code: 'no-alternative-text',
    says: () =>
      figuresSay(({ runs, plot }) =>
        plot('own', runs, { type: 'bar', data: { labels: ['a'], datasets: [{ data: [1] }] } }, {} as never),
      ),
  },
]

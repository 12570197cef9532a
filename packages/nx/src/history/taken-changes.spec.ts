import type { Json } from 'bocas/internal/light'
import type { KeyContent } from '../shared/stored-run'
import { historyOf } from './nearest-results'
import { takenChanges } from './taken-changes'

const WEIGHTS = { from: 'pretrain', size: 'small' }
const taker = (more: Record<string, Json> = {}, from: Record<string, string> = { weights: 'd1' }, seed?: number) => ({
  config: { weights: WEIGHTS, lr: 0.1, ...more },
  ...(seed === undefined ? {} : { seed: { path: 'seed', value: seed } }),
  ingredients: { from },
})

describe('what changed in the results that a run takes', () => {
  it.each<[string, ReturnType<typeof taker>, ReturnType<typeof taker>, string[]]>([
    ['nothing', taker(), taker(), []],
    ['its bytes', taker(), taker({}, { weights: 'd2' }), ['the result of pretrain changed']],
    ['not known yet', taker(), taker({}, { weights: 'planned k' }), ['the result of pretrain is yet to be made']],
    ['its bytes, beside a value', taker(), taker({ lr: 1 }, { weights: 'd2' }), ['the result of pretrain changed']],
    ['another one is asked for', taker(), taker({ weights: { ...WEIGHTS, size: 'large' } }, { weights: 'd2' }), []],
    ['another task is asked for', taker(), taker({ weights: { from: 'other' } }, { weights: 'd2' }), []],
    ['that of another seed', taker({}, { weights: 'd1' }, 0), taker({}, { weights: 'd2' }, 1), []],
    [
      'that with another value of a shared key',
      taker({ weights: { ...WEIGHTS, same: ['lr'] } }),
      taker({ weights: { ...WEIGHTS, same: ['lr'] }, lr: 1 }, { weights: 'd2' }),
      [],
    ],
    ['newly taken', taker({ weights: 3 }, {}), taker(), []],
    ['no longer taken', taker(), taker({ weights: 3 }, {}), []],
    [
      'one of two, deep in the config',
      taker({ model: { start: { from: 'base' } } }, { weights: 'd1', 'model.start': 'b1' }),
      taker({ model: { start: { from: 'base' } } }, { weights: 'd1', 'model.start': 'b2' }),
      ['the result of base changed'],
    ],
  ])('%s', (_what, from, to, texts) => {
    expect(takenChanges(from, to).map(({ text }) => text)).toEqual(texts)
  })

  it('is among the reasons of a stale run, and is no other version of bocas', () => {
    const made = (key: string, from: string): KeyContent => ({
      key,
      task: 'finetune',
      name: 'lr=0.1',
      config: { weights: WEIGHTS, lr: 0.1 },
      ingredients: { code: { 'run.ts': 'a' }, packages: [], data: {}, env: {}, from: { weights: from } },
    })
    const [now, kept] = [made('now', 'd2'), { ...made('old', 'd1'), made: 1 }]
    const family = historyOf([kept], ['finetune']).familyOf({
      task: 'finetune',
      root: 'tasks/finetune',
      runs: [now],
      ingredients: now.ingredients!,
    })
    expect(family.ofRun(now)?.changes.map(({ text }) => text)).toEqual(['the result of pretrain changed'])
    const edited = { ...now, ingredients: { ...now.ingredients!, code: { 'run.ts': 'b' } } }
    expect(family.ofRun(edited)?.changes.map(({ text }) => text)).toEqual([
      'tasks/finetune/run.ts changed',
      'the result of pretrain changed',
    ])
  })
})

import { canonicalJson, type RunIngredients } from 'bocas/keys'
import { familyOf, type KeptResult, type Made } from './relative'

const ingredients = (run: string): RunIngredients => ({ code: { 'run.ts': run }, packages: [], data: {}, env: {} })
let made = 0
const kept = (
  name: string,
  config: KeptResult['config'],
  code = 'old',
  more: Partial<KeptResult> = {},
): KeptResult => ({
  key: `${name} ${code} ${canonicalJson(config)}`,
  task: 'alpha',
  name,
  config,
  ingredients: ingredients(code),
  made: ++made,
  ...more,
})
const run = (name: string, config: Made['config'], code = 'new', more: Partial<Made> = {}): Made => ({
  key: 'now',
  task: 'alpha',
  name,
  config,
  ingredients: ingredients(code),
  ...more,
})
const family = (...results: KeptResult[]) => familyOf(results, 'tasks/alpha')

describe('the nearest kept relative', () => {
  it('of a run whose code changed is its result of the same config, whatever its name', () => {
    const found = family(kept('lr=0.1', { lr: 0.1 }), kept('rate=0.2', { lr: 0.2 })).ofRun(run('lr=0.2', { lr: 0.2 }))
    expect(found?.kept.name).toBe('rate=0.2')
    expect(found?.changes.map(({ text }) => text)).toEqual(['tasks/alpha/run.ts changed'])
  })

  it('of a run whose static value changed is the result of its name', () => {
    const found = family(kept('lr=0.1', { lr: 0.1, epochs: 2 }), kept('lr=0.2', { lr: 0.2, epochs: 2 })).ofRun(
      run('lr=0.2', { lr: 0.2, epochs: 3 }, 'old'),
    )
    expect(found?.kept.name).toBe('lr=0.2')
    expect(found?.changes.map(({ text }) => text)).toEqual(['epochs 2 → 3'])
  })

  it('is the one with the fewest changes, and of these the newest', () => {
    const results = [
      kept('lr=0.1', { lr: 0.1 }, 'older'),
      kept('lr=0.1', { lr: 0.1 }, 'old'),
      kept('lr=0.1', { lr: 0.1, epochs: 7, batch: 4 }, 'new'),
    ]
    expect(family(...results).ofRun(run('lr=0.1', { lr: 0.1 }))?.kept.key).toBe(results[1]!.key)
    expect(family(...results).ofTask(run('lr=0.3', { lr: 0.3, epochs: 7, batch: 4 }))?.kept.key).toBe(results[2]!.key)
  })

  it('is none for a run that was never done, although its task has a near one', () => {
    const one = family(kept('lr=0.1', { lr: 0.1 }, 'new'))
    expect(one.ofRun(run('lr=0.3', { lr: 0.3 }))).toBeUndefined()
    expect(one.ofTask(run('lr=0.3', { lr: 0.3 }))?.changes.map(({ text }) => text)).toEqual(['lr 0.1 → 0.3'])
  })

  it('is never the result of the run itself, which is there and damaged', () => {
    expect(family(kept('run', { lr: 1 }, 'new', { key: 'now' })).ofRun(run('run', { lr: 1 }))).toBeUndefined()
  })

  it('says so when what its key was made of is not known', () => {
    const found = family(kept('run', { lr: 1 }, 'old', { ingredients: undefined })).ofRun(run('run', { lr: 2 }))
    expect(found?.changes.map(({ text }) => text)).toEqual([
      'lr 1 → 2',
      'code, packages, data or environment changed (which is not recorded with the kept result)',
    ])
  })

  it('tells that a number has become the seed', () => {
    const found = family(kept('run', { seed: 1 }, 'new')).ofRun(
      run('run', { seed: 1 }, 'new', { seed: { path: 'seed', value: 1 } }),
    )
    expect(found?.changes.map(({ text }) => text)).toEqual(['the seed is now seed'])
  })

  it('names bocas itself when nothing else differs', () => {
    expect(
      family(kept('run', { lr: 1 }, 'new'))
        .ofRun(run('run', { lr: 1 }))
        ?.changes.map(({ what }) => what),
    ).toEqual(['bocas'])
  })
})

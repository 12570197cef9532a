import type { Json } from '../../sweep'
import { estimate } from './estimate'
import { freshFolder, storeRun } from '../read/fixtures'
import { readRuns } from '../read/read-runs'

type Model = { readonly name: 'cnn'; readonly dropout: number } | { readonly name: 'mlp' }
interface Conf {
  readonly optimizer: 'sgd' | 'adam'
  readonly lr: number
  readonly model: Model
  readonly seed: number
}
interface Out {
  readonly val: { readonly accuracy: number }
  readonly loss: number
}

/** optimizer × lr × seed with a known accuracy each; two models. */
async function grid(accuracy: (config: Conf) => number = ({ lr }) => lr) {
  const root = freshFolder()
  const expected = []
  for (const optimizer of ['sgd', 'adam'] as const)
    for (const lr of [0.1, 0.2])
      for (const seed of [0, 1]) {
        const model: Model = lr === 0.1 ? { name: 'cnn', dropout: 0.5 } : { name: 'mlp' }
        const config: Conf = { optimizer, lr, model, seed }
        const output = { val: { accuracy: accuracy(config) }, loss: seed }
        expected.push(
          await storeRun(root, {
            name: `${optimizer}+${lr}+${seed}`,
            config: config as unknown as Json,
            seedPath: 'seed',
            output,
          }),
        )
      }
  const sweeps = {
    main: expected.map(({ name }) => name),
    ablation: ['adam+0.2+0', 'sgd+0.1+0'],
    other: ['mnist/sgd+0.1+1', 'cifar/sgd+0.1+0'],
  }
  return readRuns<Conf, Out>(expected, { sweeps })
}

describe('runs', () => {
  it('can be gone through, counted and read', async () => {
    const runs = await grid()
    expect(runs.length).toBe(8)
    expect([...runs].map(({ name }) => name)).toEqual(runs.names)
    expect(runs.map(({ config }, i) => [config.optimizer, i])[7]).toEqual(['adam', 7])
    expect(runs.values('loss')).toEqual([0, 1, 0, 1, 0, 1, 0, 1])
    expect(runs.get('adam+0.1+0').config.lr).toBe(0.1)
    expect(runs.get('mnist/adam+0.1+0').config.lr).toBe(0.1)
  })

  it('list the names that exist', async () => {
    const runs = await grid()
    expect(() => runs.get('adam+0.1+3')).toThrow(
      /there is no run "adam\+0\.1\+3"; did you mean `adam\+0\.1\+0`\? There are: `sgd\+0\.1\+0`/,
    )
    expect(() => runs.of('ablations')).toThrow(
      'there is no sweep "ablations"; did you mean `ablation`? There are: `main`, `ablation`, `other`',
    )
    expect(() => runs.values('los' as 'loss')).toThrow('there is no metric "los"; did you mean `loss`?')
  })

  it('of a named sweep are in its order', async () => {
    const runs = await grid()
    expect(runs.of('ablation').names).toEqual(['adam+0.2+0', 'sgd+0.1+0'])
    expect(runs.of('other').names).toEqual(['sgd+0.1+1'])
    expect(runs.only({ optimizer: 'adam' }).of('main').length).toBe(4)
  })
})

describe('only', () => {
  it('keeps runs that agree, by value, list, label, part of a block, or function', async () => {
    const runs = await grid()
    expect(runs.only({ optimizer: 'adam', lr: 0.1 }).names).toEqual(['adam+0.1+0', 'adam+0.1+1'])
    expect(runs.only({ lr: [0.1, 0.2, 0.3], seed: 1 }).length).toBe(4)
    expect(runs.only({ model: 'mlp' }).length).toBe(4)
    expect(runs.only({ model: { name: 'mlp' } }).length).toBe(4)
    expect(runs.only({ model: ['cnn', 'mlp'] }).length).toBe(8)
    expect(runs.only({ model: { dropout: 0.5 }, seed: 0 }).names).toEqual(['sgd+0.1+0', 'adam+0.1+0'])
    expect(runs.only(({ lr, seed }) => lr > 0.1 && seed === 0).names).toEqual(['sgd+0.2+0', 'adam+0.2+0'])
    expect(runs.only({}).length).toBe(8)
  })

  it('says which keys and values do not exist, all at once', async () => {
    const runs = await grid()
    const wrong = { optimizer: 'adm', learning: 1, model: { dropuot: 0.5 }, lr: 3 }
    expect(() => runs.only(wrong as never)).toThrow(
      [
        'no run has adm; did you mean `adam`? There are: `sgd`, `adam` (at optimizer)',
        'no run has a key "learning"; there are: `optimizer`, `lr`, `model`, `model.name`, `model.dropout`, `seed`',
        'no run has a key "model.dropuot"; did you mean `model.dropout`? There are: `optimizer`, `lr`, `model`, `model.name`, `model.dropout`, `seed`',
        'no run has 3; there are: `0.1`, `0.2` (at lr)',
      ].join('\n'),
    )
    expect(() => runs.only('adam' as never)).toThrow('only() takes a part of a config')
  })

  it('is empty when each value exists but no run has them together', async () => {
    const runs = await grid()
    expect(runs.only({ lr: 0.1, model: 'mlp' }).length).toBe(0)
    expect(runs.only({ lr: 0.1, model: 'mlp' }).only({ optimizer: 'sgd' }).length).toBe(0)
  })
})

describe('select', () => {
  it('chooses by the mean over seeds, not by the luckiest run', async () => {
    // lr 0.1 has the best single run (0.99), lr 0.2 the better mean.
    const runs = await grid(({ lr, seed }) => (lr === 0.1 ? [0.99, 0.1][seed]! : 0.7))
    const best = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
    expect(best.names).toEqual(['sgd+0.2+0', 'sgd+0.2+1', 'adam+0.2+0', 'adam+0.2+1'])
    const worst = runs.select({ each: 'optimizer', by: 'val.accuracy', min: true })
    expect(worst.names).toEqual(['sgd+0.1+0', 'sgd+0.1+1', 'adam+0.1+0', 'adam+0.1+1'])
  })

  it('makes one choice for each combination of several keys', async () => {
    const runs = await grid()
    expect(runs.select({ each: ['optimizer', 'model'], by: 'val.accuracy', max: true }).length).toBe(8)
    expect(runs.select({ each: [], by: 'val.accuracy', max: true }).names).toEqual(['sgd+0.2+0', 'sgd+0.2+1'])
  })

  it('takes the first of equal means, and never one that diverged', async () => {
    const equal = await grid(() => 0.5)
    expect(equal.select({ each: 'optimizer', by: 'val.accuracy', max: true }).names[0]).toBe('sgd+0.1+0')
    const diverged = await grid(({ lr, seed }) => (lr === 0.1 && seed === 1 ? NaN : 0.5))
    expect(diverged.select({ each: 'optimizer', by: 'val.accuracy', max: true }).names[0]).toBe('sgd+0.2+0')
    const infinite = await grid(({ lr }) => (lr === 0.1 ? Infinity : 0.5))
    expect(infinite.select({ each: 'optimizer', by: 'val.accuracy', max: true }).names[0]).toBe('sgd+0.2+0')
  })

  it('remembers by what it chose', async () => {
    const runs = await grid()
    expect(runs.selectedBy).toEqual([])
    const chosen = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
    expect(chosen.only({ optimizer: 'adam' }).groupBy('lr')[0]!.runs.selectedBy).toEqual(['val.accuracy'])
  })

  it('wants one direction, and keys and metrics that exist', async () => {
    const runs = await grid()
    const select = (selection: object) => () => runs.select(selection as never)
    expect(select({ each: 'optimizer', by: 'loss' })).toThrow('select() takes either `max: true` or `min: true`')
    expect(select({ each: 'optimizer', by: 'loss', max: true, min: true })).toThrow('select() takes either')
    expect(select({ each: 'optimiser', by: 'loss', max: true })).toThrow(
      'no run has a key "optimiser"; did you mean `optimizer`?',
    )
    expect(select({ each: 'optimizer', by: 'val', max: true })).toThrow('there is no metric "val"; ')
  })
})

describe('groupBy', () => {
  it('keeps the order of first appearance and calls a named alternative by its label', async () => {
    const runs = await grid()
    const groups = runs.groupBy('model')
    expect(groups.map(({ value, label, runs: { length } }) => [value, label, length])).toEqual([
      ['cnn', 'cnn', 4],
      ['mlp', 'mlp', 4],
    ])
    expect(runs.groupBy('lr').map(({ value }) => value)).toEqual([0.1, 0.2])
  })

  it('has a group for runs that have nothing there', async () => {
    const runs = await grid()
    expect(runs.groupBy('model.dropout').map(({ value, label }) => [value, label])).toEqual([
      [0.5, '0.5'],
      [undefined, '—'],
    ])
  })

  it('says which keys exist', async () => {
    const runs = await grid()
    expect(() => runs.groupBy('model.droput' as 'model')).toThrow(
      'no run has a key "model.droput"; did you mean `model.dropout`?',
    )
  })
})

describe('estimate', () => {
  it('is mean and sd over the runs, and names them', async () => {
    const runs = (await grid(({ seed }) => 0.5 + seed / 10)).only({ optimizer: 'sgd', lr: 0.1 })
    const { mean, sd, n, runs: names } = estimate(runs, 'val.accuracy')
    expect(mean).toBeCloseTo(0.55, 15)
    expect(sd).toBeCloseTo(Math.sqrt(0.005), 15)
    expect([n, names]).toEqual([2, ['mnist/sgd+0.1+0', 'mnist/sgd+0.1+1']])
  })
})

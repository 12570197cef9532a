// Type tests, checked by `tsc` alone: every `@ts-expect-error` is a promise to whoever writes a sweep.
import { defineSweep, seeds, sweep } from './define'
import type { Axis, Config, Json, PathOf, Resolve, Sweep, SweepOptions, Tree } from './types'

type Same<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const ok = <T extends true>(_?: T) => {}

// (a) values: strings stay literal, numbers widen, at any depth
const grid = defineSweep({
  epochs: 20,
  optimizer: sweep(['sgd', 'adam']),
  model: { lr: sweep([1e-3, 3e-3, 1e-2]), bias: true },
  seed: seeds(5),
})
ok<
  Same<
    Config<typeof grid>,
    {
      readonly epochs: number
      readonly optimizer: 'sgd' | 'adam'
      readonly model: { readonly lr: number; readonly bias: boolean }
      readonly seed: number
    }
  >
>()

// (b) named alternatives and paired blocks, shared by several sweeps
const tactics = sweep({
  ours: { lr: sweep([1e-3, 1e-2]), beta: sweep([0.5, 0.9]), seed: seeds(5) },
  finetune: { lr: sweep([1e-3, 1e-2]), seed: seeds(5) },
  majority: {},
})
const models = sweep({ cnn: { dropout: sweep([0, 0.5]) }, mlp: { hidden: 128 } })
const backbones = sweep([
  { backbone: 'r50', weights: 'in1k' },
  { backbone: 'vit', weights: 'mae' },
  { backbone: 'vit', weights: 'dino' },
])
export const cifar = defineSweep(
  { epochs: 30, tactic: tactics, model: models, pre: backbones },
  { where: (c) => !(c.tactic.name === 'majority' && !(c.model.name === 'mlp' && c.pre.weights === 'in1k')) },
)
type Cifar = Config<typeof cifar>
ok<Same<Cifar['tactic']['name'], 'ours' | 'finetune' | 'majority'>>()
ok<Same<Extract<Cifar['model'], { name: 'cnn' }>['dropout'], number>>()
ok<
  Same<
    Cifar['pre'],
    | { readonly backbone: 'r50'; readonly weights: 'in1k' }
    | { readonly backbone: 'vit'; readonly weights: 'mae' }
    | { readonly backbone: 'vit'; readonly weights: 'dino' }
  >
>()

export function run(config: Cifar) {
  switch (config.tactic.name) {
    case 'ours':
      config.tactic.beta satisfies number
      break
    case 'finetune':
      // @ts-expect-error beta belongs to ours
      config.tactic.beta satisfies number
      break
    case 'majority':
      break
    default:
      config.tactic satisfies never
  }
  if (config.model.name === 'cnn') config.model.dropout satisfies number
  // @ts-expect-error dropout exists only if model=cnn
  else config.model.dropout satisfies number
  if (config.pre.backbone === 'r50') config.pre.weights satisfies 'in1k'
  // @ts-expect-error r50 never has mae
  if (config.pre.backbone === 'r50' && config.pre.weights === 'mae') return
  // @ts-expect-error a value that is not in the sweep
  if (config.tactic.name === 'our') return
  // @ts-expect-error configs are read-only
  config.epochs = 3
  return config.epochs === 100
}

// a union of blocks with different keys
export const flat = defineSweep(
  [
    { epochs: 30, tactic: sweep({ ours: { lr: sweep([1e-3, 1e-2]) } }), model: models },
    { tactic: sweep({ majority: {} }) },
  ],
  { where: (c) => c.tactic.name !== 'ours' || c.tactic.lr > 0 },
)
type Flat = Config<typeof flat>
ok<Same<Flat['tactic']['name'], 'ours' | 'majority'>>()
ok<Same<Extract<Flat, { epochs: number }>['epochs'], number>>()

// nested three deep, tuples, booleans, sweeps inside alternatives inside sweeps; no TS2589
export const deep = defineSweep({
  aug: [
    { kind: 'crop', size: sweep([24, 28]) },
    { kind: 'flip', on: sweep([true, false]) },
  ],
  m: sweep({ a: { inner: sweep({ x: { k: sweep(['p', 'q']) }, y: {} }) }, b: {} }),
})
type Deep = Config<typeof deep>
ok<Same<Deep['aug'][0]['size'], number>>()
ok<Same<Deep['aug'][1]['kind'], 'flip'>>()
ok<Same<Deep['aug'][1]['on'], boolean>>()
ok<Same<Extract<Extract<Deep['m'], { name: 'a' }>['inner'], { name: 'x' }>['k'], 'p' | 'q'>>()

// the same written in place, with alternatives inside lists of lists and a union around it
export const inPlace = defineSweep([
  {
    stages: [
      sweep({ conv: { width: sweep([16, 32]) }, pool: {} }),
      [sweep(['relu', 'gelu']), sweep([{ p: sweep([0.1, 0.5]) }, { p: 0 }])],
    ],
  },
  { stages: [sweep({ conv: { width: 8 } })], extra: null },
])
type InPlace = Config<typeof inPlace>
ok<Same<InPlace['stages'][0]['name'], 'conv' | 'pool'>>()
ok<Same<Extract<InPlace, { extra: null }>['extra'], null>>()

// values computed elsewhere, JSON of unknown shape, a sweep of a sweep
const widths: number[] = [1, 2, 3]
export const computed = defineSweep({ width: sweep(widths), extra: { any: 1 } as { readonly [key: string]: Json } })
ok<Same<Config<typeof computed>['width'], number>>()
export const nested = defineSweep({ lr: sweep([sweep([1, 2]), { cosine: sweep([3, 4]) }, null]) })
ok<Same<Config<typeof nested>['lr'], number | { readonly cosine: number } | null>>()
const base = { epochs: 3, optimizer: sweep(['sgd', 'adam']) }
export const extended = defineSweep({ ...base, epochs: 5 })
ok<Same<Config<typeof extended>, { readonly epochs: number; readonly optimizer: 'sgd' | 'adam' }>>()
ok<Same<Config<typeof grid | typeof extended>, Config<typeof grid> | Config<typeof extended>>>()
ok<Same<Resolve<Axis<'x'>>, 'x'>>()
grid satisfies Sweep<{ readonly epochs: number }>

// blocks made by code: what the compiler cannot know is JSON
export const made = (
  block: Tree,
  labels: { readonly [label: string]: Tree & { readonly name?: never } },
  json: Json,
) => {
  const wide = defineSweep({ any: block, m: sweep(labels), json, list: sweep([json]), s: sweep([block]) })
  ok<Same<Config<typeof wide>['json'], Json>>()
  ok<Same<Config<typeof wide>['any'], { readonly [key: string]: Json }>>()
  return [wide, defineSweep(block), defineSweep([block, block], { where: (c) => c['x'] === 1, labels: { a: 'b' } })]
}

// a large sweep, with labels and where, does not exhaust the compiler
const alternative = {
  lr: sweep([1, 2]),
  opt: sweep({ sgd: { momentum: sweep([0, 0.9]) }, adam: { beta: 0.9 } }),
  seed: seeds(5),
}
const many = sweep({
  a: alternative,
  b: { ...alternative, b: 1 },
  c: { ...alternative, c: { d: { e: { f: 1 } } } },
  d: { ...alternative, d: [alternative, alternative] },
  e: { ...alternative, e: 'x' },
  f: alternative,
  g: {},
})
export const large = defineSweep(
  [
    { tactic: many, model: many, head: many, deep: { er: { tactic: many } } },
    { tactic: many, other: 1 },
  ],
  { where: (c) => c.tactic.name !== 'g', labels: { 'tactic.opt.momentum': 'mu', 'deep.er.tactic': 't' } },
)
ok<Same<Config<typeof large>['tactic']['name'], 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g'>>()

// paths
ok<Same<PathOf<Config<typeof grid>>, 'epochs' | 'optimizer' | 'model' | 'model.lr' | 'model.bias' | 'seed'>>()
ok<Same<PathOf<Pick<Deep, 'aug'>>, 'aug' | `aug.${0 | 1}` | `aug.${0 | 1}.kind` | 'aug.0.size' | 'aug.1.on'>>()
ok<
  Same<Extract<PathOf<Cifar>, 'tactic.beta' | 'model.dropout' | 'tactic'>, 'tactic.beta' | 'model.dropout' | 'tactic'>
>()

// options
defineSweep(
  { model: { lr: sweep([1, 2]) } },
  { maxRuns: 5000, labels: { 'model.lr': 'lr' }, name: (c) => `lr${c.model.lr}`, data: ['data/x.csv'], env: ['CUDA'] },
)
// @ts-expect-error no such key to relabel
defineSweep({ model: { lr: sweep([1, 2]) } }, { labels: { 'model.lrr': 'lr' } })
// @ts-expect-error no such key in the config
defineSweep({ lr: sweep([1, 2]) }, { where: (c) => c.lrr > 1 })
// @ts-expect-error no such option
defineSweep({ lr: sweep([1, 2]) }, { when: () => true })
// @ts-expect-error where says yes or no
defineSweep({ lr: sweep([1, 2]) }, { where: () => Promise.resolve(true) })

// limits
defineSweep({ lr: sweep([1, 2]) }, { timeout: '90 s', memory: '2 GB', retries: 2, retryOn: ['timeout', 'threw'] })
defineSweep({ lr: sweep([1, 2]) }, { timeout: 90, memory: '512MiB', concurrency: 1, resources: { gpu: 0.5 } })
// @ts-expect-error a time has a unit
defineSweep({ lr: sweep([1, 2]) }, { timeout: '90' })
// @ts-expect-error so has an amount of memory
defineSweep({ lr: sweep([1, 2]) }, { memory: 2_000_000_000 })
// @ts-expect-error no such reason
defineSweep({ lr: sweep([1, 2]) }, { retries: 1, retryOn: ['time'] })

// the config comes from the blocks alone, not from what the sweep is assigned to
export const assigned: Sweep<unknown> = defineSweep({ lr: sweep([1, 2]) }, { where: (c) => c.lr > 1 })
export const listed: readonly Sweep<unknown>[] = [defineSweep({ a: sweep(['x', 'y']) }, { name: (c) => c.a })]
// @ts-expect-error where cannot widen the config
defineSweep({ lr: sweep([1, 2]) }, { where: (c: { lr: number; rate: number }) => c.rate > 1 })
// @ts-expect-error the sweep has no such key
export const other: Sweep<{ rate: number }> = defineSweep({ lr: sweep([1, 2]) })

// what is not data
// @ts-expect-error functions are not data
defineSweep({ f: () => 1 })
// @ts-expect-error undefined is not data
defineSweep({ f: undefined })
// @ts-expect-error undefined is not data, however deep
defineSweep({ a: { b: [1, undefined] } })
// @ts-expect-error a Date is not data
sweep([new Date()])
// @ts-expect-error a bigint is not data
sweep([1n])
// @ts-expect-error a Map is not data
defineSweep({ m: new Map() })
// @ts-expect-error `name` is the label's
sweep({ a: { name: 'x' } })
// @ts-expect-error an alternative is a block
sweep({ a: 1 })
// @ts-expect-error a sweep of configs is not a value
defineSweep({ a: grid })
// @ts-expect-error seeds are numbers
seeds('5')

// what metrics are for
defineSweep({ lr: 1 }, { metrics: { choose: 'val.*', report: ['test.*', 'cost'] } })
// @ts-expect-error choose and report are all there is
defineSweep({ lr: 1 }, { metrics: { chose: 'val.*' } })

// with `exactOptionalPropertyTypes` too, what may be undefined is passed on
export const limited = (
  given: Pick<SweepOptions<{ readonly lr: number }>, 'timeout' | 'env' | 'where' | 'metrics'>,
) => {
  const { timeout, env, where, metrics } = given
  return defineSweep({ lr: sweep([1, 2]) }, { timeout, env, where, metrics: { choose: metrics?.choose } })
}

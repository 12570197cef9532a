// Type tests: compiled by tsc, never run. Every `@ts-expect-error` is a promise.
import {
  history,
  image,
  series,
  table,
  tensor,
  type Image,
  type NdArray,
  type Series,
  type StoredFile,
  type Output,
} from '../artifacts'
import { defineSweep, seeds, sweep } from '../sweep'
import type { Config, From } from '../sweep'
import type { NumberPath, SeriesKey, SeriesPath } from './stored/paths'
import type { Result } from './stored/result'
import type { Runs } from './runs/runs'

type Eq<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const ok = <_T extends true>(): void => {}

export const grid = defineSweep({
  epochs: 20,
  optimizer: sweep(['sgd', 'adam']),
  model: sweep({ cnn: { dropout: sweep([0, 0.5]) }, mlp: { hidden: 128 } }),
  lr: sweep([1e-3, 1e-2]),
  seed: seeds(5),
})
interface Said {
  image: number
  truth: string | null
}
export async function run(_config: Config<typeof grid>) {
  const said: Said[] = [{ image: 1, truth: 'a' }]
  const output = {
    loss: 0.5,
    val: { accuracy: 0.9, perClass: { iris: 0.8 } },
    history: history({ acc: [0.5], loss: [0.5] }),
    steps: series({ gradient: new Float32Array(3) }),
    any: history({ history: { loss: [0.5] } }),
    confusion: table(said),
    weights: tensor([1, 2], [2], 'float32'),
    samples: image(new Uint8Array()),
  }
  return output satisfies Output
}
type C = Parameters<typeof run>[0]
type O = Awaited<ReturnType<typeof run>>

ok<Eq<NumberPath<O>, 'loss' | 'val.accuracy' | 'val.perClass.iris'>>()
ok<Eq<SeriesKey<O>, 'history' | 'steps' | 'any'>>()
type Columns = 'history.acc' | 'history.accuracy' | 'history.loss' | 'steps.gradient' | `any.${string}`
ok<Eq<SeriesPath<O>, Columns>>()

declare const result: Result<C, O>
ok<Eq<ReturnType<typeof loaded>, [number, number, readonly Said[], Image, NdArray<'float32'>, readonly number[]]>>()
export function loaded() {
  const gets = [
    result.get('loss'),
    result.get('val').perClass.iris,
    result.get('confusion'),
    result.get('samples'),
    result.get('weights'),
    result.get('history').column('accuracy'),
  ]
  return gets as [number, number, readonly Said[], Image, NdArray<'float32'>, readonly number[]]
}
ok<Eq<ReturnType<typeof sampleOf>, Image>>()
export function sampleOf(of: Result<C, O>) {
  return of.get('samples')
}
declare const taking: Runs<{ readonly base: From<typeof run>; readonly seed: number }, O>
export function mistakes(runs: Runs<C, O>): void {
  result.metric('val.accuracy') satisfies number
  result.config.optimizer satisfies 'sgd' | 'adam'
  result.column('history.accuracy')
  // @ts-expect-error no such artifact
  result.get('histroy')
  // @ts-expect-error no such metric
  result.metric('val.acc')
  // @ts-expect-error a block of metrics is no metric
  result.metric('val')
  // @ts-expect-error no such column
  result.column('history.val_loss')
  // @ts-expect-error no such column
  result.get('history').column('val_loss')

  runs.only({ optimizer: 'adam' })
  runs.only({ optimizer: ['adam', 'sgd'], lr: 0.01, model: { name: 'cnn', dropout: [0, 0.5] } })
  runs.only({ model: 'cnn' }).only((config) => config.lr > 0.001)
  // A run that is taken of another task is meant by a part of its config.
  taking.only({ base: { optimizer: 'adam' } }).only({ base: { model: 'cnn' } })
  // @ts-expect-error 'adm' is no optimizer of the task that is taken from
  taking.only({ base: { optimizer: 'adm' } })
  // @ts-expect-error adm: did you mean adam
  runs.only({ optimizer: 'adm' })
  // @ts-expect-error no such key
  runs.only({ optimiser: 'adam' })
  // @ts-expect-error no such alternative
  runs.only({ model: 'cn' })
  // @ts-expect-error no such alternative
  runs.only({ model: { name: 'cn' } })

  runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
  runs.select({
    each: 'optimizer',
    by: 'val.accuracy',
    max: true,
    tie: { 'model.dropout': 'min' },
    optimistic: 'a bound',
  })
  // @ts-expect-error a key that no config has
  runs.select({ each: 'optimizer', by: 'val.accuracy', max: true, tie: { 'model.droput': 'min' } })
  // @ts-expect-error a reason is in words
  runs.select({ each: 'optimizer', by: 'val.accuracy', max: true, optimistic: true })
  runs.select({ each: ['optimizer', 'model.dropout'], by: 'loss', min: true })
  // @ts-expect-error no such key
  runs.select({ each: 'optimiser', by: 'loss', min: true })
  // @ts-expect-error no such metric
  runs.select({ each: 'optimizer', by: 'los', min: true })
  // @ts-expect-error the direction is missing
  runs.select({ each: 'optimizer', by: 'loss' })
  // @ts-expect-error two directions
  runs.select({ each: 'optimizer', by: 'loss', min: true, max: true })

  runs.groupBy('model')[0]!.runs.values('loss') satisfies number[]
  // @ts-expect-error no such key
  runs.groupBy('models')
  // @ts-expect-error no such metric
  runs.values('val.f1')
}

// Tasks that differ: paths of any of them.
type Several = { test: { accuracy: number } } | { test: { accuracy: number }; top5: number; history: O['history'] }
ok<Eq<NumberPath<Several>, 'test.accuracy' | 'top5'>>()
ok<Eq<SeriesKey<Several>, 'history'>>()
ok<Eq<NumberPath<{ loss: number; top5?: number }>, 'loss' | 'top5'>>()
export const fromSeveral = (
  of: Result<C, Several>,
): Series<{ readonly acc: readonly number[]; readonly loss: readonly number[] }> => of.get('history')

// A result of unknown making takes any name and promises nothing.
export function untyped(of: Result, all: Runs): void {
  of.get('model') as StoredFile
  of.metric('val.accuracy')
  all.only({ optimizer: 'adam' }).groupBy('model.lr')
  // @ts-expect-error unknown until it is checked
  of.get('loss') satisfies number
}

// @ts-expect-error a column of text is no series
series({ names: ['a'] })
// @ts-expect-error a cell is no record
table([{ a: { b: 1 } }])
// @ts-expect-error no such element type
tensor([1], [1], 'float16')
// @ts-expect-error text is no metric
export const note: Output = { note: 'text' }

// Type tests: compiled by tsc, never run. Every `@ts-expect-error` is a promise.
import { history, tensor, type NdArray } from '../../artifacts'
import type { Ctx } from '../../run/context'
import { defineSweep, from, seeds, sweep, type Config } from '..'

type Eq<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const ok = <_T extends true>(): void => {}

export const pretraining = defineSweep({
  size: sweep(['small', 'large']),
  net: sweep({ cnn: { width: sweep([8, 16]) }, mlp: { hidden: 128 } }),
  seed: seeds(3),
})
export async function pretrain(config: Config<typeof pretraining>) {
  return {
    val: { accuracy: config.seed },
    weights: tensor([1, 2], [2], 'float32'),
    history: history({ loss: [1] }),
  }
}

export const grid = defineSweep({
  weights: from<typeof pretrain>('pretrain', { size: sweep(['small', 'large']), net: 'cnn' }, { same: ['dataset'] }),
  plain: from('anything', { whatever: 1 }),
  dataset: sweep(['a', 'b']),
  lr: sweep([0.1, 0.2]),
  seed: seeds(3),
})
type C = Config<typeof grid>
ok<Eq<C['lr'], number>>()
ok<Eq<C['weights']['from'], string>>()
// What a sweep does not say of the run is not there.
ok<Eq<C['weights']['size'], 'small' | 'large' | undefined>>()

export function takes(config: C, ctx: Ctx) {
  const result = ctx.from(config.weights)
  const weights = result.get('weights')
  ok<Eq<typeof weights, NdArray<'float32'>>>()
  void weights
  ok<Eq<typeof result.config.size, 'small' | 'large'>>()
  result.metric('val.accuracy')
  result.column('history.loss')
  // @ts-expect-error: no such artifact; there are val, weights, history
  result.get('wights')
  // @ts-expect-error: no such metric
  result.metric('val.acc')
  // @ts-expect-error: names and keys of what is taken are in no key
  void result.name
  // @ts-expect-error: nothing is taken there
  ctx.from(config.lr)
  // Of a task whose type is not given anything may be asked.
  ctx.from(config.plain).get('weights')
  ctx.from(config.plain).metric('val.accuracy')
}

// @ts-expect-error: no such key in the config of pretrain
from<typeof pretrain>('pretrain', { sise: 'small' })
// @ts-expect-error: no such value
from<typeof pretrain>('pretrain', { size: 'tiny' })
// @ts-expect-error: no such option
from('pretrain', {}, { sam: ['dataset'] })

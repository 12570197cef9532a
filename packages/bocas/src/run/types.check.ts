/** The types of a command: what the author promises is what figures and results see. Checked by `tsc`; nothing here is run. */
import {
  command,
  defineSweep,
  sweep,
  type Config,
  type NdArray,
  type Result,
  type Series,
  type SeriesKey,
} from '../index'
import type { NumberPath } from '../index'

const grid = defineSweep({ lr: sweep([0.1, 0.2]), model: sweep({ cnn: { depth: 3 }, mlp: {} }) })
void grid

interface Output {
  readonly test: { readonly f1: number }
  readonly history: Series<{ readonly loss: readonly number[] }>
  readonly confusion: NdArray
  readonly mistakes: readonly { readonly image: number }[]
}
const run = command<Config<typeof grid>, Output>('uv run python train.py', { inputs: ['train.py'], lock: 'uv.lock' })
type Run = Awaited<ReturnType<typeof run>>

void run

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const yes = <T extends true>(): T | undefined => undefined

yes<Equal<Parameters<typeof run>[0], Config<typeof grid>>>()
yes<Equal<NumberPath<Run>, 'test.f1'>>()
yes<Equal<SeriesKey<Run>, 'history'>>()

declare const result: Result<Config<typeof grid>, Run>
const mistakes: readonly { readonly image: number }[] = result.get('mistakes')
const losses: readonly number[] = result.get('history').column('loss')
void [mistakes, losses]

// @ts-expect-error inputs must be named: without them the key is blind
command('python3 train.py', {})
// @ts-expect-error no such option
command('python3 train.py', { inputs: ['train.py'], input: ['x'] })

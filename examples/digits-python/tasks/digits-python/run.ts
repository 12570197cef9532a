import { command, type Config, type NdArray, type Series } from 'bocas'
import type grid from './sweep'

/** What train.py says by `result(…)`. */
interface Digits {
  readonly val: { readonly accuracy: number }
  readonly test: { readonly accuracy: number }
  readonly history: Series<{ readonly loss: readonly number[]; readonly val_accuracy: readonly number[] }>
  readonly confusion: NdArray
  readonly mistakes: readonly { readonly image: number; readonly truth: number; readonly said: number }[]
}

export const run = command<Config<typeof grid>, Digits>('python3 train.py', {
  inputs: ['*.py'],
  lock: 'requirements.txt',
})

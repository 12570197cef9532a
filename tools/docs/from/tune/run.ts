import type { Config } from 'bocas'
import type grid from './sweep'

export async function run({ lr, seed }: Config<typeof grid>) {
  return { val: { accuracy: 0.9 - Math.abs(lr - 0.1) + seed / 1000 } }
}

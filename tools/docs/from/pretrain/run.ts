import { tensor, type Config } from 'bocas'
import type grid from './sweep'

export async function run({ size, seed }: Config<typeof grid>) {
  return {
    weights: tensor(
      Float32Array.from({ length: size === 'small' ? 2 : 4 }, () => seed),
      [size === 'small' ? 2 : 4],
    ),
  }
}

import { tensor, type Config, type Ctx } from 'bocas'
import type grid from './sweep'

/** Pretends to train on more and more examples: the error falls as a power of their number. */
export function run({ size }: Config<typeof grid>, ctx: Ctx) {
  const wobble = 1 + ((ctx.seed % 5) - 2) / 50
  const errors = Array.from({ length: 8 }, (_, step) => 2 * size ** -0.3 * wobble * (1 + 1 / (step + 1)))
  return { test: { error: errors.at(-1)! }, errors: tensor(errors, [8]) }
}

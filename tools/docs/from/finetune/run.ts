import type { Config, Ctx } from 'bocas'
import type grid from './sweep'

export async function run({ weights, lr }: Config<typeof grid>, ctx: Ctx) {
  const { data } = ctx.from(weights).get('weights')
  return { score: lr * Number(data[0]) }
}

import { table, type Config, type Ctx } from 'bocas'
import type grid from './sweep'

const CLASSES = ['cat', 'dog', 'eel'] as const

/** Pretends to classify: what a method takes a class for, and how often. */
export function run({ method, noise }: Config<typeof grid>, ctx: Ctx) {
  const wobble = (ctx.seed % 7) / 100
  const right = (at: number): number => 1 - noise * (method === 'nearest' ? 0.6 : 0.9) * (1 + at / 4) + wobble
  const confusion = CLASSES.flatMap((truth, row) =>
    CLASSES.map((said, column) => {
      const share = row === column ? right(row) : (1 - right(row)) / 2
      return { truth, said, count: Math.round(100 * share) }
    }),
  )
  const hits = confusion.reduce((sum, { truth, said, count }) => sum + (truth === said ? count : 0), 0)
  const all = confusion.reduce((sum, { count }) => sum + count, 0)
  return { test: { accuracy: hits / all }, confusion: table(confusion) }
}

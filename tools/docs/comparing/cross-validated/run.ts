import { series, type Config } from 'bocas'
import type grid from './sweep'

/** The mean over five folds, and the score on each; made without chance where yours would train five times. */
export function run({ tactic, seed }: Config<typeof grid>) {
  const gain = (fold: number) => (tactic.name === 'ours' ? 0.02 + 0.01 * Math.sin(7 * fold + seed) : 0)
  const scores = [0, 1, 2, 3, 4].map((fold) => 0.8 + 0.03 * Math.sin(3 * fold + 5 * seed) + gain(fold))
  return {
    test: { accuracy: scores.reduce((sum, score) => sum + score) / scores.length },
    folds: series({ test: scores }),
  }
}

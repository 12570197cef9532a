import type { Config } from 'bocas'
import type grid from './sweep'

/** The score on one fold, made without chance where yours would train on the other four. */
export function run({ tactic, fold, seed }: Config<typeof grid>) {
  const gain = tactic.name === 'ours' ? 0.02 + 0.01 * Math.sin(7 * fold + seed) : 0
  return { test: { accuracy: 0.8 + 0.03 * Math.sin(3 * fold + 5 * seed) + gain } }
}

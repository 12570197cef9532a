import { table } from 'bocas'

export interface Config {
  readonly data: string
  readonly tactic: { readonly name: 'ours' } | { readonly name: 'boosting' } | { readonly name: 'forest' }
  readonly seed: number
}

export const DATA = Array.from({ length: 12 }, (_, i) => `set${i}`)
export const TACTICS = ['ours', 'boosting', 'forest'] as const

/** Scores that differ by data set, tactic and seed, made without chance. */
export function run({ data, tactic, seed }: Config) {
  const [d, t] = [DATA.indexOf(data), TACTICS.indexOf(tactic.name)]
  const wobble = Math.sin(12.9898 * seed + 3.1 * d + 7.7 * t) * 0.01
  const accuracy = 0.7 + 0.02 * d - 0.02 * t + (d % 4 === 3 ? 0.03 * t : 0) + wobble
  const examples = Array.from({ length: 50 }, (_, example) => ({
    example,
    right: (example * 7 + 13 * t + seed) % 50 < accuracy * 50,
  }))
  return {
    test: { accuracy },
    seconds: 10 * (t + 1) * (1 + wobble),
    parameters: 1000 * 4 ** (seed % 3) * (t + 1),
    predictions: table(examples),
  }
}

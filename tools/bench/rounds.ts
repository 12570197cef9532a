import type { Measured } from './condense'
import type { Amount, Contender, Sample } from './contender'
import { formatValue } from './format-value'

/**
 * Measures all contenders once, then all again, and so on: what else the machine does in the meantime meets all of them, and their
 * ratios stand although their times may not.
 */
export async function measureInRounds(
  contenders: readonly Contender[],
  rounds: number,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<Measured[]> {
  const samples = contenders.map((): (Sample | Amount)[] => [])
  for (let round = 1; round <= rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if (round > (contender.rounds ?? rounds)) continue
      signal?.throwIfAborted()
      await contender.prepare?.()
      const sample = await contender.measure()
      samples[index]!.push(sample)
      const told = 'wall' in sample ? `${sample.wall.toFixed(3)} s` : formatValue(sample.amount, sample.unit)
      say(`${round}/${rounds}  ${told}  ${contender.name}`)
    }
  }
  return contenders.map(({ name, against }, index) => ({ name, against, samples: samples[index]! }))
}

import type { Contender, Sample } from './contender'
import type { Measured } from './report'

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
  const samples = contenders.map((): Sample[] => [])
  for (let round = 1; round <= rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      signal?.throwIfAborted()
      await contender.prepare?.()
      const sample = await contender.measure()
      samples[index]!.push(sample)
      say(`${round}/${rounds}  ${sample.wall.toFixed(3)} s  ${contender.name}`)
    }
  }
  return contenders.map(({ name, against }, index) => ({ name, against, samples: samples[index]! }))
}

const MEGABYTE = 2 ** 20
const FACTORS = { K: 2 ** -10, M: 1, G: 2 ** 10, T: 2 ** 20 } as const

/** Megabytes of a size as Slurm writes it: `8G`, `500M`, `2000` (megabytes); undefined for what is none. */
export function readMemory(text: string): number | undefined {
  const [, number, unit = 'M'] = /^(\d+(?:\.\d+)?) ?([KMGT])?B?$/i.exec(text) ?? []
  if (number === undefined) return undefined
  return Math.ceil(Number(number) * FACTORS[unit.toUpperCase() as keyof typeof FACTORS])
}

export const megabytes = (bytes: number): number => Math.ceil(bytes / MEGABYTE)

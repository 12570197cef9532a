import type { SweepLayout } from '../read/layout'

/** One factor of the number of runs: the axis at `path` has `text` options. */
interface Factor {
  readonly path: string
  readonly text: string
}

/** More summands than this are shown as their sum. */
const MOST_SUMMANDS = 6

/** How the number of runs comes about: `16 × 2 × 4 = 128 runs`; of a union `128 + 3 = 131 runs`. */
export function breakdown(layouts: readonly SweepLayout[]): string {
  const total = layouts.reduce((sum, { exact }) => sum + exact, 0n)
  const runs = `${formatCount(total)} ${total === 1n ? 'run' : 'runs'}`
  if (layouts.length > 1) return `${layouts.map(({ exact }) => formatCount(exact)).join(' + ')} = ${runs}`
  const factors = layouts.flatMap(factorsOf)
  if (factors.length > 1) return `${factors.map(({ text }) => text).join(' × ')} = ${runs}`
  const [only] = factors
  return only?.text.startsWith('(') ? `${only.text.slice(1, -1)} = ${runs}` : runs
}

/** The axes behind a number of runs, for a person who has to make it smaller: `lr: 100, model.width: 20`. */
export function factorList(layouts: readonly SweepLayout[]): string {
  const factors = layouts.flatMap(factorsOf)
  const shown = factors.slice(0, MOST_SUMMANDS).map(({ path, text }) => `${path}: ${text}`)
  return `${shown.join(', ')}${factors.length > shown.length ? ', …' : ''}`
}

function factorsOf(layout: SweepLayout): Factor[] {
  if (layout.kind === 'fixed') return []
  if (layout.kind === 'block') return layout.items.flatMap(([, item]) => factorsOf(item))
  if (layout.size === 1) return factorsOf(layout.option(0).layout)
  const { path, size, exact, even } = layout
  if (even || size > MOST_SUMMANDS) return [{ path, text: formatCount(exact) }]
  const summands = Array.from({ length: size }, (_, i) => formatCount(layout.option(i).layout.exact))
  return [{ path, text: `(${summands.join(' + ')})` }]
}

/** A count with thousands separators; beyond any reading as a power of ten. */
export function formatCount(count: number | bigint): string {
  const digits = count.toString()
  return digits.length > 21 ? `about 10^${digits.length - 1}` : count.toLocaleString('en-US')
}

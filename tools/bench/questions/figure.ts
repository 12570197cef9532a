import { chartjsRenderer, type Figure, FIGURE_FORMATS, FIGURE_WIDTHS, type FigureFormat } from '@bocas/figures'
import type { Contender, Sample } from '../contender'
import type { Question } from './question'

/** What a figure may take, warm, in all formats together. */
const GOAL = 0.05
/** Calls before the first measured one: fonts are read and code is compiled. */
const WARM_UP = 5

/** What does a figure cost once a process has drawn some? Drawn in this process: a figures target draws all of a task in one. */
export const figure: Question = {
  name: 'figure',
  asks: 'What does a figure cost once a process has drawn some?',
  sizes: [],
  async prepare() {
    const figures = { 'learning curves': curves, 'grouped bars': bars, heatmap }
    const drawing = (name: string, one: Figure, formats: readonly FigureFormat[]): Contender => ({
      name: `${name}, ${formats.join(' + ')}`,
      measure: () => timed(one, formats),
    })
    for (const one of Object.values(figures))
      for (let call = 0; call < WARM_UP; call++) await timed(one, FIGURE_FORMATS)
    return {
      title: 'one figure in print at column width, warm',
      contenders: Object.entries(figures).flatMap(([name, one]) => [
        drawing(name, one, FIGURE_FORMATS),
        ...FIGURE_FORMATS.map((format) => drawing(name, one, [format])),
      ]),
      notes: [
        `aimed at: all formats of a figure in less than ${GOAL * 1000} ms`,
        'PNG is packed by another thread: CPU can exceed wall',
      ],
    }
  },
}

/** Draws a figure that was never drawn before: layouts are remembered by figure. */
async function timed(one: Figure, formats: readonly FigureFormat[]): Promise<Sample> {
  const fresh = { ...one }
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  const files = await Promise.all(formats.map((format) => chartjsRenderer.render(fresh, format)))
  const { user, system } = process.cpuUsage(cpu)
  const wall = (performance.now() - start) / 1000
  if (files.some((file) => file.length < 2000)) throw new Error('a figure came out empty')
  return { wall, cpu: (user + system) / 1e6 }
}

const frame = { size: { width: FIGURE_WIDTHS.column, height: 161 }, note: 'mean ± sd, n = 5' }
const NAMES = ['fine-tuning', 'distillation', 'pruning', 'majority']

const curves: Figure = {
  ...frame,
  kind: 'lines',
  name: 'curves',
  spread: 'bands',
  x: { label: 'epoch', scale: 'linear' },
  y: { label: 'validation loss', scale: 'linear' },
  series: NAMES.map((label, index) => ({
    label,
    points: Array.from({ length: 50 }, (_, step) => {
      const y = (index + 1) * 0.2 + Math.exp(-step / (8 + index))
      return { x: step + 1, y, low: y - 0.04, high: y + 0.04 }
    }),
  })),
}
const bars: Figure = {
  ...frame,
  kind: 'bars',
  name: 'bars',
  x: { label: 'data set', groups: ['digits', 'garments', 'letters'] },
  y: { label: 'test error (%)', scale: 'linear' },
  series: NAMES.map((label, index) => ({
    label,
    bars: [5, 9, 13].map((error) => {
      const y = error + index
      return { y, low: y - 0.5, high: y + 0.5, values: [-0.5, -0.2, 0, 0.2, 0.5].map((off) => y + off) }
    }),
  })),
}
const heatmap: Figure = {
  ...frame,
  kind: 'heatmap',
  name: 'heatmap',
  x: { label: 'learning rate', groups: ['0.001', '0.003', '0.01', '0.03', '0.1'] },
  y: { label: 'tactic', groups: NAMES },
  value: { label: 'validation accuracy (%)' },
  cells: NAMES.map((_, row) =>
    [0, 1, 2, 3, 4].map((column) => ({ value: 80 + row + column, text: (80 + row + column).toFixed(1) })),
  ),
}

import { Chart, defaults, registerables } from 'chart.js'
import { INK } from '../chartjs/layout/axes'
import { fontFamily, FONT_SIZES } from '../chartjs/surface/font'
import type { Typography } from '../figure/frame'

let isRegistered = false

/**
 * Does something while charts of any making look as ours do where they do not say how: size and face of the text, thin lines, pale grids, no animation. What is
 * asked of chart.js for all charts otherwise, by an author or a plugin, is as it was afterwards.
 */
export function withOurDefaults<T>(typography: Typography, action: () => T): T {
  if (!isRegistered) Chart.register(...registerables)
  isRegistered = true
  const undo: (() => void)[] = []
  const set = (path: string, value: unknown): void => {
    const steps = path.split('.')
    const last = steps.pop()!
    const at = steps.reduce<Record<string, unknown>>(
      (one, step) => (one[step] ??= {}) as Record<string, unknown>,
      defaults as unknown as Record<string, unknown>,
    )
    const had = Object.hasOwn(at, last)
    const before = at[last]
    undo.push(() => (had ? void (at[last] = before) : void delete at[last]))
    at[last] = value
  }
  const { label, tick } = FONT_SIZES[typography.font ?? 'serif']
  for (const [path, value] of Object.entries({
    'font.family': fontFamily(typography),
    'font.size': tick,
    'font.lineHeight': 1.15,
    color: INK,
    borderColor: '#e4e4e4',
    locale: 'en-US',
    'layout.padding': { top: 3, right: 6, bottom: 2, left: 2 },
    'elements.line.borderWidth': 1.4,
    'elements.line.borderJoinStyle': 'round',
    'elements.point.radius': 2,
    'elements.point.borderWidth': 0.8,
    'elements.bar.borderWidth': 0,
    'elements.arc.borderWidth': 0.8,
    'plugins.legend.labels.boxWidth': 12,
    'plugins.legend.labels.boxHeight': 5,
    'plugins.legend.labels.padding': 6,
    'plugins.legend.labels.font': { size: label },
    'plugins.title.font': { size: label, weight: 'bold' },
    'plugins.title.padding': 4,
    'plugins.subtitle.font': { size: label },
    'plugins.tooltip.enabled': false,
    'scale.grid.lineWidth': 0.5,
    'scale.grid.tickLength': 3,
    'scale.grid.tickColor': '#444444',
    'scale.border.width': 0.6,
    'scale.border.color': '#444444',
    'scale.ticks.padding': 2,
    'scale.title.font': { size: label },
    'scale.title.padding': { top: 1, bottom: 1 },
  }))
    set(path, value)
  try {
    return action()
  } finally {
    undo.reverse().forEach((back) => back())
  }
}

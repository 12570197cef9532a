import { type Chart, type Plugin } from 'chart.js'
import { type Figure } from '../figure/figure'
import { type Context } from './canvas'
import { drawLegend, legendKey } from './draw-legend'
import { FONT_FAMILY } from './font'
import { type Legend } from './legend-layout'

/** Draws what is around the plot: the ground (PNG only; vector files are placed on the page's), the legend, the mark of a draft. */
export function framePlugin(figure: Figure, legend: Legend, ground: string | null): Plugin {
  return {
    id: 'bocas-frame',
    beforeDraw: (chart) => {
      if (ground === null) return
      chart.ctx.fillStyle = ground
      chart.ctx.fillRect(0, 0, chart.width, chart.height)
    },
    afterDraw: (chart) => {
      drawLegend(chart.ctx as unknown as Context, legend, legendKey(figure))
      if (figure.draft !== undefined) markDraft(chart)
    },
  }
}

function markDraft(chart: Chart): void {
  const { left, right, top, bottom } = chart.chartArea
  const context = chart.ctx as unknown as Context
  const size = Math.min((bottom - top) * 0.42, (right - left) / 4.6)
  context.save()
  context.translate((left + right) / 2, (top + bottom) / 2)
  context.rotate(-Math.PI / 12)
  context.font = `bold ${size.toFixed(1)}px "${FONT_FAMILY}"`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = 'rgba(180,30,30,0.16)'
  context.fillText('DRAFT', 0, 0)
  context.restore()
}

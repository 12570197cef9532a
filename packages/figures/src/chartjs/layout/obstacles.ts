import type { PlotFigure } from '../../figure/figure'
import type { XYPoint } from '../../figure/plot'
import { frontOf } from '../../figure/front'
import type { Panel } from './panel'
import { pixel } from './plot'
import type { Box } from '../surface/overlap'

/** Half the size of what stands for a point, and the distance of the points that stand for a line, on the page in points. */
const RADIUS = 2.5
const DISTANCE = 5

/** What is drawn in a plot, as boxes on the page that words had better not cover. */
export function obstaclesOf(plot: PlotFigure, panel: Panel): Box[] {
  const around = ([x, y]: readonly [number, number]): Box => ({
    left: x - RADIUS,
    right: x + RADIUS,
    top: y - RADIUS,
    bottom: y + RADIUS,
  })
  const place = ({ x, y }: XYPoint) => [pixel(panel, 'x', x), pixel(panel, 'y', y)] as const
  if (plot.kind === 'heatmap' || plot.kind === 'scene') return []
  if (plot.kind === 'bars' || plot.kind === 'boxes') {
    return plot.series.flatMap((_, series) =>
      panel.getDatasetMeta(series).data.flatMap((element) => {
        const { x, y, base, width, min, max } = element as unknown as Record<string, number | undefined>
        const [from, to] = [min ?? base, max ?? y]
        if (
          x === undefined ||
          from === undefined ||
          to === undefined ||
          width === undefined ||
          ![x, from, to].every(Number.isFinite)
        )
          return []
        return [{ left: x - width / 2, right: x + width / 2, top: Math.min(from, to), bottom: Math.max(from, to) }]
      }),
    )
  }
  const ways = plot.series.map(({ points }) =>
    points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)).map(place),
  )
  if (plot.kind === 'lines') return ways.flatMap((way) => along(way).map(around))
  const front = plot.front === undefined ? [] : frontOf(plot.series, plot.front).map(place)
  const steps = front.flatMap(([x, y], index) =>
    index === 0 ? [[x, y] as const] : [[x, front[index - 1]?.[1] ?? y] as const, [x, y] as const],
  )
  return [...ways.flat(), ...along(steps)].map(around)
}

/** Places along a way, no further apart than a label could slip through. */
function along(way: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return way.flatMap(([x, y], index) => {
    const [nextX, nextY] = way[index + 1] ?? [x, y]
    const steps = Math.max(1, Math.ceil(Math.hypot(nextX - x, nextY - y) / DISTANCE))
    return Array.from(
      { length: steps },
      (_, step) => [x + ((nextX - x) * step) / steps, y + ((nextY - y) * step) / steps] as const,
    )
  })
}

import { subtract } from 'bocas/internal'
import type { BetterDirection, ScatterFigure, XYPoint } from './plot'

/** A point, with its place in its figure. */
export interface FrontPoint extends XYPoint {
  readonly series: number
  readonly index: number
}

/**
 * The points that no other point beats in one direction without losing in the other (Pareto's front), from the best x on. Of points that are equal but for rounding
 * all are on it; points that are not finite are not, nor are those of settings with runs that diverged, which are out of every comparison.
 */
export function frontOf(series: ScatterFigure['series'], better: BetterDirection): FrontPoint[] {
  const sign = (direction: 'min' | 'max') => (direction === 'max' ? 1 : -1)
  const [alongX, alongY] = [sign(better.x), sign(better.y)]
  const points = series.flatMap(({ points: own }, at) => own.map((point, index) => ({ ...point, series: at, index })))
  const finite = points.filter(({ x, y, n = 1, of = n }) => Number.isFinite(x) && Number.isFinite(y) && n >= of)
  const beats = (a: XYPoint, b: XYPoint) => {
    const [dx, dy] = [subtract(a.x, b.x) * alongX, subtract(a.y, b.y) * alongY]
    return dx >= 0 && dy >= 0 && (dx > 0 || dy > 0)
  }
  return finite
    .filter((point) => !finite.some((other) => beats(other, point)))
    .sort((a, b) => (b.x - a.x) * alongX || (a.y - b.y) * alongY)
}

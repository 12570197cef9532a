import { Chart } from 'chart.js'

/** A chart.js chart that lays itself out when it is made, and draws itself when it is told to. */
export class PaintedChart extends Chart {
  private isPainting = false

  /** Draws the chart on what it was made with. */
  paint(): void {
    this.isPainting = true
    this.draw()
    this.isPainting = false
  }

  /** Makes chart.js forget the chart; with a canvas it would also wipe what was drawn. */
  forget(): void {
    Object.assign(this, { canvas: null })
    this.destroy()
  }

  override draw(): void {
    if (this.isPainting) super.draw()
  }

  override clear(): this {
    return this
  }
}

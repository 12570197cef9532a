import { type DrawingContext } from './canvas'
import { traceCircle } from './circle'
import { type Box, type Corner, cornersOf } from './overlap'
import { splitScripts, SCRIPT_SIZE, type TextRun } from './text-runs'

/** One step of a drawing: a call of a method of the canvas context, or a property set to a value. */
export type DrawingStep =
  { readonly call: string; readonly args: readonly unknown[] } | { readonly set: string; readonly value: unknown }

/** A text on the page, with the corners of the box around its ink, in points. A turned text has a turned box. */
export interface TextBox {
  readonly text: string
  readonly corners: readonly Corner[]
  /** Whether something else than the edge of the page cuts it. */
  readonly isClipped: boolean
}

/** Width and ink of a text in a font, in points. */
export interface TextMetrics {
  readonly width: number
  readonly actualBoundingBoxAscent: number
  readonly actualBoundingBoxDescent: number
}

/** What measures text: a context of a real canvas. */
export interface Measurer {
  font: string
  measureText(text: string): TextMetrics
}

interface State {
  matrix: Matrix
  readonly values: Record<string, unknown>
  /** What is drawn outside is not seen; null when nothing is cut away. Only upright rectangles are known. */
  clip: Box | null
}

type Matrix = readonly [number, number, number, number, number, number]

/** Widths of texts by measurer: the same words come again in the next figure. */
const METRICS = new WeakMap<Measurer, Map<string, TextMetrics>>()
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]
const DEFAULTS: Readonly<Record<string, unknown>> = {
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
}

/**
 * A canvas context that keeps what is drawn instead of drawing it, so that a figure is laid out once and drawn on any number of surfaces. It knows where
 * every text is, and sets superscripts and subscripts in small figures of the same face.
 */
export class Recorder {
  readonly steps: DrawingStep[] = []
  readonly texts: TextBox[] = []
  /** What chart.js asks a context for; set by who makes a chart. */
  canvas: unknown
  /** While it is true, texts are part of the ground (the mark of a draft) and may lie under others. */
  isGround = false
  private state: State = { matrix: IDENTITY, values: { ...DEFAULTS }, clip: null }
  private path: Box | null = null
  private readonly saved: State[] = []
  private readonly metrics: Map<string, TextMetrics>

  constructor(private readonly measurer: Measurer) {
    this.metrics = METRICS.get(measurer) ?? new Map<string, TextMetrics>()
    METRICS.set(measurer, this.metrics)
  }

  save(): void {
    const { matrix, values, clip } = this.state
    this.saved.push({ matrix, values: { ...values }, clip })
    this.steps.push({ call: 'save', args: [] })
  }

  restore(): void {
    this.state = this.saved.pop() ?? this.state
    this.steps.push({ call: 'restore', args: [] })
  }

  translate(x: number, y: number): void {
    this.turn('translate', [x, y], [1, 0, 0, 1, x, y])
  }

  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    this.turn('rotate', [angle], [cos, sin, -sin, cos, 0, 0])
  }

  /** chart.js scales to the pixels of a screen and wipes it: surfaces are scaled, and empty. */
  setTransform(): void {}
  resetTransform(): void {}
  clearRect(): void {}

  measureText(text: string): TextMetrics {
    const runs = this.runsOf(text)
    return {
      width: runs.reduce((sum, { width }) => sum + width, 0),
      actualBoundingBoxAscent: Math.max(...runs.map((run) => run.ascent + run.raise)),
      actualBoundingBoxDescent: Math.max(...runs.map((run) => run.descent - run.raise)),
    }
  }

  fillText(text: string, x: number, y: number): void {
    const runs = this.runsOf(text)
    const { width, actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent } = this.measureText(text)
    const left =
      x - { left: 0, start: 0, center: width / 2, right: width, end: width }[this.state.values.textAlign as 'left']
    const baseline = y + this.baselineShift()
    let at = left
    for (const run of runs) {
      this.steps.push(
        { set: 'font', value: run.font },
        { call: 'fillText', args: [run.text, at, baseline - run.raise] },
      )
      at += run.width
    }
    if (!this.isGround && text.trim() !== '') this.texts.push(this.boxOf(text, left, baseline, width, ascent, descent))
  }

  /** chart.js outlines texts when it is told to, which we never do. */
  strokeText(): void {}

  arc(x: number, y: number, radius: number, from: number, to: number, isBackwards = false): void {
    if (Math.abs(to - from) < 2 * Math.PI) this.call('arc', [x, y, radius, from, to, isBackwards])
    else traceCircle(this as unknown as DrawingContext, x, y, radius)
  }

  /** Adds what another recorder has kept, its corner at a place. */
  append(other: Recorder, x: number, y: number): void {
    this.save()
    this.translate(x, y)
    for (const step of other.steps) this.steps.push(step)
    for (const { corners, ...text } of other.texts)
      this.texts.push({ ...text, corners: corners.map((corner) => apply(this.state.matrix, corner[0], corner[1])) })
    this.restore()
  }

  /** @internal */
  read(name: string): unknown {
    return this.state.values[name]
  }

  /** @internal Texts are recorded with their place and face worked out: what says how is no step of its own. */
  write(name: string, value: unknown): void {
    this.state.values[name] = value
    if (!TEXT_PROPERTIES.includes(name)) this.steps.push({ set: name, value })
  }

  /** @internal Fills and strokes that nobody would see are left out: chart.js draws bars whose styles are ours. */
  call(name: string, args: readonly unknown[]): void {
    const style = name.startsWith('fill') ? 'fillStyle' : name.startsWith('stroke') ? 'strokeStyle' : undefined
    if (name === 'beginPath') this.path = null
    if (name === 'rect') this.path = this.boxAt(args as number[])
    if (name === 'clip' && this.path !== null) this.state.clip = meet(this.state.clip, this.path)
    if (style === undefined || this.state.values[style] !== 'transparent') this.steps.push({ call: name, args })
  }

  private boxAt([x = 0, y = 0, width = 0, height = 0]: readonly number[]): Box {
    const [[left, top], [right, bottom]] = [
      apply(this.state.matrix, x, y),
      apply(this.state.matrix, x + width, y + height),
    ]
    return { left, top, right, bottom }
  }

  private turn(call: string, args: number[], by: Matrix): void {
    this.state.matrix = multiply(this.state.matrix, by)
    this.steps.push({ call, args })
  }

  private runsOf(
    text: string,
  ): (TextRun & { font: string; width: number; ascent: number; descent: number; raise: number })[] {
    const font = String(this.state.values.font)
    const size = sizeOf(font)
    return splitScripts(text).map((run) => {
      const own = run.script === 'base' ? font : font.replace(/[\d.]+px/, `${(size * SCRIPT_SIZE).toFixed(2)}px`)
      const { width, actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent } = this.measured(run.text, own)
      const raise = run.script === 'base' ? 0 : run.script === 'super' ? size * 0.33 : -size * 0.14
      return { ...run, font: own, width, ascent, descent, raise }
    })
  }

  /** chart.js asks for the same widths over and over. */
  private measured(text: string, font: string): TextMetrics {
    const id = `${font} ${text}`
    const known = this.metrics.get(id)
    if (known !== undefined) return known
    this.measurer.font = font
    const { width, actualBoundingBoxAscent, actualBoundingBoxDescent } = this.measurer.measureText(text)
    const found = { width, actualBoundingBoxAscent, actualBoundingBoxDescent }
    this.metrics.set(id, found)
    return found
  }

  /** Canvases disagree about where the middle of a line is: for us it is that of a figure such as 0, which is two thirds of the size high. */
  private baselineShift(): number {
    const size = sizeOf(String(this.state.values.font))
    const { textBaseline } = this.state.values
    if (textBaseline === 'middle') return size * 0.33
    if (textBaseline === 'top' || textBaseline === 'hanging') return size * 0.72
    return textBaseline === 'bottom' ? -size * 0.22 : 0
  }

  private boxOf(text: string, left: number, baseline: number, width: number, ascent: number, descent: number): TextBox {
    const [right, top, bottom] = [left + width, baseline - ascent, baseline + descent]
    const corners = cornersOf({ left, top, right, bottom }).map(([x, y]) => apply(this.state.matrix, x, y))
    const { clip } = this.state
    const isClipped =
      clip !== null &&
      corners.some(
        ([x, y]) => x < clip.left - 0.5 || x > clip.right + 0.5 || y < clip.top - 0.5 || y > clip.bottom + 0.5,
      )
    return { text, corners, isClipped }
  }
}

const PLAIN_METHODS = [
  ...['beginPath', 'closePath', 'moveTo', 'lineTo', 'bezierCurveTo', 'quadraticCurveTo', 'arcTo', 'ellipse', 'rect'],
  ...['fill', 'stroke', 'clip', 'fillRect', 'strokeRect', 'setLineDash'],
]
const PROPERTIES = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'miterLimit',
  'lineDashOffset',
  'globalAlpha',
]
const TEXT_PROPERTIES = ['font', 'textAlign', 'textBaseline']

function meet(a: Box | null, b: Box): Box {
  if (a === null) return b
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  }
}

const sizeOf = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 10)

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f]
}

for (const name of PLAIN_METHODS) {
  Object.defineProperty(Recorder.prototype, name, {
    value(this: Recorder, ...args: unknown[]) {
      this.call(name, args)
    },
  })
}
for (const name of [...PROPERTIES, ...TEXT_PROPERTIES]) {
  Object.defineProperty(Recorder.prototype, name, {
    get(this: Recorder) {
      return this.read(name)
    },
    set(this: Recorder, value: unknown) {
      this.write(name, value)
    },
  })
}

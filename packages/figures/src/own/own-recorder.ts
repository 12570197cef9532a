import { ProblemsError } from 'bocas/internal'
import type { Typography } from '../figure/frame'
import { fontFamily } from '../chartjs/surface/font'
import { type Measurer, Recorder, type TextMetrics } from '../chartjs/surface/recorder'

/**
 * A canvas context for charts of any making: what our own figures never do is recorded where every surface can do it, and refused where one cannot; a
 * canvas that took no notice would leave it out of the figure.
 */
class OwnRecorder extends Recorder {
  createLinearGradient = (...place: number[]): Gradient => new Gradient('createLinearGradient', place)
  createRadialGradient = (...place: number[]): Gradient => new Gradient('createRadialGradient', place)
  createConicGradient = (...place: number[]): Gradient => new Gradient('createConicGradient', place)

  constructor(
    measurer: Measurer,
    private readonly typography: Typography,
  ) {
    super(measurer)
  }

  getLineDash(): number[] {
    return [...this.dash]
  }
  private dash: readonly number[] = []

  override call(name: string, args: readonly unknown[]): void {
    if (name === 'setLineDash') this.dash = args[0] as number[]
    super.call(name, args)
  }

  /** Whatever family a chart names: ours are the only ones that every machine has. */
  override write(name: string, value: unknown): void {
    super.write(name, name === 'font' ? withFamily(String(value), this.typography) : value)
  }

  /** A canvas writes anything; labels of charts are often numbers. */
  override fillText(text: unknown, x: number, y: number): void {
    super.fillText(String(text), x, y)
  }
  override measureText(text: unknown): TextMetrics {
    return super.measureText(String(text))
  }

  override strokeText(): never {
    throw cannot('the outline of a text', 'write it with fillText, or leave `textStrokeWidth` out')
  }
}

const withFamily = (font: string, typography: Typography): string =>
  font.replace(/^(.*?[\d.]+px)(?:\/\S+)?\s.*$/, (_, size: string) => `${size} ${fontFamily(typography)}`)

/** Properties of a canvas that say how it is when nobody has set them. */
const HARMLESS: Readonly<Record<string, unknown>> = {
  globalCompositeOperation: 'source-over',
  shadowBlur: 0,
  shadowOffsetX: 0,
  shadowOffsetY: 0,
  filter: 'none',
  direction: 'ltr',
}

/** A recorder that says what it cannot do. */
export function ownRecorder(measurer: Measurer, typography: Typography): Recorder {
  const recorder = new OwnRecorder(measurer, typography)
  return new Proxy<Recorder>(recorder, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target) {
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value as (...all: unknown[]) => unknown).bind(target) : value
      }
      return Object.hasOwn(HARMLESS, name) || !KNOWN_METHODS.test(name) ? HARMLESS[name] : refuse(name)
    },
    set(target, name, value) {
      if (typeof name === 'string' && !(name in target)) {
        // A shadow without an extent is none.
        if (name === 'shadowColor' || Object.is(HARMLESS[name], value)) return true
        throw cannot(`\`${name}\``, 'draw it with shapes, lines, colours and opacity')
      }
      return Reflect.set(target, name, value, target)
    },
  })
}

/** What else a canvas can do. */
const KNOWN_METHODS = /^(?:create|draw|get|put|isPoint|round|scale|transform|reset|fill|stroke)[A-Z]?/

function refuse(name: string): () => never {
  return () => {
    throw cannot(`\`${name}\``, 'draw it with shapes, lines, colours and opacity')
  }
}

const cannot = (what: string, instead: string): ProblemsError =>
  new ProblemsError({
    message: `${what} cannot be drawn: the same drawing becomes PDF, SVG and PNG, and not all of them have it`,
    hint: `${instead}; or draw the picture with another program and keep it: figureFile(…)`,
  })

type Create = 'createLinearGradient' | 'createRadialGradient' | 'createConicGradient'

interface MadeGradient {
  addColorStop(offset: number, color: string): void
}

/** A gradient before there is a canvas to make it on. */
export class Gradient {
  private readonly stops: [offset: number, color: string][] = []
  constructor(
    private readonly create: Create,
    private readonly place: readonly number[],
  ) {}

  addColorStop(offset: number, color: string): void {
    this.stops.push([offset, color])
  }

  /** The same gradient of a canvas. */
  on(context: object): MadeGradient {
    const makers = context as Readonly<Record<Create, (...place: readonly number[]) => MadeGradient>>
    const gradient = makers[this.create](...this.place)
    for (const [offset, color] of this.stops) gradient.addColorStop(offset, color)
    return gradient
  }
}

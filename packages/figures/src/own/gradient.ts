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

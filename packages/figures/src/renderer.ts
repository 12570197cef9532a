import { type Figure } from './figure/figure'

/** The file formats of a figure; the file's extension is the format's name. PNG comes first: another thread packs it while the others are drawn. */
export const FIGURE_FORMATS = ['png', 'pdf', 'svg'] as const

export type FigureFormat = (typeof FIGURE_FORMATS)[number]

/**
 * Turns a figure into the bytes of a file. The default is {@link chartjsRenderer}; give `defineFigures` another one to draw with another library
 * (for instance one that wraps chartjs-node-canvas).
 */
export interface Renderer {
  readonly name: string
  /**
   * Called when the first figure is asked for, while the code of figures.ts is still at work: what takes long to load can begin. It must not throw; what is wrong is
   * said by `render`.
   */
  prepare?(): void
  /**
   * The figure as a file. Equal figures give equal bytes: no dates, no machine's fonts, no locale.
   *
   * @throws Error when the figure cannot be drawn as it was meant (for instance a character that the font lacks).
   */
  render(figure: Figure, format: FigureFormat): Promise<Uint8Array>
}

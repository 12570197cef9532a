import { type ConfigPath, type NumberPath, type Result } from 'bocas/internal'
import { type FigureOptions } from './figure-options'

/** An image as it is shown. */
export interface ShownImage {
  /** Row by row from the top, each from 0 (black) to 1 (white); of three channels red, green and blue of each pixel in turn. */
  readonly pixels: ArrayLike<number>
  readonly width: number
  readonly height: number
  /** 1 unless given. */
  readonly channels?: 1 | 3
  /** What stands below it. */
  readonly label?: string
}

export interface ImagesOptions<C, O> extends FigureOptions<C> {
  /** The images of a run, from what it has stored or from declared data. */
  readonly of: (result: Result<C, O>) => readonly ShownImage[]
  /** How many images stand beside each other; 8 unless given. */
  readonly columns?: number | undefined
}

export interface ParallelOptions<C, O> extends FigureOptions<C> {
  /** Keys of the config and metrics, from left to right: each is an axis. The last one is a metric, and gives the shade: darker is more. */
  readonly axes: readonly (ConfigPath<C> | NumberPath<O>)[]
}

import type { NumberAxis, PlotFrame, StyleIndex, Told } from './plot'

/** Shapes at places of their own, for what has no axes of numbers: they are drawn one after the other. `told` says what there is to see. */
export interface SceneFigure extends PlotFrame {
  readonly kind: 'scene'
  readonly told: Told
  /** Only the labels are drawn. */
  readonly x: NumberAxis
  readonly y: NumberAxis
  /** How far places go, from 0 at the left and at the top; `isSquare` when a step is as long across as down. */
  readonly extent: { readonly width: number; readonly height: number; readonly isSquare?: boolean }
  readonly shapes: readonly SceneShape[]
  /** What the scene shows as rows of the CSV. */
  readonly data: readonly Readonly<Record<string, string | number>>[]
}

type Place = readonly [x: number, y: number]

/** A line, a filled box, a marker or a text. Widths are in points, places in the units of the scene. */
export type SceneShape =
  | {
      readonly shape: 'line'
      readonly points: readonly Place[]
      readonly width?: number
      readonly style?: StyleIndex
      /** `#rrggbb`, where it has no style. */
      readonly color?: string
      /** From 0 (light) to 1 (dark), where shades say how much. */
      readonly shade?: number
    }
  | { readonly shape: 'box'; readonly from: Place; readonly to: Place; readonly color: string }
  | { readonly shape: 'marker'; readonly at: Place; readonly style: StyleIndex }
  | {
      readonly shape: 'text'
      readonly at: Place
      readonly text: string
      readonly align?: 'left' | 'center' | 'right'
      readonly size?: 'label' | 'tick' | 'note'
      /** Whether what lies below it shines through only faintly. */
      readonly isOnWhite?: boolean
    }

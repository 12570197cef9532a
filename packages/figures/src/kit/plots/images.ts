import { type Result, wordsIn } from 'bocas/internal'
import type { SceneFigure, SceneShape } from '../../figure/scene'
import type { PlotWithNote } from '../values/made'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import type { ImagesOptions, ShownImage } from './scene-options'

/** Room between images and for a label, as shares of an image's side; and the most pixels that are drawn. */
const GAP = 0.12
const LABEL = 0.42
const MOST_PIXELS = 100_000
const CELL = 12

/** The grid of images that the options ask for. @throws Error that says what is wrong with them. */
export function makeImages(
  drawing: FigureContext,
  options: ImagesOptions<unknown, unknown>,
): PlotWithNote<SceneFigure> {
  const { runs } = drawing
  const { of, columns = 8 } = options
  if (typeof of !== 'function') throw new Error('`of` is a function that gives the images of a run')
  if (!(Number.isSafeInteger(columns) && columns >= 1 && columns <= 50))
    throw new Error(`\`columns\` is a whole number from 1 to 50, not ${columns}`)
  const images = runs.map((run) => of(run).map((image, index) => checked(image, run, index))).flat()
  const [across, down] = [Math.max(1, Math.min(columns, images.length)), Math.ceil(images.length / columns)]
  const isLabelled = images.some(({ label }) => label !== undefined)
  const step = { x: 1 + GAP, y: 1 + GAP + (isLabelled ? LABEL : 0) }
  const height = options.height ?? Math.min(250, Math.max(30, 8 + CELL * down * step.y))
  const frame = makeFrame(drawing, { ...options, height }, ['of', 'columns'])
  checkAnnotated(options, [])
  if (images.length === 0 && !drawing.isDraft) throw new Error('`of` gave no images')
  const pixels = images.reduce((sum, { width, height: tall }) => sum + width * tall, 0)
  if (pixels > MOST_PIXELS)
    throw new Error(
      `${images.length} images of ${pixels} pixels together are more than a figure holds, which is ${MOST_PIXELS}: show fewer or smaller ones`,
    )
  const shapes = images.flatMap((image, index): SceneShape[] => {
    const [left, top] = [(index % columns) * step.x, Math.floor(index / columns) * step.y]
    const side = Math.max(image.width, image.height)
    const label: SceneShape[] =
      image.label === undefined ? [] : [{ shape: 'text', at: [left + 0.5, top + 1 + LABEL / 2], text: image.label }]
    return [...boxesOf(image, left, top, 1 / side), ...label]
  })
  const [first] = images
  const labels = images.flatMap(({ label }) => label ?? [])
  const { alt } = wordsIn(frame.language)
  const size = first === undefined ? '' : alt.pixels(first.width, first.height)
  return {
    plot: {
      ...frame,
      kind: 'scene',
      told: {
        kind: `${alt.images(images.length)}${size}`,
        sentences: [labels.length === 0 ? alt.noLabels : alt.inOrder(labels.join('; '))],
      },
      x: { label: options.xLabel ?? '', scale: 'linear' },
      y: { label: options.yLabel ?? '', scale: 'linear' },
      extent: { width: across * step.x - GAP, height: Math.max(1, down) * step.y - GAP, isSquare: true },
      shapes,
      data: images.map(({ label = '' }, index) => ({ image: index + 1, label })),
    },
    said: { lost: { notFinite: 0, of: 0 } },
    marks: [],
  }
}

/** @throws Error when the pixels are not those of an image. */
function checked(
  image: ShownImage,
  { name }: Result,
  index: number,
): Required<Pick<ShownImage, 'channels'>> & ShownImage {
  const { pixels, width, height, channels = 1 } = image
  const where = `image ${index + 1} of ${name}`
  if (!(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0))
    throw new Error(`${where} is ${width} × ${height} pixels, which is none`)
  if (channels !== 1 && channels !== 3)
    throw new Error(`${where} has ${String(channels)} channels: 1 (grey) and 3 (red, green, blue) are known`)
  if (pixels.length !== width * height * channels)
    throw new Error(
      `${where} is ${width} × ${height} × ${channels}, which is ${width * height * channels} values, and there are ${pixels.length}`,
    )
  for (let at = 0; at < pixels.length; at++)
    if (!(pixels[at]! >= 0 && pixels[at]! <= 1))
      throw new Error(`value ${at + 1} of ${where} is ${pixels[at]}: values are from 0 (black) to 1 (white)`)
  return { ...image, channels }
}

/** Rows of pixels, with equal neighbours as one box: images stay sharp in print, and one format is like the other. */
function boxesOf(
  { pixels, width, height, channels }: ReturnType<typeof checked>,
  left: number,
  top: number,
  unit: number,
): SceneShape[] {
  const hex = (value: number) =>
    Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  const colorAt = (x: number, y: number): string => {
    const at = (y * width + x) * channels
    const [red, green, blue] =
      channels === 3 ? [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!] : [pixels[at]!, pixels[at]!, pixels[at]!]
    return `#${hex(red)}${hex(green)}${hex(blue)}`
  }
  const boxes: SceneShape[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width;) {
      const color = colorAt(x, y)
      let end = x + 1
      while (end < width && colorAt(end, y) === color) end++
      boxes.push({
        shape: 'box',
        from: [left + x * unit, top + y * unit],
        to: [left + end * unit, top + (y + 1) * unit],
        color,
      })
      x = end
    }
  }
  return boxes
}

import { series } from 'bocas/internal'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { figureOf } from '../../test-figure-of'
import { chartjsRenderer } from '../chartjs-renderer'

/** The rows of pixels, from the top, in which a picture is of a colour, or between it and white. */
async function rowsOf(png: Uint8Array, [red, green, blue]: readonly [number, number, number]): Promise<number[]> {
  const image = await loadImage(Buffer.from(png))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const isOfIt = (at: number): boolean =>
    [red, green, blue].every((part, channel) => Math.abs(data[at + channel]! - part) < 12)
  return Array.from({ length: image.height }, (_, row) => row).filter((row) =>
    Array.from({ length: image.width }, (_, column) => (row * image.width + column) * 4).some(isOfIt),
  )
}

describe('the corners of a curve', () => {
  it('reach no further than half of its width beyond what was measured, however sharp they are', async () => {
    const of = (values: number[]) => [[{ seed: 0 }, { history: series({ loss: values }) }] as const]
    const zigzag = Array.from({ length: 200 }, (_, step) => (step === 0 ? 1 : step % 2 === 0 ? 0.48 : 0.52))
    // The same extremes without a corner between them; the axis is the same by the first step.
    const flat = [1, ...Array.from({ length: 99 }, () => 0.52), ...Array.from({ length: 100 }, () => 0.48)]
    const drawn = async (values: number[]) => {
      const figure = await figureOf(of(values), (kit) =>
        kit['lines']!('f', kit.runs, { y: 'history.loss', yRange: { min: 0, max: 2 } }),
      )
      return rowsOf(await chartjsRenderer.render(figure, 'png'), [0x00, 0x72, 0xb2])
    }
    const [sharp, plain] = [await drawn(zigzag), await drawn(flat)]
    expect(Math.abs(sharp.at(-1)! - plain.at(-1)!)).toBeLessThanOrEqual(1)
  })
})

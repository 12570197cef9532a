import { createCanvas, loadImage } from '@napi-rs/canvas'
import { packPng } from './png'

/** Pixels of every colour there may be in a figure, the same every time. */
function picture(width: number, height: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let at = 0; at < pixels.length; at += 4)
    for (const channel of [0, 1, 2]) pixels[at + channel] = (at * 7 + channel * 31) % 251
  return pixels
}

describe('a picture packed as PNG', () => {
  it.each([
    [1, 1],
    [7, 3],
    [1, 500],
    [640, 2],
  ])('of %i × %i pixels shows them all, as another reader sees it', async (width, height) => {
    const pixels = picture(width, height)
    const packed = await packPng(pixels, { width, height }, 288)
    const image = await loadImage(Buffer.from(packed))
    expect([image.width, image.height]).toEqual([width, height])
    const context = createCanvas(width, height).getContext('2d')
    context.drawImage(image, 0, 0)
    expect(Buffer.from(context.getImageData(0, 0, width, height).data).equals(Buffer.from(pixels))).toBe(true)
  })

  it('is the same every time', async () => {
    const canvas = createCanvas(928, 644)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, 928, 644)
    context.strokeStyle = '#123456'
    for (let at = 0; at < 20; at++) context.strokeRect(at * 9.5, at * 7.25, 300, 200)
    const { data } = context.getImageData(0, 0, 928, 644)
    const [once, twice] = await Promise.all([0, 1].map(() => packPng(data, canvas, 288)))
    expect(Buffer.from(once!).equals(Buffer.from(twice!))).toBe(true)
  })
})

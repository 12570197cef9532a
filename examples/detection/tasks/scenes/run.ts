import { readFileSync } from 'node:fs'
import { file, table, tensor, type Config, type Ctx } from 'bocas'
import type { Box } from '../../library/average-precision'
import { SIDE } from '../../library/grid'
import type grid from './sweep'

const DIGIT = 28

/** Places one to three digits on each canvas, none on another's. `coco` is the same in the form of COCO. */
export async function run({ scenes, draw }: Config<typeof grid>, ctx: Ctx) {
  const images = readFileSync(ctx.input('data/train-images-idx3-ubyte')).subarray(16)
  const labels = readFileSync(ctx.input('data/train-labels-idx1-ubyte')).subarray(8)
  const random = generator(draw)
  const count = scenes.train + scenes.test
  const pixels = new Uint8Array(count * SIDE * SIDE)
  const boxes: Box[] = []
  for (let scene = 0; scene < count; scene++) {
    const here: Box[] = []
    const wanted = 1 + Math.floor(3 * random())
    for (let tries = 0; here.length < wanted && tries < 50; tries++) {
      const digit = Math.floor(labels.length * random())
      const [left, top] = [Math.floor((SIDE - DIGIT) * random()), Math.floor((SIDE - DIGIT) * random())]
      const glyph = images.subarray(digit * DIGIT * DIGIT, (digit + 1) * DIGIT * DIGIT)
      const ink = inkOf(glyph)
      const box = { ...ink, image: scene, class: labels[digit]!, x: ink.x + left, y: ink.y + top }
      if (here.some((other) => meet(other, box))) continue
      here.push(box)
      for (let y = 0; y < DIGIT; y++) {
        for (let x = 0; x < DIGIT; x++) {
          const place = scene * SIDE * SIDE + (top + y) * SIDE + left + x
          pixels[place] = Math.max(pixels[place]!, glyph[y * DIGIT + x]!)
        }
      }
    }
    boxes.push(...here)
  }
  return {
    train: scenes.train,
    test: scenes.test,
    pixels: tensor(pixels, [count, SIDE, SIDE], 'uint8'),
    boxes: table(boxes.map((box) => ({ ...box }))),
    coco: file(Buffer.from(cocoOf(count, boxes)), 'coco.json'),
  }
}

/** The smallest box around the ink of a digit. */
function inkOf(glyph: Uint8Array): Pick<Box, 'x' | 'y' | 'width' | 'height'> {
  let [left, top, right, bottom] = [DIGIT, DIGIT, 0, 0]
  glyph.forEach((value, i) => {
    if (value < 64) return
    const [x, y] = [i % DIGIT, Math.floor(i / DIGIT)]
    ;[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)]
  })
  return { x: left, y: top, width: right - left, height: bottom - top }
}

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

function cocoOf(count: number, boxes: readonly Box[]): string {
  return JSON.stringify({
    images: Array.from({ length: count }, (_, id) => ({ id, width: SIDE, height: SIDE, file_name: `${id}.png` })),
    categories: Array.from({ length: 10 }, (_, id) => ({ id, name: String(id) })),
    annotations: boxes.map((box, id) => ({
      id,
      image_id: box.image,
      category_id: box.class,
      bbox: [box.x, box.y, box.width, box.height],
      area: box.width * box.height,
      iscrowd: 0,
    })),
  })
}

/** Uniform numbers in [0, 1), the same for the same seed on every machine: a Weyl sequence, each term mixed as in MurmurHash3. */
function generator(seed: number): () => number {
  let state = Math.imul(seed, 0x85ebca6b)
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

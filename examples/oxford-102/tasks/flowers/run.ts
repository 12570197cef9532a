import { readFileSync } from 'node:fs'
import { tensor, type Config, type Ctx } from 'bocas'
import { readMat } from './mat'
import { squareOf } from './picture'
import type grid from './sweep'
import { filesOfTgz } from './tar'

/** The official split: the names of its lists in setid.mat. */
const PARTS = { train: 'trnid', val: 'valid', test: 'tstid' } as const

/** Reads all images. `images` is `[count, side, side, 3]`; `labels` counts from 0; `train`, `val` and `test` are rows of `images`. */
export async function run({ side }: Config<typeof grid>, ctx: Ctx) {
  const labels = array(ctx.input('data/imagelabels.mat'), 'labels').map((label) => label - 1)
  const images = new Uint8Array(labels.length * side * side * 3)
  let read = 0
  for await (const { name, bytes } of filesOfTgz(ctx.input('data/102flowers.tgz'))) {
    const number = Number(/image_(\d+)\.jpg$/.exec(name)?.[1])
    if (!(number >= 1 && number <= labels.length)) continue
    images.set(squareOf(bytes, side), (number - 1) * side * side * 3)
    if (++read % 100 === 0 || read === labels.length) ctx.progress(read, labels.length)
  }
  if (read !== labels.length)
    throw new Error(`102flowers.tgz has ${read} images, and imagelabels.mat ${labels.length} labels`)
  const rows = (part: keyof typeof PARTS) => array(ctx.input('data/setid.mat'), PARTS[part]).map((id) => id - 1)
  const list = (values: readonly number[]) => tensor(values, [values.length], 'int32')
  return {
    count: labels.length,
    classes: new Set(labels).size,
    images: tensor(images, [labels.length, side, side, 3], 'uint8'),
    labels: list(labels),
    train: list(rows('train')),
    val: list(rows('val')),
    test: list(rows('test')),
  }
}

function array(file: string, name: string): readonly number[] {
  const found = readMat(readFileSync(file)).get(name)
  if (found === undefined) throw new Error(`${file} has no array ${name}`)
  return found
}

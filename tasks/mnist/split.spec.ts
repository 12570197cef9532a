import { SIDE, type Digits } from './digits'
import { drawImages } from './split'

/** Digits that can be told apart: the first two pixels hold the place in the file. */
function numbered(count: number): Digits {
  const images = new Uint8Array(count * SIDE * SIDE)
  for (let i = 0; i < count; i++) images.set([i >> 8, i & 255], i * SIDE * SIDE)
  return { count, images, labels: Uint8Array.from({ length: count }, (_, i) => i % 10) }
}
const places = ({ count, images }: Digits) =>
  Array.from({ length: count }, (_, i) => images[i * SIDE * SIDE]! * 256 + images[i * SIDE * SIDE + 1]!)

const [trainFile, testFile] = [numbered(600), numbered(300)]
const sizes = { train: 400, validation: 100, test: 200 }

describe('drawImages', () => {
  it('draws training and validation images that have none in common, as many as asked', () => {
    const { train, validation, test } = drawImages(trainFile, testFile, sizes, 1)
    expect([train.count, validation.count, test.count]).toEqual([400, 100, 200])
    expect(new Set([...places(train), ...places(validation)]).size).toBe(500)
    expect(new Set(places(test)).size).toBe(200)
  })

  it('draws other training and validation images for another seed, and the same test images', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => drawImages(trainFile, testFile, sizes, seed))
    expect(again).toEqual(first)
    expect(places(other!.train)).not.toEqual(places(first!.train))
    expect(places(other!.validation)).not.toEqual(places(first!.validation))
    expect(places(other!.test)).toEqual(places(first!.test))
  })

  it('takes test images from the whole file', () => {
    expect(
      places(drawImages(trainFile, testFile, sizes, 1).test).filter((place) => place >= 200).length,
    ).toBeGreaterThan(30)
  })

  it('names every size that cannot be had', () => {
    expect(() => drawImages(trainFile, testFile, { train: 600, validation: 1, test: 301 }, 1)).toThrow(
      '✖ 601 images asked of the 600 in the training file → at images.train + images.validation\n' +
        '✖ 301 images asked of the 300 in the test file → at images.test',
    )
    expect(() => drawImages(trainFile, testFile, { train: 0, validation: 1.5, test: 1 }, 1)).toThrow(
      '✖ a number of images is a positive integer, not 0 → at images.train\n' +
        '✖ a number of images is a positive integer, not 1.5 → at images.validation',
    )
  })
})

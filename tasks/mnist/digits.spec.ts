import { parseDigits, pick, SIDE } from './digits'

const size32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const labelFile = (...labels: number[]) => ({
  name: 'labels',
  bytes: Uint8Array.from([0, 0, 8, 1, ...size32(labels.length), ...labels]),
})
/** Images that hold their own number in every pixel. */
const imageFile = (count: number, side = SIDE) => {
  const pixels = Array.from({ length: count * side * side }, (_, i) => Math.floor(i / (side * side)))
  return {
    name: 'images',
    bytes: Uint8Array.from([0, 0, 8, 3, ...size32(count), ...size32(side), ...size32(side), ...pixels]),
  }
}

describe('parseDigits', () => {
  it('puts images and labels together', () => {
    const { count, images, labels } = parseDigits(imageFile(3), labelFile(7, 0, 9))
    expect([count, images.length, ...labels]).toEqual([3, 3 * SIDE * SIDE, 7, 0, 9])
  })

  it('refuses images of another size, labels for other images, and what is not a digit', () => {
    expect(() => parseDigits(imageFile(2, 8), labelFile(1, 2))).toThrow(
      '✖ images are 28 × 28 pixels, these are 8 × 8 → at images',
    )
    expect(() => parseDigits(imageFile(2), labelFile(1, 2, 3))).toThrow('✖ 3 labels for 2 images in images → at labels')
    expect(() => parseDigits(imageFile(2), labelFile(1, 10))).toThrow('✖ label 10 is not a digit → at labels[1]')
  })
})

describe('pick', () => {
  it('takes images with their labels, in the order asked', () => {
    const picked = pick(parseDigits(imageFile(4), labelFile(9, 8, 7, 6)), [3, 1])
    expect([...picked.labels]).toEqual([6, 8])
    expect([picked.images[0], picked.images[SIDE * SIDE], picked.images.length]).toEqual([3, 1, 2 * SIDE * SIDE])
  })
})

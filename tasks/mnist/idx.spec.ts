import { parseIdx } from './idx'

const file = (...bytes: number[]) => Uint8Array.from(bytes)
const labels = file(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 9)

describe('parseIdx', () => {
  it('reads sizes and data', () => {
    expect(parseIdx(labels, 1, 'labels')).toEqual({ shape: [3], bytes: file(7, 2, 9) })
    const images = file(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4)
    expect(parseIdx(images, 3, 'images')).toEqual({ shape: [1, 2, 2], bytes: file(1, 2, 3, 4) })
  })

  it('reads a file that lies in the middle of a larger buffer', () => {
    const larger = file(9, 9, ...labels, 9)
    expect(parseIdx(larger.subarray(2, -1), 1, 'labels')).toEqual({ shape: [3], bytes: file(7, 2, 9) })
  })

  it.each([
    ['another file format', file(0x1f, 0x8b, 8, 0), 1, 'starts with 1f 8b 08 00, not 00 00 08 01 → at f'],
    ['images where labels belong', file(0, 0, 8, 3, 0, 0, 0, 0), 1, 'starts with 00 00 08 03, not 00 00 08 01 → at f'],
    ['an empty file', file(), 1, 'starts with nothing, not 00 00 08 01 → at f'],
    ['a header that is cut off', file(0, 0, 8, 3, 0, 0), 3, '✖ the header is cut off: 6 of 16 bytes → at f'],
    [
      'data that is cut off',
      labels.subarray(0, -1),
      1,
      '✖ the header announces 3 = 3 bytes of data, but there are 2 → at f',
    ],
    [
      'data that is too long',
      file(...labels, 1),
      1,
      '✖ the header announces 3 = 3 bytes of data, but there are 4 → at f',
    ],
  ])('refuses %s', (_, bytes, axes, message) => {
    expect(() => parseIdx(bytes, axes, 'f')).toThrow(message)
  })
})

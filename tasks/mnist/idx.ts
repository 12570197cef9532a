/** An array read from an IDX file: its sizes, slowest axis first, and its bytes. */
export interface IdxArray {
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

/** The IDX code of unsigned bytes, the one type that MNIST uses. */
const UNSIGNED_BYTE = 0x08

/**
 * Reads an IDX file of unsigned bytes: two zero bytes, the type, the number of axes, the size of each axis as a big-endian 32-bit
 * integer, then the data (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits").
 *
 * @param file The bytes of the file.
 * @param axes How many axes it must have: 3 for images, 1 for labels.
 * @param name The file, for error messages.
 * @throws Error when the header is another one, or there are more or fewer bytes than it announces.
 */
export function parseIdx(file: Uint8Array, axes: number, name: string): IdxArray {
  const header = 4 + 4 * axes
  const magic = [...file.subarray(0, 4)]
  const expected = [0, 0, UNSIGNED_BYTE, axes]
  if (magic.join() !== expected.join()) {
    throw new Error(
      `✖ not an IDX file of unsigned bytes with ${axes} axes: starts with ${hex(magic)}, not ${hex(expected)} → at ${name}`,
    )
  }
  if (file.length < header) throw new Error(`✖ the header is cut off: ${file.length} of ${header} bytes → at ${name}`)
  const view = new DataView(file.buffer, file.byteOffset)
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis))
  const announced = shape.reduce((product, size) => product * size, 1)
  const bytes = file.subarray(header)
  if (bytes.length !== announced) {
    throw new Error(
      `✖ the header announces ${shape.join(' × ')} = ${announced} bytes of data, but there are ${bytes.length} → at ${name}`,
    )
  }
  return { shape, bytes }
}

const hex = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ') || 'nothing'

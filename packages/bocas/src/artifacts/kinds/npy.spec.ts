import { readNpy, writeNpy } from './npy'

// Written by NumPy 2.4.6 with numpy.lib.format.write_array(…, version=(1, 0)); data as the comment says.
const header = (dictionary: string) =>
  `934e554d505901007600${Buffer.from(`${dictionary.padEnd(117)}\n`).toString('hex')}`
const NUMPY = {
  // [[1.5, -2], [nan, inf]]
  float32: `${header("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }")}0000c03f000000c00000c07f0000807f`,
  // [1, 2, 3]
  int64: `${header("{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }")}010000000000000002000000000000000300000000000000`,
  // 7
  uint8: `${header("{'descr': '|u1', 'fortran_order': False, 'shape': (), }")}07`,
}

describe('NPY files', () => {
  it('have the bytes that NumPy writes', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    expect(hex(writeNpy(new Float32Array([1.5, -2, NaN, Infinity]), [2, 2], 'float32'))).toBe(NUMPY.float32)
    expect(hex(writeNpy(new BigInt64Array([1n, 2n, 3n]), [3], 'int64'))).toBe(NUMPY.int64)
    expect(hex(writeNpy(new Uint8Array([7]), [], 'uint8'))).toBe(NUMPY.uint8)
  })

  it('of NumPy can be read', () => {
    expect(readNpy(Buffer.from(NUMPY.float32, 'hex'))).toEqual({
      data: new Float32Array([1.5, -2, NaN, Infinity]),
      shape: [2, 2],
      dtype: 'float32',
    })
    expect(readNpy(Buffer.from(NUMPY.uint8, 'hex'))).toEqual({ data: new Uint8Array([7]), shape: [], dtype: 'uint8' })
  })

  it('of another order, type or length are refused', () => {
    const fortran = Buffer.from(NUMPY.int64, 'hex').toString('latin1').replace('False', 'True ')
    expect(() => readNpy(Buffer.from(fortran, 'latin1'))).toThrow('this NPY file cannot be read here')
    const complex = Buffer.from(NUMPY.int64, 'hex').toString('latin1').replace('<i8', '<c8')
    expect(() => readNpy(Buffer.from(complex, 'latin1'))).toThrow("'<c8'")
    expect(() => readNpy(Buffer.from(NUMPY.int64, 'hex').subarray(0, -1))).toThrow(
      'holds 23 bytes of data instead of 24',
    )
    expect(() => readNpy(Buffer.from('hello world'))).toThrow('this is no NPY file of version 1.0')
  })
})

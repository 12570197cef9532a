/** What an event file begins with: readers look for it. */
const FILE_VERSION = 'brain.Event:2'

/**
 * The first event of a file: `Event { wall_time = 1; file_version = 3 }` of `tensorflow/core/util/event.proto`, in the wire format of
 * Protocol Buffers.
 *
 * @param time seconds since 1970.
 */
export function versionEvent(time: number): Buffer {
  return Buffer.concat([double(1, time), text(3, FILE_VERSION)])
}

/**
 * Scalars at a step: `Event { wall_time = 1; step = 2; summary = 5 }` with `Summary { repeated Value value = 1 }` and
 * `Value { tag = 1; simple_value = 2 }` of `tensorflow/core/framework/summary.proto`.
 *
 * @param time seconds since 1970.
 */
export function scalarEvent(time: number, step: number, scalars: Readonly<Record<string, number>>): Buffer {
  const values = Object.entries(scalars).map(([tag, value]) => block(1, Buffer.concat([text(1, tag), float(2, value)])))
  return Buffer.concat([double(1, time), integer(2, step), block(5, Buffer.concat(values))])
}

const VARINT = 0
const FIXED_64 = 1
const LENGTH = 2
const FIXED_32 = 5

/** Seven bits to a byte, the lowest first; a negative number as if it had 64 bits. */
function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = BigInt.asUintN(64, BigInt(Math.round(value)))
  for (; left > 0x7fn; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80)
  return Buffer.from([...bytes, Number(left)])
}

const tag = (field: number, type: number): Buffer => varint((field << 3) | type)

const integer = (field: number, value: number): Buffer => Buffer.concat([tag(field, VARINT), varint(value)])

const block = (field: number, content: Uint8Array): Buffer =>
  Buffer.concat([tag(field, LENGTH), varint(content.length), content])

const text = (field: number, value: string): Buffer => block(field, Buffer.from(value))

function double(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return Buffer.concat([tag(field, FIXED_64), bytes])
}

function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return Buffer.concat([tag(field, FIXED_32), bytes])
}

import { encode } from 'jpeg-js'
import { deflateSync, gzipSync } from 'node:zlib'

/** Made data in the form of Oxford 102: pictures of plain colours, one colour per class, with some noise. */
export function madeFlowers(classes: number, perClass: number): Readonly<Record<string, Buffer>> {
  const count = classes * perClass
  const labels = Array.from({ length: count }, (_, i) => (i % classes) + 1)
  const ids = labels.map((_, i) => i + 1)
  const part = (from: number, to: number): number[] => ids.slice(Math.floor(from * count), Math.floor(to * count))
  const pictures = labels.map(
    (label, i) => [`jpg/image_${String(i + 1).padStart(5, '0')}.jpg`, picture(label, classes, i)] as const,
  )
  return {
    'data/102flowers.tgz': gzipSync(tar(pictures)),
    'data/imagelabels.mat': mat({ labels }),
    'data/setid.mat': mat({ trnid: part(0, 0.5), valid: part(0.5, 0.75), tstid: part(0.75, 1) }),
  }
}

function picture(label: number, classes: number, seed: number): Buffer {
  const [width, height] = [40 + (seed % 3) * 8, 40]
  const data = Buffer.alloc(width * height * 4, 255)
  for (let i = 0; i < width * height; i++) {
    for (let colour = 0; colour < 3; colour++) {
      const base = colour === label % 3 ? 60 + (180 * label) / classes : 40
      data[4 * i + colour] = Math.floor(base + ((i * 2654435761 + seed * 40503 + colour) % 31))
    }
  }
  return Buffer.from(encode({ width, height, data }, 90).data)
}

function tar(files: readonly (readonly [string, Buffer])[]): Buffer {
  const blocks = files.flatMap(([name, bytes]) => {
    const header = Buffer.alloc(512)
    header.write(name, 0, 'latin1')
    header.write('0000644\0', 100, 'latin1')
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
    header.write('0', 156, 'latin1')
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** A MAT file of version 5 with compressed arrays of bytes or of 16 bits, as MATLAB keeps small whole numbers. */
export function mat(arrays: Readonly<Record<string, readonly number[]>>): Buffer {
  const header = Buffer.alloc(128, ' ')
  header.writeUInt16LE(0x0100, 124)
  header.write('IM', 126, 'latin1')
  return Buffer.concat([header, ...Object.entries(arrays).map(([name, values]) => compressed(matrix(name, values)))])
}

function matrix(name: string, values: readonly number[]): Buffer {
  const dimensions = Buffer.alloc(8)
  dimensions.writeInt32LE(1, 0)
  dimensions.writeInt32LE(values.length, 4)
  const isSmall = values.every((value) => value < 256)
  const numbers = isSmall ? Buffer.from(values) : Buffer.from(Uint16Array.from(values).buffer)
  const parts = [
    element(6, Buffer.from([6, 0, 0, 0, 0, 0, 0, 0])),
    element(5, dimensions),
    element(1, Buffer.from(name, 'latin1')),
  ]
  return element(14, Buffer.concat([...parts, element(isSmall ? 2 : 4, numbers)]))
}

function element(type: number, data: Buffer): Buffer {
  const tag = Buffer.alloc(8)
  if (data.length <= 4 && type !== 14) {
    tag.writeUInt16LE(type, 0)
    tag.writeUInt16LE(data.length, 2)
    data.copy(tag, 4)
    return tag
  }
  tag.writeUInt32LE(type, 0)
  tag.writeUInt32LE(data.length, 4)
  return Buffer.concat([tag, data, Buffer.alloc((8 - (data.length % 8)) % 8)])
}

function compressed(array: Buffer): Buffer {
  const data = deflateSync(array)
  const tag = Buffer.alloc(8)
  tag.writeUInt32LE(15, 0)
  tag.writeUInt32LE(data.length, 4)
  return Buffer.concat([tag, data])
}

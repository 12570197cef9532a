import { ProblemsError } from '../../problems'
import { number, object, string, type SchemaOutput } from '../../schema'
import { type Artifact, attemptArtifact } from '../artifact'
import type { Kind } from '../kind'

/** A picture as PNG. */
export interface Image {
  readonly png: Uint8Array
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
}

const schema = object({ file: string(), width: number(), height: number() })

/**
 * A picture: `image(canvas.toBuffer('image/png'))`.
 *
 * @throws Error when the bytes are not a whole PNG file.
 */
export function image(png: Uint8Array): Artifact<'image', Image> {
  return attemptArtifact('image', png, () => readImage(png))
}

/** Stored as the PNG it is. */
export const imageKind: Kind<'image', Image, SchemaOutput<typeof schema>> = {
  name: 'image',
  schema,
  save: async ({ png, width, height }, files) => ({ file: await files.write('.png', png), width, height }),
  load: ({ file }, files) => readImage(files.bytes(file)),
}

/** The first eight bytes of every PNG. */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Signature, IHDR first and IEND last: PNG specification (W3C, third edition), sections 5.2, 11.2.1 and 11.2.5. */
function readImage(png: Uint8Array): Image {
  if (!ArrayBuffer.isView(png))
    throw new ProblemsError('image() takes the bytes of a PNG file (a Uint8Array or Buffer)')
  const bytes = Buffer.from(png)
  if (!bytes.subarray(0, 8).equals(PNG_SIGNATURE) || bytes.toString('latin1', 12, 16) !== 'IHDR')
    throw new ProblemsError(
      'these bytes are no PNG file; encode the picture as PNG, or keep another format with file(bytes, name)',
    )
  if (bytes.toString('latin1', bytes.length - 8, bytes.length - 4) !== 'IEND')
    throw new ProblemsError('the PNG file is cut off')
  return { png: bytes, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

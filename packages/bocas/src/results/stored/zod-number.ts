import * as z from 'zod'
import { decodeNumber, encodeNumber } from '../../artifacts/numbers'

/** Any number, NaN and the infinities included, stored as `storedNumber` says. */
export const anyNumber = z.codec(
  // Not an enum: its declaration would have a key `[-Infinity]`, which TypeScript writes and does not read.
  z.number().or(z.literal(['NaN', 'Infinity', '-Infinity'])),
  z
    .number()
    .or(z.nan())
    .or(z.literal([Infinity, -Infinity])),
  { decode: decodeNumber, encode: encodeNumber },
)

import * as z from 'zod'
import { decodeNumber, encodeNumber } from '../artifacts/numbers'

/** Any number, NaN and the infinities included, stored as `storedNumber` says. */
export const anyNumber = z.codec(
  z.number().or(z.enum(['NaN', 'Infinity', '-Infinity'])),
  z
    .number()
    .or(z.nan())
    .or(z.literal([Infinity, -Infinity])),
  { decode: decodeNumber, encode: encodeNumber },
)

import { defineSchema, either, number, oneOf, type DataSchema } from '../schema'

/** JSON has no NaN and no infinities, and a run that diverged is data: they are stored as these words. */
export type StoredNumber = number | 'NaN' | 'Infinity' | '-Infinity'

export const storedNumber: DataSchema<StoredNumber> = either(number(), oneOf('NaN', 'Infinity', '-Infinity'))

export function encodeNumber(value: number): StoredNumber {
  return Number.isFinite(value) ? value : (String(value) as StoredNumber)
}

export function decodeNumber(stored: StoredNumber): number {
  return Number(stored)
}

/** Any number, NaN and the infinities included: stored as {@link storedNumber} says, and a number again when it is read. */
export const anyNumber: DataSchema<number> = defineSchema(storedNumber.issues, (value, way) => {
  if (way === 'encode') return typeof value === 'number' ? encodeNumber(value) : value
  return decodeNumber(value as StoredNumber)
})

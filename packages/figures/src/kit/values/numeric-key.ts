import { type Json } from 'bocas/core'

/** The value of a key that is used as a place on an axis. @throws Error when it is not a number. */
export function numericKey(key: string, value: Json | undefined): number {
  if (typeof value === 'number') return value
  throw new Error(
    `the values of ${key} are not all numbers (${JSON.stringify(value) ?? 'some runs have none'}); an x axis needs numbers, bars() takes names`,
  )
}

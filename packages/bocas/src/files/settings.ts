import type { Problem } from '../problems'
import { suggest } from '../suggest'
import { isBlock, keyBelow } from '../key-path'
import { shorten } from '../text/shorten'

/** What is wrong with a value of a settings file, all of it. */
export type Setting = (value: unknown, path: string) => readonly Problem[]

const NONE: readonly Problem[] = []

/** A setting that is accepted when `holds` says so; `what` is what it should be: `a text`. */
export const setting =
  (what: string, holds: (value: unknown) => boolean): Setting =>
  (value, path) =>
    holds(value) ? NONE : [{ message: `\`${nameIn(path)}\` is ${what}, not ${shown(value)}`, path }]

/** A text of at least one letter. */
export const aText: Setting = setting('a text', (value) => typeof value === 'string' && value !== '')

/** `true` or `false`. */
export const aSwitch: Setting = setting('true or false', (value) => typeof value === 'boolean')

/** A whole number, not below `least`. */
export const aCount = (least = 0): Setting =>
  setting(`a whole number, ${least} or more`, (value) => Number.isSafeInteger(value) && (value as number) >= least)

/** One of these words. */
export const oneWordOf =
  (...words: readonly string[]): Setting =>
  (value, path) => {
    if (words.includes(value as string)) return NONE
    const hint =
      typeof value === 'string' ? suggest(value, words) : `there are: ${words.map((word) => `\`${word}\``).join(', ')}`
    return [{ message: `\`${nameIn(path)}\` is ${shown(value)}, which is none of its words`, path, hint }]
  }

/** A list, each item of which is one of these. */
export const aListOf =
  (item: Setting): Setting =>
  (value, path) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown, index) => item(one, `${path}[${index}]`))
      : [{ message: `\`${nameIn(path)}\` is a list, not ${shown(value)}`, path }]

/** A block of any keys, each with one of these. */
export const aBlockOf =
  (item: Setting): Setting =>
  (value, path) =>
    isBlock(value)
      ? Object.entries(value).flatMap(([key, one]) => item(one, keyBelow(path, key)))
      : [{ message: `\`${nameIn(path)}\` is a block { … }, not ${shown(value)}`, path }]

/** A block in which each of these keys may be left out, and no others may be. */
export const aBlockWith =
  (fields: Readonly<Record<string, Setting>>): Setting =>
  (value, path) => {
    if (!isBlock(value)) return [{ message: `\`${nameIn(path)}\` is a block { … }, not ${shown(value)}`, path }]
    const known = Object.keys(fields)
    return Object.entries(value).flatMap(([key, one]): readonly Problem[] =>
      Object.hasOwn(fields, key)
        ? fields[key]!(one, keyBelow(path, key))
        : [{ message: `there is no setting \`${key}\``, path: keyBelow(path, key), hint: suggest(key, known) }],
    )
  }

/** The last step of a path. */
const nameIn = (path: string): string => (path === '' ? 'the whole' : path.slice(path.lastIndexOf('.') + 1))

const shown = (value: unknown): string => shorten(JSON.stringify(value) ?? String(value), 60)

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configLeaves } from '../../history/config-changes'
import { canonicalJson, type Json, pathBelow, plural, type StoredResult } from 'bocas/internal'
import { bytes } from '../../shared/words'

/** One thing in which two results of a run differ. */
export interface ResultDifference {
  /** The artifact, or the file of one. */
  readonly what: string
  /** For a person: `0.93 → 0.94, by 0.01`. */
  readonly text: string
  /** The largest distance of two numbers; undefined where there are none to compare. */
  readonly by?: number
}

/** A result and the folder that it is in. */
export interface Placed {
  readonly result: StoredResult
  readonly folder: string
}

/** In what two results differ, artifact by artifact; numbers by how much. None when every byte is the same. */
export function differences(kept: Placed, again: Placed): ResultDifference[] {
  const [before, after] = [kept.result.artifacts, again.result.artifacts]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const inArtifacts = names.flatMap((name): ResultDifference[] => {
    const [was, is] = [before[name], after[name]]
    if (!was) return [{ what: name, text: 'is new' }]
    if (!is) return [{ what: name, text: 'is gone' }]
    if (was.kind !== is.kind) return [{ what: name, text: `was a ${was.kind} and is a ${is.kind}` }]
    return inData(name, was.data, is.data)
  })
  const files = [...new Set([...Object.keys(kept.result.payloads), ...Object.keys(again.result.payloads)])].sort()
  return [...inArtifacts, ...files.flatMap((file) => inPayload(file, kept, again))]
}

function inData(name: string, was: Json, is: Json): ResultDifference[] {
  if (canonicalJson(was) === canonicalJson(is)) return []
  const [before, after] = [configLeaves(was), configLeaves(is)]
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  return paths.flatMap((path): ResultDifference[] => {
    const [old, now] = [before.get(path), after.get(path)]
    if (canonicalJson(old ?? null) === canonicalJson(now ?? null) && before.has(path) === after.has(path)) return []
    const what = pathBelow(name, path)
    const [from, to] = [old, now].map((value) => (value === undefined ? 'nothing' : JSON.stringify(value)))
    if (typeof old !== 'number' || typeof now !== 'number') return [{ what, text: `${from} → ${to}` }]
    const by = Math.abs(now - old)
    return [{ what, text: `${from} → ${to}, by ${short(by)}`, by }]
  })
}

function inPayload(file: string, kept: Placed, again: Placed): ResultDifference[] {
  const [was, is] = [kept.result.payloads[file], again.result.payloads[file]]
  if (!was) return [{ what: file, text: 'is new' }]
  if (!is) return [{ what: file, text: 'is gone' }]
  if (was.sha256 === is.sha256) return []
  const cells = file.endsWith('.csv') ? inCells(join(kept.folder, file), join(again.folder, file)) : undefined
  const sizes = was.bytes === is.bytes ? bytes(was.bytes) : `${bytes(was.bytes)} → ${bytes(is.bytes)}`
  return [{ what: file, ...(cells ?? { text: `other bytes, ${sizes}` }) }]
}

/** The cells of two CSV files of one shape, as far as they are numbers; undefined when the shapes differ. */
function inCells(before: string, after: string): { text: string; by?: number } | undefined {
  const [was, is] = [before, after].map((file) => readFileSync(file, 'utf8').split(/[,\n]/))
  if (was!.length !== is!.length) return undefined
  const moved = was!.flatMap((cell, index) => (cell === is![index] ? [] : [[cell, is![index]!] as const]))
  const distances = moved.map(([cell, other]) => Math.abs(Number(cell) - Number(other)))
  const count = `${plural(moved.length, 'field')} of ${was!.length} ${moved.length === 1 ? 'differs' : 'differ'}`
  if (moved.some(([cell, other]) => cell.trim() === '' || other.trim() === '') || distances.some(Number.isNaN))
    return { text: count }
  const by = distances.reduce((most, one) => Math.max(most, one), 0)
  return { text: `${count}, by ${short(by)} at most`, by }
}

const short = (value: number): string => String(Number(value.toPrecision(3)))

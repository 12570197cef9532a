import { type AnyRuns, choiceNotes, isBlock, ProblemsError, wordsIn } from 'bocas/internal'
import { escapeCsv } from '../table/csv'
import { checkNotEmpty, checkOptions, checkSeeds } from '../kit/values/checks'
import { runIdsOf } from '../kit/values/values'

/** A cell of data that is written as CSV. */
export type DataCell = string | number | boolean | null | undefined

/** What figures of one's own have in common. */
export interface OwnFigureOptions {
  /** What the figure shows, for those who cannot see it: its kind, its axes, what there is to see. Asked for, because nobody else knows it. */
  readonly alt: string
  /** The data that is shown, as rows with named columns: becomes `<name>.csv`. */
  readonly data?: readonly Readonly<Record<string, DataCell>>[] | undefined
  /** As for all figures: says why seeds were picked, or that what is shown took part in a choice. */
  readonly optimistic?: boolean | string | undefined
}

/** Runs of any config and output, as far as a figure of one's own asks about them. */
type SomeRuns = Pick<AnyRuns, 'names' | 'length' | 'holes' | 'choices'>

/** Runs that a figure was made from: one selection, or several. */
export type RunsRead = SomeRuns | readonly SomeRuns[]

/** What was read for a figure of one's own. */
export interface WhatWasRead {
  /** As `task/name`, each once. */
  readonly ids: readonly string[]
  /** What a reader has to know of how they were chosen. */
  readonly said: readonly string[]
  /** Of a draft, why it is one. */
  readonly draft?: string
  readonly parts: readonly AnyRuns[]
}

/** @throws Error when there are no runs, or some of the seeds are shown as if they were all. */
export function whatWasRead(runs: RunsRead, isDraft: boolean, optimistic: OwnFigureOptions['optimistic']): WhatWasRead {
  const parts = (Array.isArray(runs) ? runs : [runs]) as readonly AnyRuns[]
  if (parts.length === 0 || !parts.every((part) => typeof part?.only === 'function'))
    throw new ProblemsError({
      message: 'a figure of your own says which results it was made from',
      hint: 'give it the runs that you have read: runs, runs.only(…), or a list of them',
    })
  for (const part of parts) {
    checkNotEmpty(part)
    checkSeeds(part, optimistic)
  }
  const missing = new Set(parts.flatMap((part) => part.holes.map(({ task, name }) => `${task}/${name}`)))
  const ids = [...new Set(parts.flatMap(runIdsOf))]
  return {
    parts,
    ids,
    said: [...new Set(parts.flatMap((part) => choiceNotes(part, optimistic)))],
    ...(isDraft ? { draft: wordsIn(parts[0]!.language).draft.runs(ids.length, ids.length + missing.size) } : {}),
  }
}

/** What all figures of one's own are checked for. @throws Error that says every line to add. */
export function checkOwnOptions(options: OwnFigureOptions | undefined, known: readonly string[], what: string): void {
  checkOptions(options, ['alt', 'data', 'optimistic', ...known])
  if (typeof options?.alt !== 'string' || options.alt.trim() === '')
    throw new ProblemsError({
      code: 'no-alternative-text',
      message: `${what} has no alternative text, and nobody but you can say what it shows`,
      hint: `add to its options: alt: 'Bars of the accuracy of four networks; the second is the highest.'`,
    })
}

/** Rows as CSV (RFC 4180, UTF-8). @throws Error when they are no rows. */
export function toCsvRows(rows: readonly Readonly<Record<string, DataCell>>[]): string {
  if (!Array.isArray(rows) || rows.some((row) => !isBlock(row)))
    throw new ProblemsError({
      message: '`data` is a list of rows with named columns',
      hint: 'as in data: [{ epoch: 1, loss: 0.5 }, { epoch: 2, loss: 0.4 }]',
    })
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row as object)))]
  const lines = [
    heads,
    ...rows.map((row) => heads.map((head) => String((row as Record<string, DataCell>)[head] ?? ''))),
  ]
  return lines.map((line) => `${line.map(escapeCsv).join(',')}\r\n`).join('')
}

type Row = Readonly<Record<string, unknown>>

/**
 * Gives each row of a history its step, as wandb does when it sends a log to its server (core/internal/stream/historystep.go): what the row says, where that is a whole
 * number, else one more than the row before. Its newest logs say a step only where a program has named one.
 *
 * @param first the step of the first row: a run that was resumed goes on counting.
 */
export function withSteps(rows: readonly Row[], first: number): Row[] {
  let next = first
  return rows.map((row) => {
    const step = Number.isSafeInteger(row._step) ? (row._step as number) : next
    next = Math.max(next, step + 1)
    return { ...row, _step: step }
  })
}

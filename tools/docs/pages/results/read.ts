import { exportRows, loadCollection, pivot } from 'bocas'

/** Reads every result below a folder, writes them for other programs, and makes a pivot table. */
export async function read(folder: string, into: string) {
  const { runs, unreadable } = await loadCollection<{ tactic: string; seed: number }, { accuracy: number }>(folder)
  for (const { path, problem } of unreadable) console.warn(`${path}: ${problem}`)
  await exportRows(runs, into)
  return pivot(runs, { rows: 'tactic', values: 'accuracy' })
}

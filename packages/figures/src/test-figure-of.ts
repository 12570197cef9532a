import { defineFigures } from './define-figures'
import { type Figure } from './figure/figure'
import { type Kit } from './kit/types'
import { testFolder, testJob, writeResult } from './test-results'

/** The kit without the types of one task. */
export type AnyKit = { readonly runs: never; readonly rows: Kit<unknown, unknown>['rows'] } & Readonly<
  Record<string, (name: string, runs: unknown, options: object) => void>
>

export type TestRun = readonly [config: { seed: number } & object, output: object]

/** A figure of runs, each given as its config and what it returned; or what refuses it. */
export async function figureOf(
  runs: readonly TestRun[],
  draw: (kit: AnyKit) => void,
  isDraft = false,
): Promise<Figure> {
  const folder = await testFolder()
  const written = []
  for (const [index, [config, output]] of runs.entries())
    written.push(await writeResult(folder, 'toy', `run-${index}`, config, output))
  const figures: Figure[] = []
  const renderer = { name: 'keeper', render: async (figure: Figure) => (figures.push(figure), new Uint8Array()) }
  await defineFigures((kit) => draw(kit as unknown as AnyKit), { renderer }).render(
    testJob(folder, written, { draft: isDraft }),
  )
  return figures[0] as Figure
}

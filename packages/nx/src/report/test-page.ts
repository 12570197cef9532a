import { configColumns, metricColumns } from './data/columns'
import type { PageData, RunDetails } from './data/page-data'
import { STATES } from '../history/run-state'
import type { Json } from 'bocas/internal'

/** A run of a page that tests make. */
export interface TestRun {
  readonly name: string
  readonly config: Json
  readonly state?: string
  readonly seed?: number
  readonly metrics?: Readonly<Record<string, number>>
  readonly details?: Partial<RunDetails>
}

/** A page of some runs of one task, as it is collected. */
export function testPage(
  runs: readonly TestRun[],
  more: Partial<Omit<PageData, 'details'>> = {},
): { readonly data: Omit<PageData, 'details'>; readonly details: RunDetails[] } {
  const details = runs.map((run, index): RunDetails => ({
    key: String(index).padStart(64, '0'),
    curves: {},
    ...run.details,
  }))
  const data = {
    title: 'toy',
    tasks: [{ task: 'toy', notes: [] }],
    states: STATES,
    runs: {
      task: runs.map(() => 0),
      name: runs.map(({ name }) => name),
      key: details.map(({ key }) => key.slice(-12)),
      state: runs.map(({ state = 'kept' }) => STATES.indexOf(state as (typeof STATES)[number])),
      seed: runs.map(({ seed }) => seed ?? null),
    },
    ...configColumns(
      runs.map(({ config }) => config),
      runs.map(() => 'seed'),
    ),
    metrics: metricColumns(runs.map(({ metrics = {} }) => new Map(Object.entries(metrics)))),
    notes: {},
    curves: [...new Set(details.flatMap(({ curves }) => Object.keys(curves)))],
    outputs: [],
    ...more,
  }
  return { data, details }
}

/** What a person, a program or an attacker may have called a run, written into a config or printed. */
export const HOSTILE: readonly string[] = [
  '</script><script>window.pwned=1</script>',
  '</SCRIPT ><img src=x onerror=window.pwned=1>',
  '<!--<script>',
  ']]><svg onload=window.pwned=1>',
  '"><iframe srcdoc="<script>parent.pwned=1</script>">',
  "';window.pwned=1;//",
  '${window.pwned=1}',
  'javascript:window.pwned=1',
  'data:text/html,<script>window.pwned=1</script>',
  '__proto__',
  'constructor',
  '\u2028window.pwned=1\u2029',
  '\u202etxt.exe',
  '\ud800',
  '&lt;b&gt; &amp;',
  '#compare=0&filter=x',
]

// Type tests: compiled by tsc, never run. Every `@ts-expect-error` is a promise.
import type { Estimate } from '../../statistics'
import { pivot } from '../pivot'
import type { Runs } from '../runs/runs'
import { compare } from './compare'
import type { Compared } from './types'
import type { LabelsAt } from './labels-at'

type Eq<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const ok = <_T extends true>(): void => {}

type Conf = { readonly seed: number } & (
  | { readonly task: 'mnist'; readonly lr: number; readonly model: { readonly name: 'cnn'; readonly drop: number } }
  | { readonly task: 'penguins'; readonly lr: number; readonly model: { readonly name: 'mlp' } }
)
interface Out {
  readonly test: { readonly accuracy: number; readonly f1: number }
}
ok<Eq<LabelsAt<Conf, 'model'>, 'cnn' | 'mlp'>>()
ok<Eq<LabelsAt<Conf, 'task'>, 'mnist' | 'penguins'>>()
ok<Eq<LabelsAt<Conf, 'lr'>, `${number}`>>()
ok<Eq<LabelsAt<Conf, 'model.drop'>, `${number}` | '—'>>()
ok<Eq<LabelsAt<Conf, ['task', 'lr']>, string>>()
ok<Eq<LabelsAt<unknown, 'model'>, string>>()

export function promises(runs: Runs<Conf, Out>, unknown: Runs): void {
  const main = compare(runs, { rows: 'model', per: 'task', metric: 'test.accuracy', better: 'max', against: 'cnn' })
  ok<Eq<typeof main, Compared<'cnn' | 'mlp', 'mnist' | 'penguins', 'test.accuracy'>>>()
  main.gap('cnn', main.best({ except: 'cnn' }), { per: 'mnist' }) satisfies Estimate
  main.wins('cnn', { against: 'mlp', significantly: true }).runs satisfies readonly string[]
  // @ts-expect-error no such row
  main.gap('cnn', 'mlpp')
  // @ts-expect-error no such column
  main.best({ per: 'mnits' })
  // @ts-expect-error no such row
  main.isTied('cn', 'mlp')
  // @ts-expect-error not compared
  main.second({ metric: 'test.f1' })

  const shared = { rows: 'model', metric: 'test.f1', better: 'max' } as const
  compare(runs, { ...shared, paired: 'seed' })
  compare(runs, { ...shared, paired: 'seed', test: 'wilcoxon' })
  compare(runs, {
    rows: ['model', 'lr'],
    metric: ['test.f1', 'test.accuracy'],
    better: { 'test.f1': 'max', 'test.accuracy': 'max' },
  }).gap('cnn, 0.1', 'mlp, 0.1')
  compare(runs, { ...shared, paired: 'seed', over: 'lr', resampled: { test: 1, train: 4 } })
  compare(runs, { ...shared, over: 'lr', resampled: false })
  // @ts-expect-error the correction is of pairs
  compare(runs, { ...shared, over: 'lr', resampled: { test: 1, train: 4 } })
  // @ts-expect-error there is no such correction of signed ranks
  compare(runs, { ...shared, paired: 'seed', test: 'wilcoxon', resampled: { test: 1, train: 4 } })
  // @ts-expect-error both sizes are needed
  compare(runs, { ...shared, paired: 'seed', resampled: { test: 1 } })
  // @ts-expect-error pairing is for the author to claim
  compare(runs, { ...shared, test: 'wilcoxon' })
  // @ts-expect-error Welch's test takes no pairs
  compare(runs, { ...shared, test: 'welch', paired: 'seed' })
  // @ts-expect-error no such test
  compare(runs, { ...shared, test: 'anova' })
  // @ts-expect-error no such key
  compare(runs, { ...shared, rows: 'modl' })
  // @ts-expect-error no such metric
  compare(runs, { ...shared, metric: 'test.auc' })
  // @ts-expect-error no such row
  compare(runs, { ...shared, against: 'rnn' })
  // @ts-expect-error the direction is missing
  compare(runs, { rows: 'model', metric: 'test.f1' })
  compare(unknown, { rows: 'tactic', metric: 'loss', better: 'min' }).gap('a', 'b')

  // with `exactOptionalPropertyTypes` too, what may be undefined is passed on
  const given: { readonly level?: number; readonly overall?: boolean; readonly per?: 'mnist' } = {}
  const { level, overall, per } = given
  compare(runs, { ...shared, per: 'task', level, overall }).gap('cnn', 'mlp', { per })

  pivot(runs, { rows: ['task', 'model.drop'], cols: 'lr', values: ['test.f1'] }).cells[0]![0]!.runs satisfies Runs<
    Conf,
    Out
  >
  // @ts-expect-error no such key
  pivot(runs, { rows: 'model', cols: 'taks', values: 'test.f1' })
  // @ts-expect-error no such metric
  pivot(runs, { rows: 'model', values: 'test' })
  pivot(unknown, { rows: 'model', values: 'loss' })
}

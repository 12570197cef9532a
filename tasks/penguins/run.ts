import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { series, table, type Config, type Ctx } from 'bocas'
import { planTurns, type Turn } from './cross-validation'
import { parsePenguins, SPECIES } from './data'
import { fitEncoding } from './features'
import { accuracy, confusionOf, macroF1, pool } from './scores'
import type grid from './sweep'
import { train } from './tactics'

const FILE = 'npm:vega-datasets/data/penguins.json'

/**
 * Tells penguins apart with one tactic and one seed, by cross-validation (cross-validation.ts). `val` is for choosing a
 * tactic's setting, `test` for reporting; each pools the predictions of all turns, so every penguin counts once in
 * each. `folds` has the scores turn by turn, `confusion` what the penguins of the test folds were taken for.
 */
export async function run(config: Config<typeof grid>, ctx: Ctx) {
  const { penguins, leftOut } = parsePenguins(await readFile(ctx.input(FILE), 'utf8'), FILE)
  const species = penguins.map((penguin) => penguin.species)

  /** Everything that is learnt, the encoding too, is learnt from `training` alone. */
  const learn = ({ training, seed }: Turn) => {
    const encode = fitEncoding(training.map((i) => penguins[i]!))
    const rows = (indices: readonly number[]) => indices.map((i) => encode(penguins[i]!))
    const labels = (indices: readonly number[]) => indices.map((i) => species[i]!)
    const predict = train(config.tactic, rows(training), labels(training), seed)
    return (unseen: readonly number[]) => confusionOf(labels(unseen), predict(rows(unseen)), SPECIES.length)
  }

  const val = []
  const test = []
  for (const turn of planTurns(species, config.folds, ctx.seed)) {
    const confusionOn = learn(turn)
    val.push(confusionOn(turn.validation))
    test.push(confusionOn(turn.test))
    ctx.progress(test.length, config.folds, { 'val.accuracy': accuracy(val.at(-1)!) })
    await setImmediate() // lets a request to stop arrive
    ctx.signal.throwIfAborted()
  }

  const tested = pool(test)
  return {
    val: { accuracy: accuracy(pool(val)) },
    test: { accuracy: accuracy(tested), error: 1 - accuracy(tested), macroF1: macroF1(tested) },
    data: { penguins: penguins.length, leftOut, sexUnknown: penguins.filter((penguin) => penguin.sex === null).length },
    folds: series({ val: val.map(accuracy), test: test.map(accuracy), macroF1: test.map(macroF1) }),
    confusion: table(
      SPECIES.map((actual, a) => ({
        actual,
        ...Object.fromEntries(SPECIES.map((predicted, p) => [predicted, tested[a]![p]!])),
      })),
    ),
  }
}

import { history, series } from 'bocas'

/** Made-up results for the gallery: three tactics on three data sets, each with an optimizer, a learning rate and six seeds. No model was trained for them. */
const TACTICS = ['finetune', 'distill', 'prune'] as const
const DATASETS = ['digits', 'garments', 'letters'] as const
const OPTIMIZERS = ['sgd', 'adam'] as const
const RATES = [0.001, 0.003, 0.01, 0.03] as const
const SEEDS = [0, 1, 2, 3, 4, 5] as const
const EPOCHS = 20

export interface Config {
  readonly dataset: (typeof DATASETS)[number]
  readonly tactic: { readonly name: (typeof TACTICS)[number] }
  readonly optimizer: (typeof OPTIMIZERS)[number]
  readonly model: { readonly lr: number }
  readonly seed: number
}

/** What a run of the gallery's experiment returns. */
export function run({ dataset, tactic, optimizer, model, seed }: Config) {
  const [t, d, o] = [TACTICS.indexOf(tactic.name), DATASETS.indexOf(dataset), OPTIMIZERS.indexOf(optimizer)]
  const chance = noise(seed * 31 + t * 7 + d * 3 + o * 11 + Math.round(model.lr * 1000))
  const off = Math.abs(Math.log10(model.lr) - (o === 1 ? -2.6 : -1.9))
  const error = 0.06 + 0.05 * d + [0, 0.02, 0.045][t]! + 0.03 * off * (1 + 0.4 * d) + 0.012 * chance
  const pace = [3, 4.5, 7][t]! / (1 + o * 0.4)
  const loss = (epoch: number) => error * 3 + 1.8 * Math.exp(-(epoch + 1) / pace) * (1 + 0.1 * chance)
  // Some seeds log half as often, and each stops when it stops.
  const steps = Array.from({ length: 10 + 2 * seed }, (_, at) => (at + 1) * (seed % 2 === 0 ? 50 : 75))
  const epochs = Array.from({ length: EPOCHS }, (_, epoch) => epoch)
  return {
    val: { accuracy: 1 - error + 0.004 * noise(seed + 5 * t) },
    test: { accuracy: 1 - error, error },
    milliseconds: [9, 4, 2.2][t]! * (1 + 0.15 * o + 20 * model.lr) * (1 + 0.05 * chance),
    parameters: [2.4e6, 6e5, 1.5e5][t]!,
    stopped: series({ step: steps, loss: steps.map((step) => loss(step / 75)) }),
    history: history({
      loss: epochs.map((epoch) => loss(epoch) * 0.85),
      val_loss: epochs.map((epoch) => loss(epoch) + 0.03 * noise(epoch * 13 + seed * 5 + t)),
    }),
  }
}

/** Between −1 and 1, the same for the same number. */
function noise(place: number): number {
  const far = Math.sin(place * 12.9898 + 4.1414) * 43758.5453
  return 2 * (far - Math.floor(far)) - 1
}

/** Every config, in the order of a sweep. */
export const configs = (): Config[] =>
  DATASETS.flatMap((dataset) =>
    TACTICS.flatMap((name) =>
      OPTIMIZERS.flatMap((optimizer) =>
        RATES.flatMap((lr) =>
          SEEDS.map((seed): Config => ({ dataset, tactic: { name }, optimizer, model: { lr }, seed })),
        ),
      ),
    ),
  )

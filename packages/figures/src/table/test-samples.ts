import { type ExpectedRun } from 'bocas/internal'
import { writeResult } from '../test-results'

const TACTICS = ['ours', 'cutmix', 'mixup', 'majority'] as const

/** Names with everything in them that a format could stumble over. */
export const NASTY_NAMES = [
  '50 % of A & B',
  'x_1^2 ~ {y}',
  '#1: $5 \\ 6',
  'a|b <c> "d" \'e\'',
  '[1] *a* `b`',
  'Größe α ≤ β',
]

export const LONG_NAMES = [
  'Gradient boosting over decision stumps with early stopping and class weights',
  'distilroberta-base_finetuned_on-financial-news/lr=2e-5,warmup=0.06',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'SVM',
]

export const SCRIPTS = [
  'שלום עולם (v2)',
  'نموذج عربي',
  '数据增强与早停的梯度提升决策树模型数据增强与早停的梯度提升决策树模型',
  'plain',
]

/** Four tactics on two tasks, of which one measures more than the other; the last tactic has no seed. */
export async function writeTactics(folder: string): Promise<ExpectedRun[]> {
  const runs: ExpectedRun[] = []
  for (const [at, task] of ['mnist', 'penguins'].entries()) {
    for (const [place, name] of TACTICS.entries()) {
      for (const seed of name === 'majority' ? [undefined] : [0, 1, 2, 3, 4]) {
        const swing = seed === undefined ? 0 : Math.sin(seed * 12.9898 + place * 78.233 + at)
        const accuracy = (at === 0 ? 0.968 : 0.921) - [0, 0.004, 0.03, 0.53][place]! + swing * (0.002 + place * 0.006)
        const top5 = at === 0 ? { top5: 0.99 + swing / 400 } : {}
        const output = { test: { accuracy, loss: (1 - accuracy) * 2.4, ...top5 }, seconds: 20 * (4 - place) + swing }
        const config = { tactic: { name }, ...(seed === undefined ? {} : { seed }) }
        runs.push(await writeResult(folder, task, [name, seed].join('-'), config, output))
      }
    }
  }
  return runs
}

/** Two networks, two optimizers, three rates and a switch. */
export async function writeGrid(folder: string): Promise<ExpectedRun[]> {
  const runs: ExpectedRun[] = []
  for (const [at, network] of ['mlp', 'cnn'].entries())
    for (const [place, optimizer] of ['momentum', 'adam'].entries())
      for (const lr of [0.001, 0.01, 0.1])
        for (const augment of [false, true])
          for (const seed of [0, 1, 2]) {
            const off = Math.log10(lr) + 2 + place + (augment ? 0.3 : 0)
            const swing = Math.sin(seed * 12.9898 + at * 3 + off * 78.233) * 0.004 * (1 + Math.abs(off) * 2)
            const config = { network, optimizer, model: { lr, augment }, seed }
            const output = { test: { accuracy: 0.941 + at * 0.024 - 0.02 * Math.abs(off) + swing } }
            runs.push(await writeResult(folder, 'grid', `${runs.length}`, config, output))
          }
  return runs
}

/** One model per name, with a score and a very small cost. */
export async function writeNames(folder: string, names: readonly string[]): Promise<ExpectedRun[]> {
  return Promise.all(
    names.flatMap((model, place) =>
      [0, 1, 2].map((seed) => {
        const output = { score: 10 - place + seed / 7, cost: 3e-6 * (place + 1) + seed * 1e-7 }
        return writeResult(folder, 'names', `${place}-${seed}`, { seed, ...{ model, data: 'all' } }, output)
      }),
    ),
  )
}

import { table, type Config, type Ctx } from 'bocas'
import type grid from './sweep'

/** Scores the last number of each answer. */
export async function run({ answers }: Config<typeof grid>, ctx: Ctx) {
  const rows = ctx.from(answers).get('answers')
  const scored = rows.map(({ question, truth, text }) => ({
    question: String(question),
    correct: Number(String(text).match(/\d+/g)?.at(-1)) === Number(truth) ? 1 : 0,
  }))
  const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0)
  return {
    test: { accuracy: sum(scored.map(({ correct }) => correct)) / scored.length },
    cost: sum(rows.map(({ cost }) => Number(cost))),
    tokens: sum(rows.map(({ tokens }) => Number(tokens))),
    scored: table(scored),
  }
}

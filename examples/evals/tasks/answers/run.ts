import { readFileSync } from 'node:fs'
import { table, type Config, type Ctx } from 'bocas'
import { ask } from './ask'
import type grid from './sweep'

interface Question {
  readonly question: string
  readonly truth: number
}

/** Asks all questions and records the answers. What was asked before an interruption is not asked again. */
export async function run({ prompt, model, version }: Config<typeof grid>, ctx: Ctx) {
  const questions = JSON.parse(readFileSync(ctx.input('questions.json'), 'utf8')) as Question[]
  const answers = (await ctx.checkpoint.load<Record<string, string | number>[]>()) ?? []
  for (const { question, truth } of questions.slice(answers.length)) {
    const request = { model, version, prompt: `${prompt.text}\n${question}`, seed: ctx.seed }
    const { text, tokens, cost } = await ask(address(), request, ctx.signal)
    answers.push({ question, truth, text, tokens: tokens.input + tokens.output, cost })
    await ctx.checkpoint.save(answers)
    ctx.progress(answers.length, questions.length)
  }
  return {
    answers: table(answers as { question: string; truth: number; text: string; tokens: number; cost: number }[]),
  }
}

/** Where the API is makes no other answers, so it is in no key. */
function address(): string {
  const given = process.env.EVALS_API
  if (given === undefined) throw new Error('EVALS_API is not set: npm run paper starts the API and sets it')
  return given
}

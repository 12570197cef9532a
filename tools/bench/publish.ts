import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Answer } from './answer'
import { formatReport, type Report } from './markdown'

/**
 * Puts answers into a page, `<path>.md`, and the samples behind it, `<path>.json`. Earlier answers to other questions, or for other sizes, stay
 * when they come from the same kind of machine; from another one they go, as one table speaks of one machine.
 *
 * @param order names of questions.
 */
export function publish(path: string, fresh: Report, order: readonly string[]): void {
  const report = merge(existsSync(`${path}.json`) ? read(`${path}.json`) : undefined, fresh, order)
  writeFileSync(`${path}.json`, `${JSON.stringify(report, null, 1)}\n`)
  writeFileSync(`${path}.md`, formatReport(report))
}

export function merge(known: Report | undefined, fresh: Report, order: readonly string[]): Report {
  const isSame = known && JSON.stringify(known.machine) === JSON.stringify(fresh.machine)
  const answers = new Map<string, Answer>()
  for (const answer of [...(isSame ? known.answers : []), ...fresh.answers])
    if (order.includes(answer.question)) answers.set(`${answer.question} ${answer.n}`, answer)
  const place = ({ question }: Answer): number => order.indexOf(question)
  return {
    machine: fresh.machine,
    answers: [...answers.values()].sort((a, b) => place(a) - place(b) || a.n - b.n),
  }
}

const read = (file: string): Report => JSON.parse(readFileSync(file, 'utf8')) as Report

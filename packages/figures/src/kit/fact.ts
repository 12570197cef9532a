import { type Contrast, type Estimate, type Fact } from 'bocas/core'
import { checkChoice, checkOptions } from './checks'
import { isContrast, measuredWords, type Measured } from './fact-words'
import { type Count, type FactOptions, type Label } from './types'

/**
 * The fact that the text quotes.
 *
 * @throws Error when the value is neither an estimate nor a contrast nor a count nor a label, or cannot be shown as it should.
 */
export function makeFact(value: Estimate | Contrast | Count | Label, options: FactOptions = {}): Fact {
  checkOptions(options, ['as', 'digits', 'error'])
  checkChoice(options, 'as', ['number', 'percent', 'points', 'ratio'])
  checkChoice(options, 'error', ['sd', 'se', 'ci95', 'none'])
  if (value === null || typeof value !== 'object')
    throw new Error(`a fact is an estimate (from mean()), a count or a label, not ${String(value)}`)
  if ('label' in value) return { kind: 'label', text: value.label, runs: [...value.runs] }
  if ('count' in value) return countFact(value)
  return measuredFact(value, options)
}

function countFact({ count, of, runs }: Count): Fact {
  const forms: Record<string, string> = of === undefined ? {} : { count: String(count), of: String(of) }
  const text = of === undefined ? String(count) : `${count} of ${of}`
  return { kind: 'count', text, count, ...(of === undefined ? {} : { of }), runs: [...runs], forms }
}

function measuredFact(value: Measured, options: FactOptions): Fact {
  const { mean, sd, n } = value
  const runs = [...value.runs]
  if (!isContrast(value)) {
    const { as = 'number' } = options
    return { kind: 'estimate', ...measuredWords(value, { ...options, as }), mean, sd, n, as, runs }
  }
  const kind = 'contrast' in value ? value.contrast : 'difference'
  const { as = kind === 'ratio' ? 'ratio' : 'number' } = options
  const wrong = kind === 'ratio' ? as === 'points' : as === 'percent' || as === 'ratio'
  if (wrong) {
    const said =
      kind === 'ratio' ? 'ratio (2.3 ×), percent (230 %) or number' : "points: '2.3' for 0.023 (or as a number)"
    throw new Error(`a ${kind} is not shown as ${as}; show it as ${said}`)
  }
  return { kind, ...measuredWords(value, { ...options, as }), mean, se: value.se ?? null, n, as, runs }
}

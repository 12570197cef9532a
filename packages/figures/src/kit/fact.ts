import { type Estimate, type Fact, formatEstimate, type Scale } from 'bocas/core'
import { checkChoice, checkOptions } from './checks'
import { type Count, type KitEstimate, type Label } from './types'

/** The fact that the text quotes. @throws Error when the value is neither an estimate nor a count nor a label. */
export function makeFact(value: Estimate | Count | Label, scale: Scale = {}): Fact {
  checkOptions(scale, ['as', 'digits'])
  checkChoice(scale, 'as', ['number', 'percent', 'points'])
  if (value === null || typeof value !== 'object')
    throw new Error(`a fact is an estimate (from mean()), a count or a label, not ${String(value)}`)
  const runs = [...value.runs]
  if ('label' in value) return { kind: 'label', text: value.label, runs }
  if ('count' in value)
    return { kind: 'count', text: `${value.count} of ${value.of}`, count: value.count, of: value.of, runs }
  const { mean, sd, n } = value
  return { kind: 'estimate', text: estimateWords(value, scale), mean, sd, n, as: scale.as ?? 'number', runs }
}

/** In drafts with what is missing: `97.1 ± 0.2 % (4/5)`. */
function estimateWords(value: Estimate, scale: Scale): string {
  const { of = value.n } = value as Partial<KitEstimate>
  const missing = of === value.n ? '' : ` (${value.n}/${of})`
  return (value.n === 0 ? '—' : formatEstimate(value, scale)) + missing
}

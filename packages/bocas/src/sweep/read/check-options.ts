import type { Problem } from '../../problems'
import { nearest, suggest } from '../../suggest'
import { isSecret, isVariableName } from '../../run/variables'
import { checkLimits, LIMIT_NAMES } from './check-limits'
import { checkMetrics, type DeclaredRoles } from './check-metrics'
import { describeValue, isPlain } from './describe'
import type { Limits } from '../author/limits'
import type { Json } from '../author/types'

/** The options of a sweep, with defaults for those that are missing or wrong. */
export interface CheckedOptions {
  readonly where?: ((config: Json) => unknown) | undefined
  readonly name?: ((config: Json) => unknown) | undefined
  readonly maxRuns: number
  readonly labels: Readonly<Record<string, string>>
  readonly data: readonly string[]
  readonly env: readonly string[]
  readonly metrics: DeclaredRoles
  readonly limits: Limits
}

const DEFAULT_MAX_RUNS = 1000
const NAMES = ['where', 'maxRuns', 'labels', 'name', 'data', 'env', 'metrics', ...LIMIT_NAMES]

/** Reads the options of a sweep, reporting everything that is wrong with them (whether labelled keys exist is checked elsewhere). */
export function checkSweepOptions(options: unknown, path: string, report: (problem: Problem) => void): CheckedOptions {
  const given = asBlock(options, path, report)
  for (const name of Object.keys(given).filter((key) => !NAMES.includes(key))) {
    report({
      code: 'unknown-option',
      message: `defineSweep has no option \`${name}\``,
      path: `${path}.${name}`,
      hint: suggest(name, NAMES) + ifBlock(name),
    })
  }
  const read = <V>(
    name: string,
    allowed: string,
    hint: string,
    isValid: (value: unknown) => value is V,
  ): V | undefined => {
    const value = given[name]
    if (value === undefined || isValid(value)) return value
    report({
      code: 'wrong-option-value',
      message: `\`${name}\` takes ${allowed}, not ${describeValue(value)}`,
      path: `${path}.${name}`,
      hint,
    })
    return undefined
  }
  return {
    where: read('where', 'a function', 'write where: (config) => config.lr < 1', isFunction),
    name: read('name', 'a function', 'write name: (config) => `lr${config.lr}`', isFunction),
    maxRuns:
      read('maxRuns', 'a whole number of at least 1', `leave it out for ${DEFAULT_MAX_RUNS}`, isCount) ??
      DEFAULT_MAX_RUNS,
    labels: checkLabels(given['labels'], `${path}.labels`, report),
    data: checkTexts('data', given['data'], `${path}.data`, report),
    env: checkTexts('env', given['env'], `${path}.env`, report),
    metrics: checkMetrics(given['metrics'], `${path}.metrics`, report),
    limits: checkLimits(given, path, report),
  }
}

/** Two blocks as two arguments: what was meant is a union. */
const ifBlock = (name: string): string =>
  nearest(name, NAMES) === undefined ? '; another block of keys goes into one list: defineSweep([a, b])' : ''

const isFunction = (value: unknown): value is (config: Json) => unknown => typeof value === 'function'
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0

function asBlock(options: unknown, path: string, report: (problem: Problem) => void): Record<string, unknown> {
  if (options === undefined) return {}
  if (typeof options === 'object' && options !== null && isPlain(options)) return options as Record<string, unknown>
  const isList = Array.isArray(options)
  report({
    message: `the options of defineSweep are a block, not ${describeValue(options)}`,
    path,
    hint: isList ? 'several blocks go into one list: defineSweep([a, b])' : 'write defineSweep(…, { where: … })',
  })
  return {}
}

function checkLabels(labels: unknown, path: string, report: (problem: Problem) => void): Record<string, string> {
  if (labels === undefined) return {}
  if (typeof labels !== 'object' || labels === null || !isPlain(labels)) {
    const message = `\`labels\` takes a block of key paths and what to call them, not ${describeValue(labels)}`
    report({ code: 'wrong-option-value', message, path, hint: "write labels: { 'model.lr': 'lr' }" })
    return {}
  }
  const good = new Map<string, string>()
  for (const [key, label] of Object.entries(labels)) {
    if (label === undefined) continue
    if (typeof label === 'string' && /^[A-Za-z0-9_][A-Za-z0-9._-]{0,39}$/.test(label)) good.set(key, label)
    else {
      report({
        message: `a label is 1 to 40 letters A to Z, digits and . _ -, beginning with a letter, a digit or "_", not ${describeValue(label)}`,
        path: `${path}[${JSON.stringify(key)}]`,
        hint: `write labels: { ${JSON.stringify(key)}: "${key.split('.').at(-1)}" }`,
      })
    }
  }
  return Object.fromEntries(good)
}

const TEXTS = {
  data: {
    allowed: 'a list of files',
    item: 'a file, as a string',
    hint: "write data: ['data/x.csv', 'npm:some-package/x.csv']",
  },
  env: {
    allowed: 'a list of names of environment variables',
    item: 'letters A to Z, digits and _',
    hint: "write env: ['MY_SETTING']",
  },
}

function checkTexts(name: 'data' | 'env', given: unknown, path: string, report: (problem: Problem) => void): string[] {
  if (given === undefined) return []
  const { allowed, item, hint } = TEXTS[name]
  if (!Array.isArray(given)) {
    report({
      code: 'wrong-option-value',
      message: `\`${name}\` takes ${allowed}, not ${describeValue(given)}`,
      path,
      hint,
    })
    return []
  }
  const isGood = (text: unknown): text is string =>
    typeof text === 'string' && (name === 'env' ? isVariableName(text) : text.trim() !== '')
  for (const [i, text] of given.entries()) {
    if (!isGood(text))
      report({ message: `\`${name}\` lists ${item}, not ${describeValue(text)}`, path: `${path}[${i}]`, hint })
    else if (name === 'env' && isSecret(text))
      report({
        message: `\`env\` lists ${text}, whose value would be in the key and in plain text beside each result`,
        path: `${path}[${i}]`,
        hint: `write secrets: ['${text}'], which gives it to runs and stores it nowhere; a variable that is no credential needs another name`,
      })
  }
  return [...new Set(given.filter(isGood))]
}

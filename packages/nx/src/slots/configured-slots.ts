import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chosenProfile, PROFILES } from '../shared/profiles'
import { isBlock, isSystemError, type Problem, ProblemsError, workspacePaths } from 'bocas/internal/store'

/** Ids by the name of the slot. */
export type SlotIds = Readonly<Record<string, readonly string[]>>

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/
const ID = /^[A-Za-z0-9][A-Za-z0-9:._/-]{0,99}$/

/**
 * What a person says of the slots of this machine: the variable `BOCAS_SLOTS='gpu=0,1;licence=2024'`, and the file `.bocas/slots.json`,
 * `{ "gpu": ["0", "1"], "licence": 3 }` where a number stands for as many (0, 1, 2). Each name of the variable goes before that of the file.
 * `gpu=` says that there is none. What the profile of the call says comes last.
 *
 * @throws Error that lists everything that is wrong with either.
 */
export function configuredSlots(root: string, env: NodeJS.ProcessEnv): SlotIds {
  const problems: Problem[] = []
  const report: Report = (message, path) => void problems.push({ message, path })
  const slots = {
    ...readSlots(chosenProfile(root, env).profile.slots ?? {}, PROFILES, report),
    ...readSlotsFile(root, report),
    ...readVariable(env.BOCAS_SLOTS ?? '', report),
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return slots
}

type Report = (problem: string, path: string) => void

function readVariable(text: string, report: Report): SlotIds {
  const slots: Record<string, readonly string[]> = {}
  for (const part of text.split(/[;\s]+/).filter((piece) => piece !== '')) {
    const [, name, ids] = /^([^=]*)=(.*)$/.exec(part) ?? []
    if (name === undefined) report(`'${part}' says no ids: write gpu=0,1`, 'BOCAS_SLOTS')
    else if (name in slots) report(`${name} is there twice: write ${name}=0,1`, 'BOCAS_SLOTS')
    else slots[name] = check(name, ids === '' ? [] : ids!.split(','), 'BOCAS_SLOTS', report)
  }
  return slots
}

function readSlotsFile(root: string, report: Report): SlotIds {
  const at = '.bocas/slots.json'
  let text: string
  try {
    text = readFileSync(join(workspacePaths(root).own, 'slots.json'), 'utf8')
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return {}
    throw error
  }
  try {
    const given = JSON.parse(text) as unknown
    if (!isBlock(given)) throw new Error('it is no block of slots')
    return readSlots(given, at, report)
  } catch (error) {
    report(`${(error as Error).message}: write { "gpu": ["0", "1"] }`, at)
    return {}
  }
}

function readSlots(given: object, at: string, report: Report): SlotIds {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => {
      const isCount = Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= 10_000
      const ids = isCount ? Array.from({ length: value as number }, (_, i) => String(i)) : value
      if (Array.isArray(ids)) return [name, check(name, ids.map(String), at, report)]
      report(`${name} is a list of ids or their number, as in { "gpu": ["0", "1"] }, not ${JSON.stringify(value)}`, at)
      return [name, []]
    }),
  )
}

function check(name: string, ids: readonly string[], at: string, report: Report): readonly string[] {
  if (!NAME.test(name))
    report(`a slot is called by 1 to 40 letters A to Z, digits, _ and -, not ${JSON.stringify(name)}`, at)
  for (const id of ids)
    if (!ID.test(id))
      report(`an id is letters A to Z, digits and : . _ / -, not ${JSON.stringify(id)}`, `${name} in ${at}`)
  if (new Set(ids).size < ids.length) report(`an id is there twice: ${ids.join(',')}`, `${name} in ${at}`)
  return ids
}

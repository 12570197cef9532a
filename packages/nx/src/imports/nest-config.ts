import { isBlock, type Json, type Problem } from 'bocas/internal'
import { DEEPEST_SETTING, shortName } from './plain-values'

interface Block {
  [key: string]: Json | Block
}

/**
 * The settings of a run as a config: `model.lr` and `model/lr` are `lr` in a block `model`, as configs here have it.
 *
 * @param rename gives a setting the name that it has here.
 */
export function nestConfig(
  settings: Readonly<Record<string, Json>>,
  rename: (key: string) => string,
): { readonly config: Json; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const config: Block = {}
  for (const [key, value] of flat(settings)) {
    const name = rename(key)
    const steps = name.split(/[./]/).map((step) => step.trim())
    if (steps.length > DEEPEST_SETTING || steps.some((step) => step === '' || step === '__proto__')) {
      problems.push({
        code: 'import-name',
        message: `the setting '${shortName(name)}' has no name that a config may have`,
        hint: `give it another: --rename '${shortName(key)}=…'`,
      })
      continue
    }
    const last = steps.pop()!
    let block: Block | undefined = config
    for (const step of steps) {
      const inner: Json | Block | undefined = Object.hasOwn(block, step) ? block[step] : (block[step] = {})
      block = isBlock(inner) ? inner : undefined
      if (block === undefined) break
    }
    if (block === undefined || Object.hasOwn(block, last))
      problems.push({
        code: 'import-name',
        message: `the setting '${name}' and another one have the same place in the config`,
        hint: `give one of them another name: --rename '${key}=…'`,
      })
    else block[last] = value
  }
  return { config, problems }
}

/** Blocks are taken apart, so that a setting has one name whichever way it was recorded. */
function flat(block: Readonly<Record<string, Json>>, before = ''): [string, Json][] {
  return Object.entries(block).flatMap(([key, value]): [string, Json][] =>
    isBlock(value) && Object.keys(value).length > 0
      ? flat(value as Record<string, Json>, `${before}${key}.`)
      : [[before + key, value]],
  )
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { whereThere } from '../../jest/where'
import { REPOSITORY } from './places'
import type { Files } from './rig'

/** Debian's Python: the one for which NumPy, scikit-learn and pandas are packages of the system. */
const PYTHON = '/usr/bin/python3'

/** The environment in which `python3` is Debian's. */
export const DEBIAN = { PATH: `/usr/bin:${process.env.PATH}` }

/** `describe` where Python and these modules are there; in CI, which installs them, it insists. */
export const describeWithPython = (...modules: string[]): jest.Describe =>
  whereThere([
    {
      call: [PYTHON, '-c', ['import sys', ...modules].join('\nimport ')],
      packages: 'python3-numpy python3-sklearn python3-pandas',
    },
  ]).describe

/** The files of an example of this repository, by path in its workspace. */
export function exampleFiles(name: string, folder: string): Files {
  const root = join(REPOSITORY, 'examples', name)
  return Object.fromEntries(
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/__pycache__|\.bocas|\.nx/.test(file))
      .map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]),
  )
}

/** `run.ts` that is a Python program: `commandTs('python3 train.py', "{ inputs: ['train.py'] }")`. */
export const commandTs = (line: string, options: string): string => `import { command, type Config } from 'bocas'
import type grid from './sweep'

export const run = command<Config<typeof grid>, { score: number }>('${line}', ${options})
`

/** A Python program that writes to the count file when it starts and when it ends. It imports nothing but `bocas`. */
export const trainPy = ({
  imports = '',
  body = '',
  score = 'config.lr * 100',
} = {}): string => `import json, os, sys, time
from bocas import config, result, progress, stopping
${imports}
def count(event):
    with open(os.environ["COUNT_FILE"], "a") as counts:
        counts.write("%s %s %s\\n" % (event, os.path.basename(os.getcwd()), json.dumps(config)))

count("start")
${body}
count("end")
result(score=${score})
`

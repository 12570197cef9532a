import { join, resolve } from 'node:path'
import { plural, workspacePaths } from 'bocas/internal/store'
import { writeBundle } from '../sharing/bundle'
import { trackedFiles } from '../sharing/git-files'
import { alone, expectLock } from '../sharing/lock-on-disk'
import { openRemote } from '../sharing/open-remote'
import { someOf } from 'bocas/internal/light'
import { bytes } from '../shared/words'
import { stalePaper } from './archives/stale-paper'
import { CommandError, EXIT, type CliCommand } from './command'

export const bundle: CliCommand = {
  name: 'bundle',
  summary: 'one archive of code, results and paper, for Zenodo or a reviewer',
  usage: '[--out <file>] [--from <address>]',
  details: `Makes build/bundle.tar in the folder of the paper: all that git tracks, the results lock with every object that it names, the built paper, the licences of the packages that the
runs use, and CITATION.cff where there is one. A paper is refused whose text, figures, tables, facts or results are others now than when it was built.
Equal states give equal bytes. Results that are not kept here are fetched from the remote of the lock.
bocas pull <archive> reads it back, from a file or from https://.`,
  options: {
    out: { type: 'string', value: '<file>', help: 'where to, if not to build/bundle.tar in the folder of the paper' },
    from: { type: 'string', value: '<address>', help: 'where results are that are not kept here' },
  },
  words: [0, 0],
  async run({ values }, { root, env, print, columns }) {
    const paths = workspacePaths(root)
    const lock = expectLock(
      paths,
      'an archive holds the results that it names: bocas push --to <a folder or address> writes it; commit it',
    )
    const code = trackedFiles(root)
    const tracked = code.files.map(({ path }) => path)
    const stale = await Promise.all(
      paths.papers.map(({ name }) => stalePaper(workspacePaths(root, name), { tracked, lock })),
    )
    if (stale.flat().length > 0) throw new CommandError(stale.flat(), EXIT.problem)
    const address = values.get('from')?.[0] ?? lock.remote
    const remote = address === undefined ? undefined : openRemote(address, { root, env, mayAsk: columns !== undefined })
    const named = values.get('out')?.[0]
    const file = named === undefined ? join(paths.paper, 'build', 'bundle.tar') : resolve(root, named)
    const made = await alone(paths, () => writeBundle(paths, code, lock, file, remote))
    const { paper, results, packages } = made
    if (code.passedOver.length > 0)
      print(`⚠ links and repositories within this one are not in it: ${someOf(code.passedOver)}`)
    if (paper.length === 0) print('⚠ there is no built paper, so there is none in it: nx run paper:build')
    print(
      `${named ?? paths.shown(file)}: ${bytes(made.bytes)}; ${plural(code.files.length, 'file')} of commit ${code.commit.slice(0, 12)}, ` +
        `${plural(results, 'result')}, ${paper.length === 0 ? 'no paper' : paper.join(', ')}, ${plural(packages, 'package')}`,
    )
    print(`SHA-256 ${made.sha256}`)
    return EXIT.ok
  },
}

import { type Problem, quoted } from 'bocas/internal/light'
import type { CallEnd } from '../../shared/call-program'
import { oldNode } from '../../shared/node-there'
import { isAway, lastWords } from './connection'
import type { Host } from './hosts'

/** Programs that a host must have beside Node. */
const PROGRAMS = ['rsync', 'setsid', 'flock'] as const

/**
 * What is wrong with hosts, asked of each. One that cannot be reached is only passed over while there are others.
 *
 * @param ask executes a script on a host.
 */
export async function hostProblems(
  hosts: readonly Host[],
  ask: (host: Host, script: string) => Promise<CallEnd>,
): Promise<readonly Problem[]> {
  const answers = await Promise.all(
    hosts.map(async (host) => ({
      host,
      answer: await ask(
        host,
        `cd ${quoted(host.root)} && test -d node_modules && ${host.node} --version && ${PROGRAMS.map((name) => `command -v ${name}`).join(' && ')}\n`,
      ),
    })),
  )
  const away = answers.filter(({ answer }) => isAway(answer))
  if (away.length === hosts.length)
    return away.map(({ host, answer }): Problem => ({
      code: 'engine-away',
      message: `${host.name} cannot be reached: ${lastWords(answer)}`,
      path: `engines.ssh.hosts.${host.name}`,
      hint: `try: ssh ${host.name} true`,
    }))
  const known = answers.filter(({ answer }) => !isAway(answer))
  const old = known.flatMap(({ host, answer }): Problem[] => {
    const why = answer.code === 0 ? oldNode(answer.stdout) : undefined
    if (why === undefined) return []
    return [
      {
        code: 'cannot-execute-there',
        message: `${host.name} cannot execute runs: ${why}`,
        path: `engines.ssh.hosts.${host.name}.node`,
        hint: 'say where a newer one is: "node": "/opt/node/bin/node", of the host or of all of them',
      },
    ]
  })
  const lacking = known
    .filter(({ answer }) => answer.code !== 0)
    .map(({ host, answer }): Problem => ({
      code: 'cannot-execute-there',
      // What it printed of programs that it has is no reason.
      message: `${host.name} cannot execute runs: ${lastWords({ ...answer, stdout: '' }) || `there is no Node, no ${PROGRAMS.join(', no ')}, or no ${host.root}/node_modules`}`,
      path: `engines.ssh.hosts.${host.name}`,
      hint: `on ${host.name}: a clone of the workspace at ${host.root}, npm ci in it, and node, ${PROGRAMS.slice(0, -1).join(', ')} and ${PROGRAMS.at(-1)} in the PATH of a command by ssh`,
    }))
  return [...lacking, ...old]
}

import { spawn } from 'node:child_process'
import { Refusal } from './refusal'

/**
 * Runs a program in a folder, with this terminal.
 *
 * @throws Refusal that says which program failed and what to do.
 */
export function runIn(folder: string, program: string, args: readonly string[]): Promise<void> {
  // Package managers are scripts of the shell on Windows; their arguments are our own words.
  const shell = process.platform === 'win32' && program !== process.execPath
  const child = spawn(program, [...args], { cwd: folder, stdio: 'inherit', shell, env: withoutCaller(process.env) })
  const command = [program === process.execPath ? 'nx' : program, ...args.filter((word) => !/nx\.js$/.test(word))].join(
    ' ',
  )
  return new Promise((done, fail) => {
    child.on('error', (error) =>
      fail(
        new Refusal([
          {
            message: `${program} could not be started: ${error.message}`,
            hint: 'install it, or choose another one with --package-manager',
          },
        ]),
      ),
    )
    child.on('close', (code) => {
      if (code === 0) done()
      else
        fail(
          new Refusal([
            {
              message: `${command} failed in ${folder}, with the words above`,
              hint: 'mend the cause, remove the folder, and call it again',
            },
          ]),
        )
    })
  })
}

/** What npm tells the programs that it starts is about its own call: a package manager that reads it would install for that one. */
function withoutCaller(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOfCaller = (name: string): boolean =>
    /^npm_(package|lifecycle|command|config_local_prefix)|^INIT_CWD$/.test(name)
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOfCaller(name)))
}

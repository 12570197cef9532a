// node api/with-api.mjs <command>: starts the API, executes the command, ends the API.
import { spawn } from 'node:child_process'
import { startApi } from './server.mjs'

const { address, counts, stop } = await startApi()
const [program, ...args] = process.argv.slice(2)
// Two runs may ask at the same time: the limit of the API, as slots.
const env = { ...process.env, EVALS_API: address, BOCAS_SLOTS: 'api=2' }
const child = spawn(program, args, { stdio: 'inherit', env })
process.on('SIGINT', () => undefined)
child.on('exit', (code, signal) => {
  console.log(`the API has answered ${counts.answered} requests and refused ${counts.refused}`)
  stop()
  process.exitCode = signal ? 1 : code
})

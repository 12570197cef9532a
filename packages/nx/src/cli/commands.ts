import { accept } from './accept'
import { anonymous } from './anonymous'
import { bundle } from './bundle'
import { checklist } from './checklist'
import { cite } from './cite'
import type { CliCommand } from './command'
import { crate } from './crate'
import { diff } from './diff'
import { doctor } from './doctor'
import { explain } from './explain'
import { gc } from './gc'
import { jobs } from './jobs'
import { logs } from './logs'
import { plan } from './plan'
import { pull } from './pull'
import { push } from './push'
import { runs } from './runs'
import { status } from './status'
import { submit } from './submit'
import { trace } from './trace'
import { uses } from './uses'
import { verify } from './verify'

/** The commands in the order in which the help lists them. */
export const COMMANDS: readonly CliCommand[] = [
  plan,
  status,
  logs,
  submit,
  jobs,
  runs,
  verify,
  gc,
  push,
  pull,
  bundle,
  accept,
  trace,
  uses,
  diff,
  checklist,
  crate,
  cite,
  anonymous,
  doctor,
  explain,
]

import { bootstrap } from './bootstrap'
import { cold } from './cold'
import { commands } from './commands'
import { deleted } from './deleted'
import { done } from './done'
import { figure } from './figure'
import { growth } from './growth'
import { guards } from './guards'
import { installed } from './installed'
import { memory } from './memory'
import { overhead } from './overhead'
import { paper } from './paper'
import { pivot } from './pivot'
import type { Question } from './question'
import { results } from './results'
import { scale } from './scale'
import { share } from './share'
import { slurm } from './slurm'
import { ssh } from './ssh'
import { startup } from './startup'
import { text } from './text'

/** The questions that the bench answers, in the order of its report; one table each, one per size where sizes matter. */
export const QUESTIONS: readonly Question[] = [
  cold,
  done,
  deleted,
  figure,
  paper,
  text,
  growth,
  guards,
  installed,
  memory,
  overhead,
  results,
  pivot,
  commands,
  scale,
  bootstrap,
  share,
  slurm,
  ssh,
  startup,
]

import { defineSweep, from, seeds, sweep } from 'bocas'
import type { run as answers } from '../answers/run'

/** The recorded answers, scored. Nothing is asked here: a change of the scoring costs nothing. */
export default defineSweep({
  answers: from<typeof answers>('answers', { prompt: sweep(['plain', 'steps']), model: sweep(['small', 'large']) }),
  seed: seeds(3),
})

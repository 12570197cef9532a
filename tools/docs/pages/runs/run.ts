import { file, history, series, table, tensor, type Config, type Ctx } from 'bocas'
import type grid from '../sweeps/sweep'

export async function run({ optimizer, model, epochs }: Config<typeof grid>, ctx: Ctx) {
  const loss: number[] = []
  for (let epoch = 1; epoch <= epochs; epoch++) {
    ctx.signal.throwIfAborted()
    loss.push(model.width / (epoch * model.layers) + optimizer.lr)
    ctx.progress(epoch, epochs, { loss: loss.at(-1)! })
  }
  ctx.log(`seed ${ctx.seed}`)
  return {
    test: { accuracy: 0.9, error: 0.1 },
    history: history({ loss }),
    gradient: series({ norm: [1.5, 0.4, 0.2] }),
    mistakes: table([{ image: 17, predicted: 4, truth: 9 }]),
    weights: tensor([0.1, 0.2, 0.3, 0.4], [2, 2]),
    notes: file(Buffer.from('any file\n'), 'notes.txt'),
  }
}

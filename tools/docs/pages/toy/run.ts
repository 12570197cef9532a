import { file, history, series, table, tensor, type Config, type Ctx } from 'bocas'
import type grid from './sweep'

/** Trains nothing: its numbers are made up, so that you can try every page with it in seconds. */
export async function run({ optimizer, model, epochs }: Config<typeof grid>, ctx: Ctx) {
  const isAdam = optimizer.name === 'adam'
  const accuracy = (isAdam ? 0.94 : 0.89) - Math.abs(optimizer.lr - 0.01) - model.layers / 1000 + 0.0014 * ctx.seed
  const curves = { loss: [] as number[], val_loss: [] as number[] }
  for (let epoch = 1; epoch <= epochs; epoch++) {
    ctx.signal.throwIfAborted()
    const loss = Math.exp(-epoch / (isAdam ? 3 : 6))
    curves.loss.push(loss)
    curves.val_loss.push(loss + 1 - accuracy)
    ctx.progress(epoch, epochs, { loss })
  }
  ctx.log(`seed ${ctx.seed}`)
  return {
    val: { accuracy: accuracy + 0.004 },
    test: { accuracy, error: 1 - accuracy },
    seconds: epochs * (isAdam ? 1 : 0.625),
    history: history(curves),
    gradient: series({ norm: [1.5, 0.4, 0.2] }),
    mistakes: table([{ image: 17, predicted: 4, truth: 9 }]),
    weights: tensor([0.1, 0.2, 0.3, 0.4], [2, 2]),
    notes: file(Buffer.from('any file\n'), 'notes.txt'),
  }
}

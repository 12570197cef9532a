import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportedSoFar } from './run-details'

it('what a run at work reports has the step of each report, and what a report leaves out moves nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-progress-'))
  const line = (step: number, metrics?: object): string => JSON.stringify({ time: 1, step, of: 90, metrics })
  try {
    const file = join(folder, 'progress.jsonl')
    writeFileSync(
      file,
      [line(10, { loss: 3 }), line(20), line(30, { loss: 2, 'val.loss': 4 }), line(60, { 'val.loss': 5 }), '{'].join(
        '\n',
      ),
    )
    expect(reportedSoFar(file)).toEqual({
      'progress.step': [10, 30, 60],
      'progress.loss': [3, 2, 'NaN'],
      'progress.val.loss': ['NaN', 4, 5],
    })
    expect(reportedSoFar(join(folder, 'none'))).toEqual({})
  } finally {
    rmSync(folder, { recursive: true })
  }
})

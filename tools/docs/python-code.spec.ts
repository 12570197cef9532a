import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { readWandb } from '../../packages/nx/src/imports/wandb/read-wandb'
import { where } from '../jest/where'

const PYTHON = join(__dirname, '../../packages/bocas/python')

/** Stands for wandb, which is not installed: the part of it that the script calls. */
const WANDB = `
class Run:
    id, name, state = "a1", "first", "finished"
    config, summary = {"lr": 0.1}, {"val/accuracy": 0.9}
    def scan_history(self):
        return iter([{"_step": 0, "loss": 1.5}, {"_step": 1, "loss": 0.5}])

class Api:
    def runs(self, project):
        assert project == "me/project"
        return [Run()]
`

where('python3').describe('the programs in Python that the pages quote', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-pages-python-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('export runs of wandb in a form that `bocas import wandb` reads', async () => {
    writeFileSync(join(folder, 'wandb.py'), WANDB)
    cpSync(join(__dirname, 'imports/export_wandb.py'), join(folder, 'export_wandb.py'))
    execFileSync('python3', ['export_wandb.py'], { cwd: folder })
    const { runs, problems } = await readWandb(join(folder, 'runs.jsonl'))
    expect(problems).toEqual([])
    expect(inspect(runs, { depth: null })).toMatch(/'first'.*lr: 0\.1.*val\/accuracy.*0\.9.*loss.*1\.5/s)
  })

  it('go on from the result of another task', () => {
    const [taken, made] = [join(folder, 'taken'), join(folder, 'made')]
    for (const place of [taken, made]) mkdirSync(place)
    const artifacts = {
      val: { kind: 'metrics', data: { accuracy: 0.9 } },
      model: { kind: 'file', data: { file: 'model.bin', name: 'model.bin' } },
    }
    writeFileSync(join(taken, 'result.json'), JSON.stringify({ config: {}, artifacts }))
    writeFileSync(join(taken, 'model.bin'), 'weights')
    writeFileSync(join(folder, 'from.json'), JSON.stringify({ weights: taken }))
    writeFileSync(join(folder, 'config.json'), '{}')
    const env = {
      ...process.env,
      PYTHONPATH: PYTHON,
      PYTHONDONTWRITEBYTECODE: '1',
      BOCAS_CONFIG: join(folder, 'config.json'),
      BOCAS_FROM: join(folder, 'from.json'),
      BOCAS_RESULT: made,
    }
    execFileSync('python3', [join(__dirname, 'from/finetune/finetune.py')], { cwd: folder, env })
    expect(JSON.parse(readFileSync(join(made, 'result.json'), 'utf8'))).toMatchObject({
      start: { accuracy: 0.9, bytes: 7 },
    })
  })
})

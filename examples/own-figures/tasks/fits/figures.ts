import { defineFigures } from '@bocas/figures'
import { command } from 'bocas'
import type { run } from './run'

export default defineFigures<typeof run>(command('python3 plot.py', { inputs: ['plot.py'] }))

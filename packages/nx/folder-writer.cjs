// Makes folders of files in a thread of its own, while another one checks what comes next (src/sharing/folder-writer.ts). Plain JavaScript: a thread starts in a moment.
const { mkdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { parentPort } = require('node:worker_threads')

parentPort.on('message', (folders) => parentPort.postMessage(folders.map(written)))

function written({ id, folder, files }) {
  try {
    mkdirSync(folder)
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes, { flag: 'wx' })
    return { id }
  } catch (error) {
    // What Node says of a fault of the system beside its message does not come along by itself.
    return { id, error, told: { ...error } }
  }
}

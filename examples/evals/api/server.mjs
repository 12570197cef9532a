// Stands for a paid HTTP API: answers sums of three numbers, the same answer for the same request. It refuses more than a few requests at once,
// and now and then one more, as such services do.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'

const AT_ONCE = 3
const EVERY = 20
const MODELS = {
  small: { slips: 0.3, price: 0.2 },
  large: { slips: 0.08, price: 2 },
}

/** From 0 to 1, the same for the same words. */
const chance = (...words) => createHash('sha256').update(words.join('\n')).digest().readUInt32BE() / 2 ** 32

function answer({ model, prompt, seed }) {
  const [a, b, c] = prompt.match(/\d+/g).slice(-3).map(Number)
  const thinks = /step by step/.test(prompt)
  const { slips, price } = MODELS[model]
  const slipped = chance(model, prompt, seed) < slips * (thinks ? 0.4 : 1)
  const sum = a + b + c + (slipped ? 10 : 0)
  const text = thinks
    ? `${a} + ${b} = ${a + b}. ${a + b} + ${c} = ${sum}. The answer is ${sum}.`
    : `The answer is ${sum}.`
  const tokens = { input: prompt.split(/\s+/).length, output: text.split(/\s+/).length }
  return { text, tokens, cost: ((tokens.input + 4 * tokens.output) * price) / 1e6 }
}

/** Starts it on a free port of this machine; resolves to its address and how many requests it has answered and refused. */
export async function startApi() {
  let open = 0
  const counts = { answered: 0, refused: 0 }
  const server = createServer(async (request, response) => {
    const say = (status, body, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    // What was used so far, as such services say it.
    if (request.method === 'GET') return say(200, counts)
    if (open >= AT_ONCE || (counts.answered + counts.refused) % EVERY === EVERY - 1) {
      counts.refused++
      return say(429, { error: 'too many requests' }, { 'retry-after': '0.05' })
    }
    open++
    try {
      let text = ''
      for await (const piece of request) text += piece
      await new Promise((resolve) => setTimeout(resolve, 2))
      counts.answered++
      say(200, answer(JSON.parse(text)))
    } catch (error) {
      say(400, { error: error.message })
    } finally {
      open--
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}`, counts, stop: () => server.close() }
}

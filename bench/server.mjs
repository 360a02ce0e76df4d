// The product's promises of speed, measured on a running server: `node bench/server.mjs [--large FILE]`.
// Makes the default demo and a large one (10,000 people, 5,000,000 order lines: some minutes and 2 GB; FILE
// keeps it for the next time), starts the server over each, asks as different roles, and prints medians
// beside what was promised. The exit code is 1 when a promise is not kept.
import { existsSync, readFileSync } from 'node:fs'
import { run, signIn, startServer, temporaryFolder } from '../tests/harness/server.mjs'

const repetitions = 9
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
let missed = 0

function tell(what, value, target, unit) {
  const kept = value <= target
  if (!kept) missed += 1
  const text = `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ${unit}`
  const cells = [what.padEnd(62), text.padStart(9), `${target} ${unit}`.padStart(8), kept ? '' : 'missed']
  console.log(`| ${cells.join(' | ')} |`)
}

function heading(title) {
  console.log(`\n${title}\n\n| what | median | promised | |\n| --- | ---: | ---: | --- |`)
}

/** One answer in milliseconds; waits where the server asks to. */
async function timed(user, path) {
  for (;;) {
    const began = performance.now()
    const answer = await user.get(path)
    const took = performance.now() - began
    if (answer.status === 200) return { took, answer }
    if (answer.status !== 429) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1))
  }
}

async function measure(what, user, path, target) {
  const times = []
  for (let i = 0; i < repetitions; i += 1) times.push((await timed(user, path)).took)
  tell(what, median(times), target, 'ms')
}

function memory(server) {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  return Number(/RssAnon:\s+(\d+)/.exec(status)[1]) / 1024
}

async function firstAnswer(db) {
  const began = performance.now()
  const server = await startServer(db)
  await fetch(`${server.address}/healthz`)
  return { server, took: performance.now() - began }
}

async function defaultDemo(folder) {
  heading('Default demo')
  const db = `sqlite:${folder.file('small.db')}`
  if (run('demo', '--db', db).status !== 0) throw new Error('no demo company')
  const starts = []
  for (let i = 0; i < repetitions; i += 1) {
    const { server, took } = await firstAnswer(db)
    starts.push(took)
    await server.stop()
  }
  tell('start to first answer', median(starts), 300, 'ms')
  const { server } = await firstAnswer(db)
  const director = await signIn(server, 'director')
  await timed(director, '/home')
  await sleep(2000)
  tell('memory when idle, after a sign-in and a home page', memory(server), 60, 'MB')
  await server.stop()
}

const lists = [
  ['orders', '/orders'],
  ['orders, largest', '/orders?sort=largest'],
  ['orders of a customer by name', '/orders?q=hotel'],
  ['orders, open', '/orders?status=open'],
  ['orders, open, largest', '/orders?status=open&sort=largest'],
  ['returns, largest', '/orders?kind=return&sort=largest'],
  ['orders of a quarter, largest', '/orders?from=2026-01-01&to=2026-04-01&sort=largest'],
  ['customers', '/customers'],
  ['customers, newest', '/customers?sort=newest'],
  ['customers by word', '/customers?q=hotel'],
  ['people', '/people'],
  ['people by name', '/people?q=mar'],
  ['positions', '/positions'],
  ['products', '/products'],
  ['quotas', '/quotas'],
]

async function largeDemo(db) {
  heading('10,000 people, 5,000,000 order lines')
  const began = performance.now()
  const { server } = await firstAnswer(db)
  const director = await signIn(server, 'director')
  await timed(director, '/home')
  tell('ready after a restart: first home page of the director', performance.now() - began, 5000, 'ms')
  await timed(director, '/attainment?by=person&measure=units')
  tell('with lines too: units and margin', performance.now() - began, 60_000, 'ms')
  for (const login of ['operations', 'manager', 'seller']) {
    const user = await signIn(server, login)
    for (const [what, path] of lists) await measure(`${login}: ${what}`, user, path, 20)
    await measure(`${login}: territories`, user, '/territories', 20)
    await measure(`${login}: territories by name`, user, '/territories?q=2', 20)
    await measure(`${login}: days without a holder`, user, '/territory-gaps', 20)
    await measure(`${login}: search, a name`, user, '/search?q=mar', 50)
    await measure(`${login}: search, a customer`, user, '/search?q=hotel', 50)
    await measure(`${login}: search, an order`, user, '/search?q=1234', 50)
    await measure(`${login}: home`, user, '/home', 50)
  }
  const operations = await signIn(server, 'operations')
  const leader = await signIn(server, 'manager')
  const chief = leader.session.person_id ?? (await leader.get('/me')).body.person_id
  const below = `/attainment?by=person&manager_id=${chief}&limit=100`
  await measure('attainment, 100 people of a country', operations, below, 50)
  await measure('attainment of a country by its manager', leader, '/attainment?by=person&limit=100', 50)
  await measure('the team page of a country', leader, '/team', 50)
  const company = '/attainment?by=manager&limit=200'
  await measure('attainment of the whole company by manager', operations, company, 1000)
  await measure('attainment by manager, largest gap', operations, `${company}&sort=gap`, 1000)
  const figure = `/explanations?figure=attainment&by=manager&subject_id=${chief}`
  await measure('a figure explained', leader, figure, 1000)
  console.log(`\nMemory of the server: ${memory(server).toFixed(0)} MB`)
  await server.stop()
}

const folder = temporaryFolder()
try {
  await defaultDemo(folder)
  const at = process.argv.indexOf('--large')
  const file = at > 0 ? process.argv[at + 1] : folder.file('large.db')
  if (!existsSync(file)) {
    const made = run('demo', '--db', `sqlite:${file}`, '--people', '10000', '--orders', '5000000')
    if (made.status !== 0) throw new Error(`no large demo: ${made.stderr}`)
  }
  await largeDemo(`sqlite:${file}`)
} finally {
  folder.remove()
}
process.exitCode = missed > 0 ? 1 : 0

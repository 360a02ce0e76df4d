// Many at once: nobody gets an error, nobody waits long, nothing is lost, and the server stops when told.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoDatabase, program, run, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

const folder = temporaryFolder()
let db
let server
before(async () => {
  db = demoDatabase(folder)
  server = await startServer(db)
})
after(async () => {
  await server?.kill()
  folder.remove()
})

const quantile = (times, share) => times.sort((a, b) => a - b)[Math.floor(times.length * share)]

test('forty readers and eight writers for three seconds', async () => {
  const manager = await signIn(server, 'manager')
  const operations = await signIn(server, 'operations')
  const pages = ['/home', '/team', '/orders?limit=50', '/customers?limit=50', '/search?q=ma', '/org-chart']
  const times = []
  const wrong = []
  const until = Date.now() + 3000
  let written = 0
  const reader = async (start) => {
    for (let i = start; Date.now() < until; i++) {
      const began = performance.now()
      const answer = await manager.get(pages[i % pages.length])
      times.push(performance.now() - began)
      if (answer.status === 429) await sleep(Number(answer.headers.get('retry-after') ?? 1) * 1000)
      else if (answer.status !== 200) wrong.push(`${pages[i % pages.length]} ${answer.status}`)
    }
  }
  const writer = async (name) => {
    for (let i = 0; Date.now() < until; i++) {
      const answer = await operations.send('POST', '/customers', {
        name: `Load ${name} ${i}`,
        kind: 'company',
      })
      if (answer.status === 201) written++
      else if (answer.status === 429) await sleep(1000)
      else wrong.push(`write ${answer.status} ${JSON.stringify(answer.body)}`)
    }
  }
  await Promise.all([...Array(40).keys()].map(reader).concat([...Array(8).keys()].map(writer)))
  assert.deepEqual(wrong, [])
  assert.ok(times.length > 100, `only ${times.length} answers`)
  assert.ok(quantile(times, 0.95) < 2000, `95 of 100 answers within ${quantile(times, 0.95)} ms`)
  const kept = run('call', 'listCustomers', '--csv', '--db', db).stdout.split('\n')
  assert.equal(kept.filter((line) => line.includes('Load ')).length, written)
})

test('a server with open event streams stops when told, and finishes what is under way', async () => {
  const director = await signIn(server, 'director')
  const open = async () => {
    for (;;) {
      const stream = await fetch(`${server.address}/api/events`, { headers: { cookie: director.cookie } })
      if (stream.status !== 429) return stream
      await stream.arrayBuffer()
      await sleep(200)
    }
  }
  for (let i = 0; i < 5; i++) assert.equal((await open()).status, 200)
  while ((await director.get('/me')).status === 429) await sleep(200)
  const last = director.get('/orders?limit=200')
  await sleep(20)
  const began = Date.now()
  const code = await server.stop()
  assert.equal((await last).status, 200)
  assert.equal(code, 0)
  assert.ok(Date.now() - began < 10_000)
  assert.equal(run('audit', 'verify', '--db', db).status, 0)
})

// Their connections take files of the same limit as the database's.
test('clients that only stay connected do not keep others from signing in', async () => {
  const command = folder.file('few-files')
  writeFileSync(command, `#!/bin/bash\nulimit -n 80\nexec "${program}" "$@"\n`, { mode: 0o755 })
  const few = await startServer(demoDatabase(folder, 'few.db'), [], { command })
  const { hostname, port } = new URL(few.address)
  const idle = []
  for (let i = 0; i < 120; i++) idle.push(connect(Number(port), hostname).on('error', () => {}))
  await sleep(500)
  for (const socket of idle.slice(0, 20)) socket.destroy()
  const logins = ['seller', 'leader', 'manager', 'director', 'operations', 'finance', 'trainer', 'liaison']
  await Promise.all(logins.map((login) => signIn(few, login)))
  for (const socket of idle) socket.destroy()
  assert.equal(await few.stop(), 0)
})

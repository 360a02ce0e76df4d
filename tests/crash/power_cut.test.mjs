// What was acknowledged is there after the process is killed; what was not finished has left nothing.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoDatabase, program, run, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

const folder = temporaryFolder()
const disk = folder.file('disk')
mkdirSync(disk)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]).status === 0
after(() => {
  if (mounted) spawnSync('umount', [disk])
  folder.remove()
})

const isSound = (db) =>
  assert.equal(run('audit', 'verify', '--db', db).status, 0, 'the chain of changes is whole')

/** Every customer's name. */
function namesOf(db) {
  const { stdout, status, stderr } = run('call', 'listCustomers', '--csv', '--db', db)
  assert.equal(status, 0, stderr)
  const lines = stdout.split('\r\n').map((line) => line.split(','))
  const at = lines[0].map((each) => each.replaceAll('"', '')).indexOf('name')
  return lines.slice(1).map((cells) => cells[at]?.replaceAll('"', ''))
}

/** Customers that came in under an id beginning with `mark`. */
function customers(db, mark) {
  const { stdout, status, stderr } = run('call', 'listCustomers', '--csv', '--db', db)
  assert.equal(status, 0, stderr)
  return stdout.split('\n').filter((line) => line.includes(mark)).length
}

/** A file of `count` customers whose ids begin with `mark`. */
function customerFile(name, count, mark) {
  const rows = Array.from({ length: count }, (_, i) => `${mark}${i},Customer ${mark} ${i},CZ,Brno`)
  writeFileSync(folder.file(name), `customer_id,name,country,city\n${rows.join('\n')}\n`)
  return folder.file(name)
}

test('an acknowledged write survives kill -9', async () => {
  const db = demoDatabase(folder, 'killed.db')
  for (const round of [1, 2, 3]) {
    const server = await startServer(db)
    const writer = await signIn(server, 'operations')
    const acknowledged = []
    const client = async (name) => {
      for (let i = 0; ; i++) {
        const body = { name: `Kill ${round} ${name} ${i}`, kind: 'company' }
        const answer = await writer.send('POST', '/customers', body).catch(() => null)
        if (!answer) return
        if (answer.status === 429) {
          await sleep(100)
          continue
        }
        assert.equal(answer.status, 201, JSON.stringify(answer.body))
        acknowledged.push(body.name)
      }
    }
    const clients = ['a', 'b', 'c', 'd'].map(client)
    await sleep(300 * round)
    await server.kill()
    await Promise.all(clients)
    assert.ok(acknowledged.length > 10, `only ${acknowledged.length} writes were acknowledged`)
    const again = await startServer(db)
    assert.equal(await again.stop(), 0)
    const kept = new Set(namesOf(db))
    for (const name of acknowledged) assert.ok(kept.has(name), `write ${name} is lost`)
  }
  isSound(db)
})

test('an import that is killed leaves all of it or nothing, and can be run again', async () => {
  const db = demoDatabase(folder, 'import.db')
  const count = 40_000
  const file = customerFile('customers.csv', count, 'imp-')
  for (const wait of [80, 250, 500, 900]) {
    const child = spawn(program, ['import', '--db', db, file], { stdio: 'ignore' })
    const ended = new Promise((done) => child.on('exit', done))
    await sleep(wait)
    child.kill('SIGKILL')
    await ended
    const found = customers(db, 'imp-')
    assert.ok(found === 0 || found === count, `${found} of ${count} rows are there`)
  }
  const whole = run('import', '--db', db, file)
  assert.equal(whole.status, 0, whole.stderr)
  assert.equal(customers(db, 'imp-'), count)
  isSound(db)
})

test('a second writer waits, and neither loses the other’s work', async () => {
  const db = demoDatabase(folder, 'two.db')
  const server = await startServer(db)
  const writer = await signIn(server, 'operations')
  const file = customerFile('second.csv', 30_000, 'two-')
  const child = spawn(program, ['import', '--db', db, file], { stdio: 'ignore' })
  const ended = new Promise((done) => child.on('exit', done))
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  let written = 0
  while (!isOver) {
    const answer = await writer.send('POST', '/customers', { name: `Beside ${written}`, kind: 'company' })
    if (answer.status === 429) {
      await sleep(100)
      continue
    }
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    written++
  }
  assert.equal(await ended, 0)
  assert.equal(await server.stop(), 0)
  assert.equal(customers(db, 'two-'), 30_000)
  assert.equal(customers(db, 'Beside '), written)
  isSound(db)
})

test('a full disk is told as such, and nothing half-written stays', {
  skip: !mounted && 'no disk to fill',
}, () => {
  const db = demoDatabase(folder, 'disk/full.db')
  const before = run('report', 'attainment', '--db', db, '--csv').stdout
  const file = customerFile('many.csv', 200_000, 'full-')
  const refused = run('import', '--db', db, file)
  assert.equal(refused.status, 1, refused.stdout)
  assert.match(refused.stderr, /disk is full/i)
  assert.equal(customers(db, 'full-'), 0)
  assert.equal(run('report', 'attainment', '--db', db, '--csv').stdout, before)
  isSound(db)
})

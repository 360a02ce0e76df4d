// A file of more than two gigabytes: from the command line it goes in with flat memory; by upload, which has
// a limit, it is refused in a sentence before any of it is sent.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, statfsSync, statSync, writeSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { program, run, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

const gigabyte = 2 ** 30
const folder = temporaryFolder()
const db = `sqlite:${folder.file('company.db')}`
before(() => assert.equal(run('migrate', '--db', db).status, 0))
after(folder.remove)

const { bavail, bsize } = statfsSync(folder.path)
const skip = bavail * bsize < 4 * gigabyte ? 'less than 4 GB of disk are free' : false

/** Customers with a wide remark in fields of their own, as exports of web shops have them; some are wrong. */
function writeLargeFile(file, rows) {
  const wide = Array.from({ length: 40 }, (_, at) => `remark_${at}`)
  const text = 'Called, asked to call again in spring, and wants the brochure for street lamps. '.repeat(10)
  const rest = Buffer.from(`${`,"${text}"`.repeat(wide.length)}\r\n`)
  const out = openSync(file, 'w')
  writeSync(out, `customer_id,name,country,${wide.join(',')}\r\n`)
  const parts = []
  for (let i = 1; i <= rows; i++) {
    parts.push(Buffer.from(`L${i},${i % 10_000 ? `Large Customer ${i}` : ''},CZ`), rest)
    if (parts.length === 128) writeSync(out, Buffer.concat(parts.splice(0)))
  }
  writeSync(out, Buffer.concat(parts))
  closeSync(out)
}

/** Runs the program and tells how it ended and the most memory of its own that it held, in MB. */
async function watched(...words) {
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr.on('data', (data) => {
    told += data
  })
  let most = 0
  const watch = setInterval(() => {
    try {
      const found = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
      if (found) most = Math.max(most, Number(found[1]) / 1024)
    } catch {
      // It has just ended.
    }
  }, 20)
  const [code] = await once(child, 'close')
  clearInterval(watch)
  return { code, told, most }
}

test('more than two gigabytes of text go in, row by row, with flat memory', { skip }, async () => {
  const rows = 68_000
  const file = folder.file('large.csv')
  writeLargeFile(file, rows)
  assert.ok(statSync(file).size > 2 * gigabyte, `${statSync(file).size} bytes`)
  const refused = folder.file('refused.csv')
  const { code, told, most } = await watched(
    'import', '--db', db, '--into', 'customers', '--refused', refused, file)
  assert.equal(code, 3, told)
  assert.match(told, /large\.csv:10001: name/)
  assert.match(told, /large\.csv:60001: name/)
  assert.ok(most < 250, `${most} MB`)
  const list = run('call', 'listCustomers', 'q=Large Customer 67999', '--db', db)
  assert.equal(JSON.parse(list.stdout).items.length, 1, list.stderr)
  const report = JSON.parse(run('call', 'listImports', '--db', db).stdout).items[0].report.files[0]
  assert.deepEqual([report.read, report.inserted, report.refused], [rows, rows - 6, 6])
})

test('an upload of more than two gigabytes is refused before it is sent', async () => {
  assert.equal(run('user', 'create', 'ada', '--name', 'Ada', '--role', 'administrator', '--db', db).status, 0)
  const link = run('user', 'link', 'ada', '--db', db).stdout
  const server = await startServer(db)
  const token = new URL(link.trim()).searchParams.get('token')
  await fetch(`${server.address}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.address },
    body: JSON.stringify({ token, password: 'correct horse battery' }),
  })
  const as = await signIn(server, 'ada', 'correct horse battery')
  const draft = await as.send('POST', '/imports', {})
  assert.equal(draft.status, 201, JSON.stringify(draft.body))
  const { hostname, port } = new URL(server.address)
  const socket = connect(Number(port), hostname)
  const path = `/api/imports/${draft.body.import_id}/files`
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    `origin: ${server.address}`,
    `cookie: ${as.cookie}`,
    `x-csrf-token: ${as.session.csrf_token}`,
    'content-type: text/csv',
    `content-length: ${2 * gigabyte + 1}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  let answer = ''
  for await (const data of socket) {
    answer += data
    if (answer.includes('\r\n\r\n') && /\}\s*$/.test(answer)) break
  }
  socket.destroy()
  assert.match(answer, /^HTTP\/1\.1 413 /)
  const problem = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))
  assert.match(problem.title, /\w+ \w+/)
  assert.equal(await server.stop(), 0)
})

// What an administrator and a script rely on: where a setting comes from, how a command ends, what goes to
// which stream, and that a mistyped name does not pass for an empty company.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { run, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

const folder = temporaryFolder()
after(folder.remove)
const db = `sqlite:${folder.file('company.db')}`
const withEnvironment = (variables) => ({ env: { ...process.env, ...variables } })
before(() => assert.equal(run('migrate', '--db', db).status, 0))

function written(name, text) {
  writeFileSync(folder.file(name), text)
  return folder.file(name)
}

test('a setting comes from the flag, else the environment, else the file', () => {
  const none = `sqlite:${folder.file('none.db')}`
  const config = written('right.toml', `[audit.verify]\ndb = "${db}"\n`)
  const wrong = written('wrong.toml', `[audit.verify]\ndb = "${none}"\n`)
  const verify = (...words) => run(...words).status
  assert.equal(verify('--config', config, 'audit', 'verify'), 0, 'the file')
  assert.equal(verify('--config', wrong, 'audit', 'verify'), 1, 'the file alone')
  const right = withEnvironment({ COLONNADE_DB: db })
  assert.equal(verify('--config', wrong, 'audit', 'verify', right), 0, 'the environment before the file')
  const misled = withEnvironment({ COLONNADE_DB: none })
  assert.equal(verify('audit', 'verify', misled), 1, 'the environment alone')
  assert.equal(verify('audit', 'verify', '--db', db, misled), 0, 'the flag before the environment')
  const named = withEnvironment({ COLONNADE_CONFIG: config })
  assert.equal(verify('audit', 'verify', named), 0, 'the file named by the environment')
})

test('a server listens where its file says', async () => {
  const config = written('serve.toml', 'log-level = "info"\n\n[serve]\naddress = "127.0.0.2"\nworkers = 2\n')
  const server = await startServer(db, [], withEnvironment({ COLONNADE_CONFIG: config }))
  const { hostname, port } = new URL(server.address)
  assert.equal(hostname, '127.0.0.2')
  assert.equal((await fetch(`${server.address}/healthz`)).status, 200)
  await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`))
  assert.equal(await server.stop(), 0)
})

test('a word that the settings file does not know is refused', () => {
  for (const text of ['prot = 8080\n', '[serve]\nprot = 8080\n']) {
    const refused = run('--config', written('typo.toml', text), 'audit', 'verify', '--db', db)
    assert.equal(refused.status, 2, text)
    assert.match(refused.stderr, /prot/)
  }
  const missing = run('--config', folder.file('absent.toml'), 'audit', 'verify', '--db', db)
  assert.equal(missing.status, 2)
  assert.match(missing.stderr, /absent\.toml/)
})

// How a command ends, and why.
const endings = [
  [0, ['--help']],
  [0, ['--version']],
  [0, ['backup', '--help']],
  [0, ['audit', 'verify', '--db', db]],
  [1, ['report', 'attainment', '--db', 'nonsense:x']],
  [1, ['call', 'noSuchOperation', '--db', db]],
  [1, ['user', 'link', 'nobody', '--db', db]],
  [2, []],
  [2, ['frobnicate']],
  [2, ['serve', '--port', 'eighty']],
  [2, ['report', 'attainment', '--by', 'moon', '--db', db]],
  [3, ['audit', 'verify', '--db', db, '--head', '7:0000']],
]
for (const [code, words] of endings) {
  const told = words.join(' ').replace(folder.path, '')
  test(`“colonnade ${told}” ends with ${code}`, () => {
    const result = run(...words)
    assert.equal(result.status, code, result.stderr)
    assert.equal(/\S/.test(code === 0 ? result.stdout : result.stderr), true, 'it says something')
    if (code === 1 || code === 2) assert.equal(result.stdout, '', 'errors go to standard error only')
  })
}

// Only serve, demo, import, migrate and restore make a company.
const reading = [
  ['audit', 'verify'],
  ['backup', folder.file('typo.bak')],
  ['calculate'],
  ['call', 'listPeople'],
  ['import', 'list'],
  ['import', 'mappings'],
  ['import', 'undo', '1'],
  ['report', 'attainment', '--csv'],
  ['report', 'pay'],
  ['user', 'list'],
  ['user', 'create', 'ada', '--name', 'Ada'],
  ['user', 'link', 'ada'],
  ['user', 'roles', 'ada', '--role', 'seller'],
  ['user', 'disable', 'ada'],
]
for (const words of reading) {
  const told = words.slice(0, 2).join(' ').replace(folder.path, '')
  test(`a mistyped name does not pass for an empty company: ${told}`, () => {
    const refused = run(...words, '--db', `sqlite:${folder.file('compnay.db')}`)
    assert.equal(refused.status, 1, refused.stderr)
    assert.match(refused.stderr, /compnay\.db/)
    assert.match(refused.stderr, /Check the name/)
    assert.ok(!existsSync(folder.file('compnay.db')), 'nor is one made')
    assert.ok(!existsSync(folder.file('typo.bak')))

    // A file that is there, but holds no company.
    const empty = written('empty.db', '')
    const none = run(...words, '--db', `sqlite:${empty}`)
    assert.equal(none.status, 1, none.stderr)
    assert.match(none.stderr, /There is no company in .*empty\.db/)
    assert.equal(readFileSync(empty).length, 0, 'nor is one made in it')
  })
}

test('the operations are listed without a company', () => {
  const list = run('call', '--list', '--db', `sqlite:${folder.file('none-needed.db')}`)
  assert.equal(list.status, 0, list.stderr)
  assert.match(list.stdout, /^listPeople +GET/m)
  assert.ok(!existsSync(folder.file('none-needed.db')))
})

test('a user is made, given roles, shut out and let in again, and the link works once', async () => {
  const user = (...words) => run('user', ...words, '--db', db)
  const row = () => /ada .*/.exec(user('list').stdout)[0].replace(/ +/g, ' ')
  const made = user('create', 'ada', '--name', 'Ada', '--role', 'administrator', '--role', 'finance')
  assert.equal(made.status, 0, made.stderr)
  assert.equal(row(), 'ada Ada invited finance,administrator')
  assert.equal(user('create', 'ada', '--name', 'Ada').status, 1, 'a name is given once')
  assert.equal(user('create', 'eve', '--name', 'Eve', '--role', 'emperor').status, 1, 'no such role')
  assert.equal(user('disable', 'ada').status, 1, 'somebody must be left to manage users')

  const server = await startServer(db)
  const token = new URL(made.stdout.trim()).searchParams.get('token')
  const redeem = () =>
    fetch(`${server.address}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.address },
      body: JSON.stringify({ token, password: 'correct horse battery' }),
    })
  const first = await redeem()
  assert.ok(first.ok, await first.text())
  assert.equal((await redeem()).ok, false, 'a link works once')
  await signIn(server, 'ada', 'correct horse battery')

  const other = user('create', 'bob', '--name', 'Bob', '--role', 'administrator')
  assert.equal(other.status, 0, other.stderr)
  assert.equal(user('roles', 'ada', '--role', 'seller').status, 0)
  assert.equal(row(), 'ada Ada active seller')
  assert.equal(user('disable', 'ada').status, 0)
  await assert.rejects(signIn(server, 'ada', 'correct horse battery'), /cannot sign in/)
  assert.equal(user('enable', 'ada').status, 0)
  await signIn(server, 'ada', 'correct horse battery')
  assert.equal(await server.stop(), 0)
  assert.equal(run('audit', 'verify', '--db', db).status, 0)
})

test('lists come as CSV with a heading', () => {
  const list = run('call', 'listUsers', '--csv', '--db', db)
  assert.equal(list.status, 0, list.stderr)
  const [heading, ...rows] = list.stdout.replace(/^\uFEFF/, '').trim().split('\r\n')
  assert.match(heading, /\blogin\b/)
  assert.ok(rows.some((each) => each.includes('Ada')))
})

// A backup holds the company to the last digit, whichever database it comes from and goes to; what is
// damaged, sealed to another, or would overwrite something is refused and nothing is put in place.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { demoDatabase, run, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

const folder = temporaryFolder()
after(folder.remove)
let source
before(() => {
  source = demoDatabase(folder)
})

const done = (result) => {
  assert.equal(result.status, 0, result.stderr)
  return result.stdout
}
const figures = (db) => done(run('report', 'attainment', '--db', db, '--by', 'manager', '--csv'))

test('a backup taken while the server writes is whole', async () => {
  const server = await startServer(source)
  const admin = await signIn(server, 'admin')
  const writes = Array.from({ length: 20 }, (_, i) =>
    admin.send('POST', '/users', { login: `writer${i}`, name: `Writer ${i}`, roles: ['seller'] }),
  )
  done(run('backup', folder.file('live.bak'), '--db', source))
  assert.ok((await Promise.all(writes)).every((each) => each.status === 201))
  assert.equal(await server.stop(), 0)
  done(run('restore', folder.file('live.bak'), '--db', `sqlite:${folder.file('live.db')}`))
  assert.equal(figures(`sqlite:${folder.file('live.db')}`), figures(source))
})

test('the chain of changes has the same head in the company, its backup and what is restored', () => {
  const head = /head (\S+)/.exec(done(run('audit', 'verify', '--db', source)))[1]
  assert.equal(/head (\S+)/.exec(done(run('backup', folder.file('a.bak'), '--db', source)))[1], head)
  done(run('restore', folder.file('a.bak'), '--db', `sqlite:${folder.file('a.db')}`))
  done(run('audit', 'verify', '--db', `sqlite:${folder.file('a.db')}`, '--head', head))
})

test('a backup and what is restored from it are their owner’s alone', () => {
  done(run('backup', folder.file('own.bak'), '--db', source))
  done(run('restore', folder.file('own.bak'), '--db', `sqlite:${folder.file('own.db')}`))
  for (const name of ['own.bak', 'own.db']) assert.equal(statSync(folder.file(name)).mode & 0o077, 0, name)
})

test('only the private key opens a sealed backup', () => {
  done(run('backup', 'key', folder.file('ours')))
  done(run('backup', 'key', folder.file('theirs')))
  assert.equal(statSync(folder.file('ours')).mode & 0o077, 0, 'the private key is its owner’s alone')
  done(run('backup', folder.file('sealed.bak'), '--db', source, '--key', folder.file('ours.pub')))
  assert.ok(!readFileSync(folder.file('sealed.bak')).includes('SQLite format'))
  const to = `sqlite:${folder.file('sealed.db')}`
  for (const key of [[], ['--key', folder.file('theirs')], ['--key', folder.file('ours.pub')]]) {
    const refused = run('restore', folder.file('sealed.bak'), '--db', to, ...key)
    assert.equal(refused.status, 1)
    assert.match(refused.stderr, /key/)
    assert.ok(!existsSync(folder.file('sealed.db')))
  }
  done(run('restore', folder.file('sealed.bak'), '--db', to, '--key', folder.file('ours')))
  assert.equal(figures(to), figures(source))
})

test('a backup cut short or changed is not put in place', () => {
  const plain = folder.file('cut.bak'),
    sealed = folder.file('cut-sealed.bak')
  done(run('backup', plain, '--db', source))
  done(run('backup', 'key', folder.file('cut')))
  done(run('backup', sealed, '--db', source, '--key', folder.file('cut.pub')))
  truncateSync(plain, 200_000)
  const bytes = readFileSync(sealed)
  bytes[bytes.length >> 1] ^= 1
  writeFileSync(sealed, bytes)
  for (const file of [plain, sealed]) {
    const refused = run(
      'restore',
      file,
      '--db',
      `sqlite:${folder.file('cut.db')}`,
      '--key',
      folder.file('cut'),
    )
    assert.equal(refused.status, 1)
    assert.ok(!existsSync(folder.file('cut.db')), 'nothing was put in place')
  }
})

test('nothing is overwritten unasked', () => {
  writeFileSync(folder.file('there'), 'something')
  assert.equal(run('backup', folder.file('there'), '--db', source).status, 1)
  done(run('backup', folder.file('b.bak'), '--db', source))
  const refused = run('restore', folder.file('b.bak'), '--db', `sqlite:${folder.file('there')}`)
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /there/)
  assert.equal(readFileSync(folder.file('there'), 'utf8'), 'something')
  done(run('restore', folder.file('b.bak'), '--db', `sqlite:${folder.file('there')}`, '--force'))
})

const postgres = process.env.COLONNADE_TEST_POSTGRES
test('a company moves from SQLite to PostgreSQL and back without a digit changed', {
  skip: !postgres && 'no PostgreSQL',
}, () => {
  done(run('backup', folder.file('to-pg.bak'), '--db', source))
  done(run('restore', folder.file('to-pg.bak'), '--db', postgres))
  assert.equal(figures(postgres), figures(source))
  assert.equal(
    run('restore', folder.file('to-pg.bak'), '--db', postgres).status,
    1,
    'only into an empty one',
  )
  done(run('backup', folder.file('from-pg.bak'), '--db', postgres))
  done(run('restore', folder.file('from-pg.bak'), '--db', `sqlite:${folder.file('back.db')}`))
  assert.equal(figures(`sqlite:${folder.file('back.db')}`), figures(source))
})

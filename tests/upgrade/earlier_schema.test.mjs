// A database that an earlier program wrote is brought up to date and keeps its data; an older program leaves
// a newer one alone.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { run, temporaryFolder } from '../harness/server.mjs'

const folder = temporaryFolder()
after(folder.remove)
const fixtures = 'tests/upgrade/fixtures'

/** A database from the text that `sqlite3 FILE .dump` wrote of it. */
let loaded = 0
function load(name) {
  const file = folder.file(`${++loaded}.db`)
  const made = spawnSync('sqlite3', [file], {
    input: readFileSync(`${fixtures}/${name}`),
    encoding: 'utf8',
  })
  assert.equal(made.status, 0, made.stderr)
  return `sqlite:${file}`
}
const migrations = (db) => {
  const found = spawnSync('sqlite3', [db.slice('sqlite:'.length), 'select number from migrations'], {
    encoding: 'utf8',
  })
  return found.stdout.trim().split('\n')
}

// The company of every fixture: two sellers who share an order, a return, and what nobody is named for.
const people = [
  'P2,José Núñez,2026-01-01,2026-03-31,1500.00,2400.4266,160.03',
  'P3,رضا احمدی,2026-01-01,2026-03-31,1500.00,800.201,53.35',
]
const managers = ['P1,Marta Dvořáková,2026-01-01,2026-03-31,3000.00,3200.6276,106.69']

// And what they were paid for it, where the fixture has a paid period.
const paid = [
  'P2,José Núñez,2026-01-01,2026-03-31,Commission,2400.4266,63.77',
  'P2,José Núñez,2026-01-01,2026-03-31,Quota bonus,2400.4266,750.00',
  'P3,رضا احمدی,2026-01-01,2026-03-31,Commission,800.201,8.76',
  'P3,رضا احمدی,2026-01-01,2026-03-31,Quota bonus,800.201,0.00',
]

for (const name of readdirSync(fixtures)) {
  test(`${name} is brought up to date and keeps its data`, () => {
    const db = load(name)
    const before = migrations(db)
    const migrated = run('migrate', '--db', db)
    assert.equal(migrated.status, 0, migrated.stderr)
    const now = migrations(db)
    assert.ok(before.every((each) => now.includes(each)))
    assert.ok(now.length > before.length, 'the fixture is older than the program')
    for (const [by, rows] of [
      ['person', people],
      ['manager', managers],
    ]) {
      const report = run('report', 'attainment', '--db', db, '--by', by, '--csv')
      assert.deepEqual(report.stdout.trim().split(/\r?\n/).slice(1), rows)
    }
    if (name !== 'before-pay.sql') {
      const pay = run('report', 'pay', '--db', db, '--csv')
      assert.deepEqual(pay.stdout.trim().split(/\r?\n/).slice(1), paid, pay.stderr)
    }
    const largest = run('call', 'listOrders', 'sort=largest', '--db', db)
    const amounts = JSON.parse(largest.stdout).items.map((each) => Number(each.net_amount.amount))
    assert.ok(amounts.length > 2 && amounts[0] > amounts.at(-1), largest.stdout)
    assert.equal(run('audit', 'verify', '--db', db).status, 0)
    const undone = run('import', 'undo', '1', '--db', db)
    assert.equal(undone.status, 0, `an import of before can still be taken back: ${undone.stderr}`)
  })
}

test('an older program refuses a newer database and leaves it as it is', () => {
  const db = load(readdirSync(fixtures)[0])
  const file = db.slice('sqlite:'.length)
  spawnSync('sqlite3', [file, "insert into migrations values (999999, 'from the future', 0)"])
  const refused = run('report', 'attainment', '--db', db, '--csv')
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /999999/)
  assert.deepEqual(migrations(db).at(-1), '999999')
})

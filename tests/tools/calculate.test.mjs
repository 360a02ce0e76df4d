// colonnade calculate reproduces, to the byte, what is expected of the generated year; skipped where the
// generator and the expected files (a folder given by COLONNADE_YEAR) are not at hand.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { run, temporaryFolder } from '../harness/server.mjs'

const year = process.env.COLONNADE_YEAR ?? resolve('../shared/bench')
const skip = existsSync(join(year, 'generate.cpp')) ? false : 'no generator and expected files at hand'
const folder = temporaryFolder()
const plan = 'examples/close-the-year.plan'
const facts = folder.file('year')
const expected = (name) => readFileSync(join(year, 'expected', name))

before(() => {
  if (skip) return
  const generate = folder.file('generate')
  const built = spawnSync('g++', ['-O2', '-std=c++20', '-o', generate, join(year, 'generate.cpp')])
  assert.equal(built.status, 0)
  mkdirSync(facts)
  assert.equal(spawnSync(generate, ['100000', '100', facts, '20250101']).status, 0)
})
after(folder.remove)

function calculate(...words) {
  const out = folder.file(`out-${words.length}-${words.join('-').replaceAll(/[^a-z0-9-]/gi, '')}`.slice(-60))
  const made = run('calculate', '--facts', facts, '--plan', plan, '--out', out, ...words)
  assert.equal(made.status, 0, made.stderr)
  return { out: (name) => readFileSync(join(out, name)), told: made.stderr }
}

test('payouts and lineage of a year', { skip }, () => {
  const made = calculate()
  assert.ok(made.out('payouts.csv').equals(expected('payouts.csv')))
  assert.ok(made.out('lineage.csv').equals(gunzipSync(expected('lineage.csv.gz'))))
})

test('the same whatever the number of threads', { skip }, () => {
  for (const threads of ['1', '3']) {
    const made = calculate('--threads', threads)
    assert.ok(made.out('payouts.csv').equals(expected('payouts.csv')))
    assert.ok(made.out('lineage.csv').equals(gunzipSync(expected('lineage.csv.gz'))))
  }
})

test('what it would have paid at other rates', { skip }, () => {
  const text = readFileSync(plan, 'utf8')
    .replace(/^example[^]*$/m, '')
    .replace(/ 2%$/m, ' 2.5%')
    .replace(/ 8%$/m, ' 8.5%')
    .replace(/ 10%$/m, ' 11%')
    .replace('pays 1% of', 'pays 1.1% of')
    .replace('0.5% of focus', '0.6% of focus')
    .replace('5,000.00', '6,000.00')
  writeFileSync(folder.file('other.plan'), text)
  const made = calculate('--no-lineage', '--what-if', folder.file('other.plan'))
  assert.ok(made.out('payouts.csv').equals(expected('payouts_whatif.csv')))
})

test('one changed line', { skip }, () => {
  const line = readFileSync(join(facts, 'txn.csv'), 'utf8').split('\n')[50001].split(',')
  assert.equal(line[0], '50001')
  const cents = String(Number(line[7]) + 1234567)
  const made = calculate('--no-lineage', '--change', `50001:${cents.slice(0, -2)}.${cents.slice(-2)}`)
  assert.ok(made.out('payouts.csv').equals(expected('payouts_inc.csv')))
})

test('a row that cannot be read is named', () => {
  const broken = folder.file('broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'payees.csv'), 'payee_id,manager_id,level\n1,0,4\n')
  writeFileSync(join(broken, 'quotas.csv'), 'payee_id,quarter,quota_minor\n1,1,100000\n')
  const rows = [
    'txn_id,order_id,booked_date,payee_id,payee2_id,product_family,region,amount_minor,' +
      'gross_margin_minor,type,is_return',
    '1,1,2025-01-01,1,0,1,1,100,50,new,0',
    '2,1,2025-01-02,9,0,1,1,100,50,new,0',
  ]
  writeFileSync(join(broken, 'txn.csv'), rows.join('\n') + '\n')
  const made = run('calculate', '--facts', broken, '--plan', plan, '--out', folder.file('none'))
  assert.equal(made.status, 1)
  assert.match(made.stderr, /txn\.csv.*line 3/)
})

// A real company's files by the command line alone: import them, print attainment, and find every figure to
// the last digit. Skipped where the files are not at hand.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { run, temporaryFolder } from '../harness/server.mjs'

const files = `${process.env.COLONNADE_SHARED_DIR ?? '../shared'}/data/adventureworks`
const skip = existsSync(files) ? false : `${files} is not here`
const folder = temporaryFolder()
const db = `sqlite:${folder.file('aw.db')}`

// Cells of these files hold no comma of their own in the columns used here, but names may be in quotes.
const rows = (text) => {
  const [head, ...lines] = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/)
  const names = head.split(',')
  const cells = (line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2])
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i], cell])))
}
const published = (name) => rows(readFileSync(`${files}/${name}.csv`, 'utf8'))
const units = (text) => {
  const [whole, part = ''] = text.split('.')
  return BigInt(whole + part.padEnd(4, '0').slice(0, 4))
}
const report = (by) => {
  const printed = run('report', 'attainment', '--db', db, '--by', by, '--csv')
  assert.equal(printed.status, 0, printed.stderr)
  return printed.stdout
}

before(() => {
  if (skip) return
  const done = run('import', '--db', db, '--mapping', 'adventureworks', files)
  assert.equal(done.status, 0, done.stderr)
})
after(folder.remove)

test('one row for each quota, with its sales to the last digit', { skip }, () => {
  const text = report('person')
  assert.match(text, /^person_id,person,period_start,period_end,quota,actual,attainment_percent\n/)
  const listed = rows(text)
  const quotas = published('Sales.SalesPersonQuotaHistory')
  assert.equal(listed.length, quotas.length)
  const orders = published('Sales.SalesOrderHeader')
  for (const row of listed) {
    const sold = orders
      .filter((order) => order.SalesPersonID === row.person_id)
      .filter((order) => order.OrderDate.slice(0, 10) >= row.period_start)
      .filter((order) => !row.period_end || order.OrderDate.slice(0, 10) <= row.period_end)
      .reduce((sum, order) => sum + units(order.SubTotal), 0n)
    assert.equal(units(row.actual), sold, `${row.person} ${row.period_start}`)
    const quota = quotas.find(
      (each) => each.BusinessEntityID === row.person_id && each.QuotaDate.startsWith(row.period_start),
    )
    assert.equal(units(row.quota), units(quota.SalesQuota), `${row.person} ${row.period_start}`)
  }
})

test('territories and managers add up to the same as the company', { skip }, () => {
  const sum = (list) => list.reduce((all, row) => all + units(row.actual), 0n)
  const company = sum(rows(report('company')))
  assert.ok(company > 0n)
  assert.equal(sum(rows(report('territory'))), company)
  const top = rows(report('manager')).filter((row) => row.person_id === '1')
  const people = sum(rows(report('person')))
  assert.equal(sum(top), people, 'everybody is below the first employee')
})

// Commission in the books: finance gives new business three years, sees the asset roll forward and takes the
// entries over.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  enter,
  leave,
  openBrowser,
  openPage,
  overflow,
  phone,
  settled,
  violations,
} from '../harness/browser.mjs'
import { demoDatabase, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

let server, browser
const folder = temporaryFolder()
before(async () => {
  server = await startServer(demoDatabase(folder))
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await server?.stop()
  folder.remove()
})

/** An amount in ten-thousandths, exact. */
const units = (money) => {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(money.amount)
  return BigInt(sign + whole + part.padEnd(4, '0'))
}

test('new business is carried, and the entries balance', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'finance', '/operations/accounting')
  await settled(page)
  await page.getByText(page.t('accounting.nothing_carried'), { exact: true }).waitFor()
  await page
    .locator('#main')
    .getByRole('button', { name: page.t('accounting.settings') })
    .click()
  await page.getByLabel(page.t('accounting.months_of').replace('{type}', 'new'), { exact: true }).fill('36')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: page.t('shared.save') }).click()
  await page.getByText(page.t('accounting.nothing_carried'), { exact: true }).waitFor({ state: 'detached' })
  await page.getByText('SHA-256', { exact: false }).waitFor()
  await settled(page)
  assert.deepEqual(await violations(page), [])

  const finance = await signIn(server, 'finance')
  const rows = (await finance.get('/accounting/roll-forward')).body
  assert.ok(rows.some((row) => units(row.additions) > 0n))
  let before = 0n
  for (const row of rows) {
    assert.equal(units(row.opening), before, `${row.month} opens with what the month before left`)
    before = units(row.opening) + units(row.additions) - units(row.amortised) - units(row.taken_back)
    assert.equal(units(row.closing), before)
  }
  assert.equal(before, 0n, 'nothing is left after the last month')
  const month = rows.find((row) => units(row.additions) > 0n).month
  const control = (await finance.get(`/accounting/entries-control?month=${month}`)).body
  assert.deepEqual(control.debit, control.credit)
  const csv = (await finance.get(`/accounting/entries?month=${month}&format=csv`)).body
  assert.equal(csv.trim().split('\n').length - 1, control.rows)
  assert.match(csv, /capitalisation/)
  await leave(page)
})

test('on a phone and in Persian it fits', async () => {
  const page = await openPage(browser, { language: 'fa', size: phone, theme: 'dark' })
  await enter(page, server, 'finance', '/operations/accounting')
  await settled(page)
  assert.equal(await overflow(page), '')
  assert.deepEqual(await violations(page), [])
  await leave(page)
})

test('nobody but finance sees the books', async () => {
  for (const login of ['seller', 'manager', 'operations', 'admin'])
    assert.equal((await (await signIn(server, login)).get('/accounting/roll-forward')).status, 403, login)
})

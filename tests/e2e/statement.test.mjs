// A payee's statement: on the page, as PDF, sealed; nobody else's; and a whole period's as one archive.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
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
  visit,
} from '../harness/browser.mjs'
import { demoDatabase, run, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

let server, browser, db, closed
const folder = temporaryFolder()
before(async () => {
  db = demoDatabase(folder)
  server = await startServer(db)
  browser = await openBrowser()
  const finance = await signIn(server, 'finance')
  closed = (await finance.get('/pay-periods')).body.find((each) => each.state === 'closed')
})
after(async () => {
  await browser?.close()
  await server?.stop()
  folder.remove()
})

const report = (...words) =>
  run('report', 'statement', '--db', db, '--person', 'P00010', '--period', closed.period, ...words)

test('the page and its PDF say what was sealed', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'seller', '/operations/statements')
  await settled(page)
  const { person_id } = (await signIn(server, 'seller')).session
  const path = `/operations/statements/${person_id}/${closed.pay_period_id}`
  await page.getByRole('table').locator(`a[href="${path}"], tr`).first().waitFor()
  await visit(page, server, path)
  const told = JSON.parse(report().stdout)
  assert.equal(told.is_preview, false)
  const due = Number(told.totals.due.amount).toLocaleString('en', { minimumFractionDigits: 2 })
  await page.getByText(due, { exact: false }).first().waitFor()
  await page.getByText('SHA-256', { exact: false }).waitFor()
  assert.deepEqual(await violations(page), [])

  const seller = await signIn(server, 'seller')
  const pdf = `/people/${person_id}/statements/${closed.pay_period_id}/pdf?language=fa`
  const answer = await fetch(`${server.address}/api${pdf}`, { headers: { cookie: seller.cookie } })
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.equal(report('--pdf', folder.file('fa.pdf'), '--language', 'fa').status, 0)
  assert.ok(
    bytes.equals(readFileSync(folder.file('fa.pdf'))),
    'two makings of one sealed statement are the same',
  )
  assert.equal(report('--pdf', folder.file('en.pdf'), '--language', 'en').status, 0)
  assert.ok(!bytes.equals(readFileSync(folder.file('en.pdf'))))
  await leave(page)
})

test('in Persian and on a phone it reads and fits', async () => {
  const page = await openPage(browser, { language: 'fa', size: phone })
  const { person_id } = (await signIn(server, 'seller')).session
  await enter(page, server, 'seller', `/operations/statements/${person_id}/${closed.pay_period_id}`)
  await settled(page)
  await page.getByRole('heading', { name: page.t('statement.components') }).waitFor()
  assert.equal(await overflow(page), '')
  assert.deepEqual(await violations(page), [])
  await leave(page)
})

test("another's statement does not exist", async () => {
  const seller = await signIn(server, 'seller')
  const mine = seller.session.person_id
  const finance = await signIn(server, 'finance')
  const all = (await finance.get(`/pay-periods/${closed.pay_period_id}/statements`)).body
  const other = all.find((each) => each.person_id !== mine)
  const path = (person) => `/people/${person}/statements/${closed.pay_period_id}`
  const missing = await seller.get(path(999_999))
  for (const address of [
    path(other.person_id),
    `${path(other.person_id)}/pdf`,
    `/statements/${other.statement_id}`,
  ]) {
    const refused = await seller.get(address)
    assert.equal(refused.status, 404)
    assert.equal(refused.body.code, missing.body.code)
  }
  assert.equal((await seller.get(path(mine))).status, 200)
  assert.equal((await seller.get(`/pay-periods/${closed.pay_period_id}/statements`)).status, 404)
  const seals = await finance.get('/statement-seals')
  assert.deepEqual(seals.body.findings, [])
  assert.ok(seals.body.statements >= all.length)
})

test('all of a period as one archive', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'finance', `/operations/pay-periods/${closed.pay_period_id}/statements`)
  await settled(page)
  await page.getByRole('button', { name: page.t('statement.archive') }).click()
  const save = page.getByRole('link', { name: page.t('statement.archive_ready') })
  await save.waitFor({ timeout: 60_000 })
  assert.deepEqual(await violations(page), [])
  const waiting = page.waitForEvent('download')
  await save.click()
  const file = readFileSync(await (await waiting).path())
  assert.equal(file.subarray(0, 2).toString(), 'PK')
  assert.ok(file.length > 100_000)
  await leave(page)
})

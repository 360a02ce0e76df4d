// My pay: what is promised for deals is paid once they are entered; each figure opens to its orders; a change
// is told as causes that sum to it; a manager looks at those they lead.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  enter,
  openBrowser,
  openPage,
  overflow,
  phone,
  settled,
  visit,
  violations,
} from '../harness/browser.mjs'
import { demoDatabase, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

let server
let browser
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

const as = async (login, path, options) => {
  const page = await openPage(browser, options)
  await enter(page, server, login, path)
  await settled(page)
  return page
}
const cents = (figure) => Math.round(Number(figure.value) * 100)

test('deals promise on screen what is earned once they are booked, and the change says why', async () => {
  const seller = await signIn(server, 'seller')
  const operations = await signIn(server, 'operations')
  const person = seller.session.person_id
  const estimate = async () => (await seller.get(`/people/${person}/pay-estimate`)).body
  const begun = await estimate()

  const page = await as('seller', '/operations/pay')
  await page.getByText(page.t('my_pay.what_if'), { exact: true }).waitFor()
  const promised = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' &&
      response.url().endsWith('/pay-estimate') &&
      response.request().postData().includes('12345.67'),
  )
  await page.getByLabel(page.t('my_pay.deal_number').replace('{number, number}', '1')).fill('12345.67')
  const answer = await (await promised).json()
  assert.ok(cents(answer.adds) > 0)
  assert.equal(cents(answer.after), cents(begun.now.earned) + cents(answer.adds))

  const customers = (await operations.get('/customers?limit=1')).body.items
  const entered = await operations.send('POST', '/orders', {
    kind: 'order',
    customer_id: customers[0].customer_id,
    booked_on: operations.session.company.today,
    currency: begun.currency,
    sellers: [{ person_id: person }],
    net_amount: '12345.67',
    lines: [],
  })
  assert.ok([200, 201].includes(entered.status), JSON.stringify(entered.body))
  const then = await estimate()
  assert.equal(cents(then.now.earned), cents(answer.after))
  assert.deepEqual(page.complaints, [])
})

test('what must be sold is told, and a figure opens to its orders', async () => {
  const page = await as('seller', '/operations/pay')
  const goal = page.waitForResponse((response) => response.url().includes('/pay-goal?'))
  await page.getByLabel(page.t('my_pay.goal_wanted')).fill('5000')
  const found = await (await goal).json()
  assert.ok(Number(found.sell.amount) > 0)
  assert.ok(cents(found.reached) >= 500_000)

  await page
    .getByRole('button', { name: new RegExp(`${page.t('pay.earned')}, Commission`) })
    .first()
    .click()
  const panel = page.getByRole('dialog')
  await panel.getByText('1%', { exact: false }).first().waitFor()
  await panel.locator('a[href^="/process/orders/"]').first().waitFor()
  assert.deepEqual(page.complaints, [])
})

test('why a quarter changed is told by orders that sum to the change', async () => {
  const operations = await signIn(server, 'operations')
  const seller = await signIn(server, 'seller')
  const person = seller.session.person_id
  const periods = (await operations.get('/pay-periods')).body
  const open = (periods.items ?? periods).find((each) => each.state === 'calculated')
  const customers = (await operations.get('/customers?limit=1')).body.items
  const entered = await operations.send('POST', '/orders', {
    kind: 'order',
    customer_id: customers[0].customer_id,
    booked_on: open.valid_from,
    currency: operations.session.company.currency,
    sellers: [{ person_id: person }],
    net_amount: '5000',
    lines: [],
  })
  assert.ok([200, 201].includes(entered.status), JSON.stringify(entered.body))
  const { body: change } = await seller.get(`/people/${person}/pay-changes?period=${open.period}`)
  assert.ok(cents(change.change) > 0, JSON.stringify(change))
  assert.equal(
    change.causes.reduce((sum, each) => sum + cents(each.amount), 0),
    cents(change.change),
  )
  assert.deepEqual(
    change.causes.map((each) => each.kind),
    ['order_added'],
  )
  const page = await as('seller', `/operations/pay?period=${open.period}`)
  await page.getByText(page.t('my_pay.change.title')).first().waitFor()
  await page.getByRole('table').locator(`a[href^="/process/orders/${change.causes[0].order_id}"]`).waitFor()
})

test('a manager opens the pay of somebody they lead; on a phone in Persian nothing overflows', async () => {
  const seller = await signIn(server, 'seller')
  const person = seller.session.person_id
  const leader = await as('leader', '/operations/pay')
  await leader.locator(`a[href^="/operations/pay/people/${person}"]`).first().click()
  await leader.getByText(leader.t('my_pay.what_if'), { exact: true }).waitFor()
  assert.deepEqual(await violations(leader), [])

  const small = await as('seller', '/operations/pay', { language: 'fa', size: phone })
  await small.getByText(small.t('my_pay.what_if'), { exact: true }).waitFor()
  await settled(small)
  assert.equal(await overflow(small), '')
  assert.deepEqual(await violations(small), [])
  await visit(small, server, '/')
  await small.getByText(small.t('my_pay.mine')).first().waitFor()
  assert.deepEqual(small.complaints, [])
})

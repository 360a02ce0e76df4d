// Each role signs in and sees its own home; a manager walks from a figure to the orders it rests on; what one
// may not see does not exist.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enter, leave, openBrowser, openPage, settled, visit } from '../harness/browser.mjs'
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

const homes = {
  seller: 'home.my_number',
  leader: 'home.company_number',
  manager: 'home.company_number',
  director: 'home.company_number',
  operations: 'home.company_number',
  finance: 'home.company_number',
  trainer: 'home.nothing',
  recruiter: 'home.nothing',
  liaison: 'home.nothing',
}

for (const [login, heading] of Object.entries(homes)) {
  test(`${login} signs in and sees their own home`, async () => {
    const page = await openPage(browser)
    await enter(page, server, login)
    await page.getByText(page.t(heading)).first().waitFor()
    assert.deepEqual(page.complaints, [])
    await leave(page)
  })
}

test('the administrator sees the state of the data, and neither customers nor orders', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'admin')
  await settled(page)
  await page.getByRole('heading', { name: page.t('insight.card.data') }).waitFor()
  const navigation = await page.getByRole('navigation').first().innerText()
  assert.match(navigation, new RegExp(page.t('users.title')))
  assert.doesNotMatch(navigation, new RegExp(page.t('customers.title')))
  assert.doesNotMatch(navigation, new RegExp(page.t('orders.title')))
  await leave(page)
})

test('a manager’s home says what changed since yesterday, and each figure of it opens', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager')
  await settled(page)
  const heading = page.getByRole('heading', { name: page.t('insight.card.since_yesterday') })
  await page.locator('main section', { has: heading }).last().getByRole('button').first().click()
  await page.getByRole('dialog').getByText(page.t('shared.explain.terms')).first().waitFor()
  await leave(page)
})

/**
 * Opens the panel on the manager's actual and follows the terms down to the first order. Gives the order's
 * address.
 */
async function walkToOrder(page) {
  await page
    .locator('main button', { hasText: /[\d۰-۹]/ })
    .nth(1)
    .click()
  const panel = page.getByRole('dialog')
  await panel.waitFor()
  for (let depth = 0; depth < 8; depth++) {
    await settled(page)
    const order = panel.locator('table a[href^="/process/orders/"]').first()
    if (await order.count()) {
      const address = await order.getAttribute('href')
      await order.click()
      await page.waitForURL((url) => url.pathname.startsWith('/process/orders/'))
      return address
    }
    await panel.locator('ul button').last().click()
  }
  assert.fail('no order was reached')
}

test('a manager opens a figure and reaches the lines of an order', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager', '/team')
  await settled(page)
  await walkToOrder(page)
  await settled(page)
  assert.ok((await page.locator('main table tbody tr').count()) > 0, 'the order shows its lines')
  await leave(page)
})

test('the same road in Persian: right to left, Persian digits, the Solar Hijri calendar', async () => {
  const page = await openPage(browser, { language: 'fa' })
  await enter(page, server, 'manager', '/team')
  await settled(page)
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl')
  const text = await page.locator('main').innerText()
  assert.match(text, /[۰-۹]/)
  assert.doesNotMatch(text.replace(/[A-Za-z][\w-]*/g, ''), /[0-9]/, 'no Latin digit is left on the page')
  await walkToOrder(page)
  await settled(page)
  assert.match(await page.locator('main').innerText(), /۱۴۰[۰-۹]/, 'years are Solar Hijri years')
  await leave(page)
})

test('a seller who asks for a peer’s goal, or for an order of another, gets “not found”', async () => {
  const everyone = await signIn(server, 'operations')
  const seller = await signIn(server, 'seller')
  const own = seller.session.person_id
  const { body: attainment } = await everyone.get('/attainment?by=person&limit=50')
  const peer = attainment.items.find((each) => each.subject_id !== own).subject_id
  const { body: orders } = await everyone.get('/orders?limit=50')
  const { body: mine } = await seller.get('/orders?limit=200')
  const visible = new Set(mine.items.map((each) => each.order_id))
  const order = orders.items.find((each) => !visible.has(each.order_id)).order_id
  const page = await openPage(browser)
  await enter(page, server, 'seller')
  for (const path of [`/operations/goals/person/${peer}`, `/process/orders/${order}`]) {
    await page.goto(server.address + path)
    await page.getByText(page.t('shared.problem.not_found')).first().waitFor()
  }
  await visit(page, server, `/operations/goals/person/${own}`)
  assert.equal(await page.getByText(page.t('shared.problem.not_found')).count(), 0)
  await leave(page)
})

test('a wrong password gets a sentence, and the name stays typed', async () => {
  const page = await openPage(browser)
  await page.goto(server.address)
  await page.getByLabel(page.t('frame.sign_in.login'), { exact: true }).fill('manager')
  await page.getByLabel(page.t('frame.sign_in.password'), { exact: true }).fill('not the password')
  await page.getByRole('button', { name: page.t('frame.sign_in.go') }).click()
  await page.getByRole('alert').waitFor()
  assert.equal(await page.getByLabel(page.t('frame.sign_in.login'), { exact: true }).inputValue(), 'manager')
  await leave(page)
})

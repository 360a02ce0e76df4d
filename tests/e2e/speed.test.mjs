// How fast it feels: the first page of each role and the longest lists by Lighthouse's measures, and from a
// key to the next paint with a hundred thousand rows in a list. The sizes of scripts are held by `npm run
// budget`. A busy machine only makes a page slower: the best of a few loads is what the page itself needs.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enterAs, leave, openBrowser, openPage, settled } from '../harness/browser.mjs'
import { demoDatabase, startServer, temporaryFolder } from '../harness/server.mjs'
import { score, takeInteractions, vitalsOf, watchVitals } from '../harness/vitals.mjs'

const promised = 95
const loads = 6
const rows = 100_000
const interaction = 100

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

/** The best of several loads, the browser's own cache emptied before each. */
async function best(page, path) {
  const client = await page.context().newCDPSession(page)
  let found
  for (let load = 0; load < loads; load += 1) {
    await client.send('Network.clearBrowserCache')
    await page.goto(server.address + path)
    await settled(page)
    const vitals = await vitalsOf(page)
    vitals.score = score(vitals)
    if (!found || vitals.score > found.score) found = vitals
    if (found.score >= promised) break
  }
  await client.detach()
  return found
}

test('the scoring is that of Lighthouse: 0.9 and 0.5 where its curves have them', () => {
  const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 0.1, `${value} is not ${wanted}`)
  near(score({ fcp: 934, lcp: 1200, tbt: 150, cls: 0.1 }), 90)
  near(score({ fcp: 1600, lcp: 2400, tbt: 350, cls: 0.25 }), 50)
  near(score({ fcp: 0, lcp: 0, tbt: 0, cls: 0 }), 100)
})

for (const [login, path] of [
  ['seller', '/'],
  ['manager', '/'],
  ['operations', '/'],
  ['manager', '/team'],
  ['operations', '/process/orders'],
  ['operations', '/operations/structure'],
]) {
  test(`${path} of ${login} is scored ${promised} or more`, async (context) => {
    const page = await openPage(browser)
    await watchVitals(page)
    await enterAs(page, server, login)
    const vitals = await best(page, path)
    const { fcp, lcp, tbt, cls } = vitals
    const [first, largest, blocked, points] = [fcp, lcp, tbt, vitals.score].map((each) => each.toFixed(0))
    const told =
      `score ${points}: first paint ${first} ms, largest ${largest} ms, ` +
      `blocked ${blocked} ms, shift ${cls.toFixed(3)}`
    context.diagnostic(told)
    assert.ok(vitals.score >= promised, told)
    await leave(page)
  })
}

test(`a key is answered within ${interaction} ms in a list of ${rows} rows`, async (context) => {
  const page = await openPage(browser)
  await watchVitals(page)
  await page.route(/\/api\/orders(\?|$)/, async (route) => {
    const answer = await route.fetch()
    const { items } = await answer.json()
    const many = Array.from({ length: rows }, (_, at) => ({
      ...items[at % items.length],
      order_id: at + 1,
      number: `N-${at + 1}`,
    }))
    await route.fulfill({ json: { items: many, next: null, total: rows } })
  })
  await enterAs(page, server, 'operations', '/process/orders')
  const grid = page.getByRole('grid').or(page.getByRole('table')).first()
  await grid.getByText('N-1', { exact: true }).waitFor()
  const columns = page.getByRole('button', { name: page.t('shared.table.columns'), exact: true })
  const acts = {
    'to the next row': () => page.keyboard.press('j'),
    'to the row before': () => page.keyboard.press('k'),
    'opening and closing a menu': async () => {
      await columns.click()
      await page.keyboard.press('Escape')
    },
  }
  const worst = []
  for (const [name, act] of Object.entries(acts)) {
    await takeInteractions(page)
    for (let times = 0; times < 10; times += 1) {
      await act()
      await page.waitForTimeout(80)
    }
    // Three quarters are as quick or quicker, as the measure is judged; what takes less than 16 ms is not
    // told.
    const took = (await takeInteractions(page)).sort((a, b) => a - b)
    const high = took[Math.floor(took.length * 0.75)] ?? 16
    context.diagnostic(`${name}: ${high} ms`)
    worst.push([name, high])
  }
  const region = page.getByRole('region', { name: page.t('orders.title') })
  await region.evaluate((each) => each.scrollTo(0, each.scrollHeight))
  await grid.getByText(`N-${rows}`, { exact: true }).waitFor()
  assert.deepEqual(
    worst.filter(([, took]) => took >= interaction),
    [],
  )
  await leave(page)
})

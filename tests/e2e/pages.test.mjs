// Every page of the navigation: no violation of WCAG 2.2 AA in either theme and either direction, nothing
// wider than the window in any language, no complaint in the console.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  enter,
  languages,
  laptop,
  leave,
  openBrowser,
  openPage,
  overflow,
  phone,
  settled,
  violations,
  visit,
} from '../harness/browser.mjs'
import { demoDatabase, signIn, startServer, temporaryFolder } from '../harness/server.mjs'

let server, browser, records
const folder = temporaryFolder()
before(async () => {
  server = await startServer(demoDatabase(folder))
  browser = await openBrowser()
  const all = await signIn(server, 'operations')
  const first = async (path) => (await all.get(path)).body.items[0]
  records = [
    '/account',
    `/process/customers/${(await first('/customers?limit=1')).customer_id}`,
    `/process/orders/${(await first('/orders?limit=1')).order_id}`,
    `/operations/goals/person/${(await first('/attainment?by=person&limit=1')).subject_id}`,
    `/operations/structure/people/${(await first('/people?limit=1')).person_id}`,
  ]
})
after(async () => {
  await browser?.close()
  await server?.stop()
  folder.remove()
})

/** What the navigation offers, and a record of each kind; `login` may see them all. */
async function pagesOf(page) {
  const links = await page
    .getByRole('navigation')
    .first()
    .locator('a')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')))
  return [...new Set(links)]
}

const settings = [
  { language: 'en', theme: 'light', size: laptop },
  { language: 'fa', theme: 'dark', size: laptop },
  { language: 'en', theme: 'dark', size: phone },
  { language: 'fa', theme: 'light', size: phone },
]

for (const { language, theme, size } of settings) {
  test(`no page violates WCAG: ${language}, ${theme}, ${size.width} px`, async () => {
    const page = await openPage(browser, { language, theme, size })
    const found = []
    for (const login of ['operations', 'admin']) {
      await page.context().clearCookies()
      await enter(page, server, login)
      const paths = [
        ...(size === laptop ? await pagesOf(page) : navigation[login]),
        ...(login === 'operations' ? records : []),
      ]
      for (const path of paths) {
        await visit(page, server, path)
        for (const each of await violations(page)) found.push(`${login} ${path} ${each}`)
      }
    }
    assert.deepEqual(found, [])
    await leave(page)
  })
}

const navigation = {
  operations: [
    '/',
    '/team',
    '/operations/structure',
    '/operations/territories',
    '/operations/goals',
    '/process/customers',
    '/process/orders',
    '/process/products',
    '/settings/calendar',
    '/settings/imports',
  ],
  admin: ['/', '/settings/users', '/settings/audit', '/settings/jobs', '/settings/company'],
}

for (const language of languages) {
  test(`no page is wider than its window, be it a laptop's or a phone's: ${language}`, async () => {
    const found = []
    const page = await openPage(browser, { language })
    await enter(page, server, 'operations')
    for (const path of [...navigation.operations, ...records]) {
      await page.setViewportSize(laptop)
      await visit(page, server, path)
      for (const size of [laptop, phone]) {
        await page.setViewportSize(size)
        await settled(page)
        const over = await overflow(page)
        if (over) found.push(`${size.width} px ${path} ${over}`)
      }
    }
    await leave(page)
    assert.deepEqual(found, [])
  })
}

test('a page prints without the frame around it, and whole', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager', '/team')
  await settled(page)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation').first().isVisible(), false)
  assert.equal(await page.getByRole('region', { name: page.t('frame.tools') }).isVisible(), false)
  const cut = await page.locator('main').evaluate((main) => main.scrollHeight - main.clientHeight)
  assert.ok(cut <= 1, `${cut} px of the page would be cut off`)
  await leave(page)
})

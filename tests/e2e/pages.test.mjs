// Every page of every feature: no violation of WCAG 2.2 AA in either theme, either direction and either size,
// nothing wider than the window in any language, no code where words belong, no complaint in the console.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  codesOnPage,
  enter,
  enterAs,
  follow,
  languages,
  laptop,
  leave,
  openBrowser,
  openPage,
  overflow,
  phone,
  recolour,
  settled,
  violations,
} from '../harness/browser.mjs'
import { addressesOf } from '../harness/pages.mjs'
import { demoDatabase, startServer, temporaryFolder } from '../harness/server.mjs'

let server, browser, addresses
const folder = temporaryFolder()
before(async () => {
  server = await startServer(demoDatabase(folder))
  browser = await openBrowser()
  addresses = await addressesOf(server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
  folder.remove()
})

/** Both directions are looked at by axe; the other languages differ in their words only. */
const axeLooksAt = ['en', 'fa']

/** What is wrong with the page as it stands, in this window and in both themes. */
async function faultsOf(page) {
  const found = []
  const over = await overflow(page)
  if (over) found.push(`sticks out ${over}`)
  if (!axeLooksAt.includes(page.language)) return found
  found.push(...(await violations(page)))
  // Colours are all that the other theme changes.
  await recolour(page, 'dark')
  found.push(...(await violations(page, ['color-contrast'])).map((each) => `dark: ${each}`))
  await recolour(page, 'light')
  return found
}

// One user has one language at a time: windows come in one after the other, and keep what they began with.
let door = Promise.resolve()
function enterInTurn(page, login) {
  const mine = door.then(() => enterAs(page, server, login))
  door = mine.catch(() => {})
  return mine
}

// Two windows at a time: one is drawn while the other is looked at.
describe('every page', { concurrency: 2 }, () => {
  for (const language of languages) {
    test(`reads well, on a laptop and on a phone: ${language}`, async () => {
      const page = await openPage(browser, { language })
      const found = []
      let signedIn = ''
      for (const { login, path } of addresses) {
        if (login !== signedIn) await enterInTurn(page, login)
        signedIn = login
        await page.setViewportSize(laptop)
        await follow(page, path)
        const codes = await codesOnPage(page)
        if (codes.length > 0) found.push(`${login} ${path} says ${codes.slice(0, 5).join(', ')}`)
        for (const size of [laptop, phone]) {
          await page.setViewportSize(size)
          await settled(page)
          for (const each of await faultsOf(page)) found.push(`${login} ${path} ${size.width} px: ${each}`)
        }
      }
      await leave(page)
      assert.deepEqual(found, [])
    })
  }
})

test('the door reads well in either direction, before anybody has signed in', async () => {
  for (const language of axeLooksAt) {
    const page = await openPage(browser, { language })
    await page.goto(server.address)
    await page.getByLabel(page.t('frame.sign_in.login'), { exact: true }).waitFor()
    for (const size of [laptop, phone]) {
      await page.setViewportSize(size)
      assert.deepEqual(await faultsOf(page), [], `${language} ${size.width} px`)
    }
    await leave(page)
  }
})

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

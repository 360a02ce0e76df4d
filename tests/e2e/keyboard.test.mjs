// The keyboard reaches everything: Ctrl-K finds pages, actions and records; "?" lists the keys; j, k and
// Enter walk a list; "/" searches, "c" creates, "e" edits, Esc closes. A way of looking at a list is kept
// under a name and shared.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enter, leave, openBrowser, openPage, settled, visit } from '../harness/browser.mjs'
import { demoDatabase, startServer, temporaryFolder } from '../harness/server.mjs'

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

const path = (page) => new URL(page.url()).pathname
const address = (page) => new URL(page.url()).searchParams

test('Ctrl-K goes to a page, opens a record, and closes with Esc', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager')
  await settled(page)
  const field = page.getByPlaceholder(page.t('frame.search'))
  await page.keyboard.press('Control+k')
  await field.fill(page.t('goals.title').slice(0, 4))
  await page.getByRole('dialog').getByText(page.t('goals.title'), { exact: true }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/operations\/goals/)
  await settled(page)

  await page.keyboard.press('Control+k')
  await field.fill('Isla Re')
  await page.getByRole('dialog').getByText('Isla Reid').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Isla Reid' }).waitFor()

  await page.keyboard.press('Control+k')
  await field.waitFor()
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'hidden' })
  await leave(page)
})

test('a seller’s search finds their own, and not a customer of another country', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'seller')
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder(page.t('frame.search')).fill('Sierra Faro')
  await page.getByText(page.t('frame.command.nothing')).waitFor()
  await leave(page)
})

test('“?” lists the keys', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager')
  await settled(page)
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: page.t('frame.shortcuts.title') })
  await dialog.getByText(page.t('frame.shortcuts.move')).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await leave(page)
})

test('a list is walked by j, k and Enter, searched by “/”; the record is edited by “e”', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager', '/process/customers')
  await settled(page)
  const names = await page.locator('main tbody tr[tabindex] td:first-child').allInnerTexts()
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
  await page.waitForFunction((name) => document.activeElement?.innerText?.includes(name), names[1])
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: names[1] }).waitFor()
  await page.keyboard.press('e')
  await page.getByRole('dialog').getByLabel(page.t('customers.name'), { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  await visit(page, server, '/process/customers')
  await page.keyboard.press('/')
  await page.getByPlaceholder(page.t('frame.search')).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: page.t('shared.table.search') }).fill('granite')
  await page.waitForFunction(() => new URL(location.href).searchParams.get('q') === 'granite')
  await settled(page)
  const found = await page.locator('main tbody tr[tabindex] td:first-child').allInnerTexts()
  assert.ok(found.length > 0 && found.every((name) => /granite/i.test(name)), found.join(', '))
  await leave(page)
})

test('“c” creates a customer', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'operations', '/process/customers')
  await settled(page)
  await page.keyboard.press('c')
  const form = page.getByRole('dialog')
  await form.getByLabel(page.t('customers.name'), { exact: true }).fill('Zora & Sons')
  await form.getByRole('button', { name: page.t('shared.save') }).click()
  await page.getByRole('heading', { level: 1, name: 'Zora & Sons' }).waitFor()
  await leave(page)
})

test('a view is kept under a name, and brings back the search and the order of the list', async () => {
  const page = await openPage(browser)
  await enter(page, server, 'manager', '/process/customers?q=abbey&sort=-name')
  await settled(page)
  const views = () => page.getByRole('button', { name: page.t('shared.table.views'), exact: true }).click()
  await views()
  await page.getByRole('textbox', { name: page.t('shared.table.view_name') }).fill('The Abbeys')
  await page.getByRole('switch', { name: page.t('shared.table.for_everyone') }).check()
  await page.getByRole('button', { name: page.t('shared.save'), exact: true }).click()
  await page.getByRole('menuitem', { name: 'The Abbeys' }).waitFor()
  await page.context().close()

  // Another, who sees the same list, finds it under their views.
  const other = await openPage(browser)
  await enter(other, server, 'director', '/process/customers')
  await settled(other)
  await other.getByRole('button', { name: other.t('shared.table.views'), exact: true }).click()
  await other.getByRole('menuitem', { name: 'The Abbeys' }).click()
  await other.waitForFunction(() => new URL(location.href).searchParams.get('q') === 'abbey')
  assert.equal(address(other).get('sort'), '-name')
  assert.equal(path(other), '/process/customers')
  await leave(other)
})

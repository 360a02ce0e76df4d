// The plan studio: who writes plans changes a rate and sees what it would have cost while typing, changes a
// tier as a field and sees the text follow, and holds two drafts beside each other.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  enter,
  laptop,
  openBrowser,
  openPage,
  overflow,
  phone,
  settled,
  violations,
} from '../harness/browser.mjs'
import { demoDatabase, startServer, temporaryFolder } from '../harness/server.mjs'

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

const studio = async (login = 'operations', options = {}) => {
  const page = await openPage(browser, options)
  await enter(page, server, login, '/operations/plans')
  await page.getByRole('table').getByText('Salesperson').first().click()
  await page.getByTestId('plan-cost').waitFor()
  await settled(page)
  return page
}
const textbox = (page) => page.getByRole('textbox', { name: page.t('pay.text'), exact: true })
const textOf = (page) =>
  textbox(page).evaluate((each) =>
    [...each.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
  )
const headline = (page) => page.getByTestId('plan-cost').locator('p').first()

test('a changed rate shows what it would have cost while one types', async () => {
  const page = await studio()
  assert.match(await headline(page).textContent(), /the same in total/)
  const line = page.locator('.cm-line', { hasText: 'above' })
  await line.click()
  await page.keyboard.press('End')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('50%')
  await page.getByTestId('plan-cost').getByText(/more\.$/).waitFor()
  assert.match(await page.getByTestId('plan-changes').textContent(), /above is now 50% instead of 5%/)
  // A mistake leaves the last figures where they are, and is told with its place.
  await page.keyboard.type(' bokings')
  await page.getByText(page.t('pay.not_sound')).waitFor()
  await page.locator('.cm-lintRange-error').first().waitFor()
  assert.match(await headline(page).textContent(), /more\.$/)
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('a field of the builder changes its place in the text and nothing else', async () => {
  const page = await studio()
  const before = await textOf(page)
  const field = page.getByLabel(/^Rate of tier 2 of rate$/)
  await field.fill('3.5%')
  await page.locator('.cm-line', { hasText: '3.5%' }).waitFor()
  await page.getByTestId('plan-cost').getByText(/more\.$/).waitFor()
  const squeezed = (text) => text.replace(/ +/g, ' ')
  assert.equal(squeezed(await textOf(page)), squeezed(before).replace('up to 100% 2.5%', 'up to 100% 3.5%'))
  assert.ok(before.startsWith('# What a salesperson'), 'the comment is in the text')
  assert.ok((await textOf(page)).startsWith('# What a salesperson'), 'the comment stays')
  await page.getByRole('button', { name: page.t('plan_studio.add_tier') }).first().click()
  await page.locator('.cm-line', { hasText: 'up to 200%' }).waitFor()
  // The example in the plan says what it should come to: it tells that the tier was changed.
  await page.getByText(page.t('pay.example_fails')).first().waitFor()
  await page.getByText(page.t('pay.not_sound')).waitFor()
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('two drafts stand beside each other', async () => {
  const page = await studio()
  await page.getByRole('button', { name: page.t('plan_studio.try_another') }).click()
  await page.getByRole('tab', { name: /Draft B/, selected: true }).waitFor()
  const table = page.getByTestId('draft-comparison')
  await table.waitFor()
  await page.getByLabel(/^Rate of tier 1 of rate$/).fill('2%')
  const cost = table.getByRole('row').nth(1)
  const cells = async () => (await cost.getByRole('cell').allTextContents()).slice(1)
  for (let tries = 0; tries < 100 && new Set((await cells()).slice(1)).size < 2; tries += 1)
    await page.waitForTimeout(100)
  const [inForce, own, draft] = await cells()
  assert.equal(own, inForce)
  assert.notEqual(draft, own)
  await page.getByRole('tab', { name: page.t('plan_studio.this_version') }).click()
  await page.locator('.cm-line', { hasText: 'up to 100%' }).waitFor()
  assert.ok(!/50%\s+2%/.test(await textOf(page)), 'the version keeps its own text')
  await page.getByRole('tab', { name: /Draft B/ }).click()
  await page.getByRole('button', { name: page.t('plan_studio.use_draft') }).click()
  await page.getByRole('button', { name: page.t('shared.save') }).waitFor()
  assert.match(await textOf(page), /50%\s+2%/)
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('it is fit to be used on a laptop and a phone, from the left and from the right', async () => {
  for (const options of [{ size: laptop }, { size: phone, language: 'fa', theme: 'dark' }]) {
    const page = await studio('operations', options)
    assert.equal(await overflow(page), '', JSON.stringify(options))
    assert.deepEqual(await violations(page), [], JSON.stringify(options))
    if (options.size === phone) {
      assert.equal(await textbox(page).getAttribute('dir'), 'ltr')
      await page.getByText(page.t('plan_studio.builder'), { exact: true }).click()
      await page.getByLabel(page.t('pay.plan_name')).waitFor()
      assert.equal(await textbox(page).isVisible(), false)
    }
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  }
})

test('who approves reads the plan and its cost, and changes nothing', async () => {
  const page = await studio('finance')
  assert.equal(await textbox(page).getAttribute('contenteditable'), 'false')
  assert.equal(await page.getByRole('button', { name: page.t('plan_studio.add_tier') }).count(), 0)
  assert.match(await headline(page).textContent(), /it would have paid/)
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

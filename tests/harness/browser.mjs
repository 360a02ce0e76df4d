// A real Chromium, driven as a person would: signing in, finding things by the words they see, reading
// complaints.
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { password, signIn } from './server.mjs'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
export const laptop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }
export const languages = ['en', 'it', 'pl', 'fa', 'cs', 'es']

export const openBrowser = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })

/** The catalogue of a language: `words('fa')('frame.sign_in.go')`; plain messages only. */
export function words(language) {
  const tree = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'))
  return (key) => {
    const text = key.split('.').reduce((node, part) => node?.[part], tree)
    if (typeof text !== 'string') throw new Error(`no text ${key} in ${language}`)
    return text
  }
}

/** A window of one's own. `complaints` collects what the console and the page's policy say against it. */
export async function openPage(browser, { language = 'en', theme = 'light', size = laptop } = {}) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // An answer such as 401 or 404 is the browser's own remark on what a test asked for.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  const pending = new Set()
  page.on('request', (request) => request.resourceType() !== 'eventsource' && pending.add(request))
  for (const over of ['requestfinished', 'requestfailed'])
    page.on(over, (request) => pending.delete(request))
  return Object.assign(page, { complaints, pending, language, theme, t: words(language) })
}

/** Signs in through the page. The user's own language and theme are first set to the window's. */
export async function enter(page, server, login, path = '/') {
  const user = await signIn(server, login)
  await user.send('PATCH', '/me', { language: page.language, theme: page.theme })
  await page.goto(server.address + path)
  await page.getByLabel(page.t('frame.sign_in.login'), { exact: true }).fill(login)
  await page.getByLabel(page.t('frame.sign_in.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: page.t('frame.sign_in.go') }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** Closes the window; what its console or its content policy complained about fails the test. */
export async function leave(page) {
  await page.context().close()
  if (page.complaints.length > 0) throw new Error(`the console complains:\n${page.complaints.join('\n')}`)
}

/** Goes to an address within the page and waits until what it shows has come. */
export async function visit(page, server, path) {
  await page.goto(server.address + path)
  await settled(page)
}

/** Nothing is being fetched any more, no skeleton stands, and that has been so for a moment. */
export async function settled(page, within = 15_000) {
  const end = Date.now() + within
  const still = () =>
    !document.querySelector('[aria-busy="true"],[data-loading="true"]') &&
    Boolean(document.querySelector('h1'))
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > end)
      throw new Error(`${page.url()} is not done: ${[...page.pending].map((each) => each.url())}`)
    quiet = page.pending.size === 0 && (await page.evaluate(still).catch(() => false)) ? quiet + 1 : 0
    await page.waitForTimeout(40)
  }
}

/** What axe finds wrong with the page as it stands: one line each. */
export async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(readFileSync('web/node_modules/axe-core/axe.min.js', 'utf8'))
  return page.evaluate(async () => {
    const found = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return found.violations.map(
      (each) =>
        `${each.id}: ${each.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
  })
}

/** How many pixels the page is wider than its window, and what sticks out. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const over = document.documentElement.scrollWidth - width
    if (over <= 0) return ''
    const out = [...document.querySelectorAll('body *')].filter(
      (each) => each.getBoundingClientRect().right > width + 1,
    )
    return `${over} px: ${out
      .slice(0, 3)
      .map((each) => each.tagName + '.' + each.className)
      .join(' | ')}`
  })
}

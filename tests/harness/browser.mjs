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

/** Signs in without the form; the user's language becomes the window's, and their colours the system's. */
export async function enterAs(page, server, login, path = '/') {
  const user = await signIn(server, login)
  await user.send('PATCH', '/me', { language: page.language, theme: 'system' })
  await page.context().clearCookies()
  for (const each of user.cookie.split('; ')) {
    const [name, value] = each.split(/=(.*)/)
    await page.context().addCookies([{ name, value, url: server.address }])
  }
  await page.goto(server.address + path)
  await settled(page)
}

/** Goes to an address as a link of the page does, without loading the page anew. */
export async function follow(page, path) {
  await page.evaluate((to) => history.pushState({}, '', to), path)
  await settled(page)
}

/** Shows the page in the other colours, for a window whose user leaves the choice to the system. */
export async function recolour(page, colorScheme) {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(
    (scheme) =>
      document.documentElement.dataset.mantineColorScheme === scheme &&
      document.getAnimations().every((each) => each.playState !== 'running'),
    colorScheme,
    { polling: 50 },
  )
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

/** What axe finds wrong with the page as it stands: one line each. `rules`: only these. */
export async function violations(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(readFileSync('web/node_modules/axe-core/axe.min.js', 'utf8'))
  return page.evaluate(async (only) => {
    const found = await window.axe.run(document, {
      runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    })
    return found.violations.map(
      (each) =>
        `${each.id}: ${each.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
  }, rules)
}

/** How many pixels the page is wider than its window, and what sticks out. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const over = document.documentElement.scrollWidth - width
    if (over <= 0) return ''
    const out = [...document.querySelectorAll('body *')].filter((each) => {
      const { left, right } = each.getBoundingClientRect()
      return left < -1 || right > width + 1
    })
    return `${over} px: ${out
      .slice(0, 3)
      .map((each) => `${each.tagName}.${each.className}`)
      .join(' | ')}`
  })
}

/**
 * Words on the page that are the program's own and no reader's: keys of catalogues, codes, names of
 * operations.
 */
export async function codesOnPage(page) {
  const sections = Object.keys(JSON.parse(readFileSync('locales/en.json', 'utf8'))).join('|')
  const code = `\\b(?:${sections})\\.[a-z]+[a-z_.]*|\\b[a-z]+(?:_[a-z]+)+\\b|\\b[a-z]{3,}[A-Z][a-z]{2,}\\w*`
  return page.evaluate((pattern) => {
    const found = new Set()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode
      if (!parentElement.checkVisibility()) continue
      if (parentElement.closest('style, script, noscript, code, pre, textarea, [data-verbatim]')) continue
      for (const each of data.match(new RegExp(pattern, 'g')) ?? []) found.add(each)
    }
    return [...found]
  }, code)
}

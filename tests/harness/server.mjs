// A server of one's own: the program over a database in a temporary folder, on a port of the system's choice.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const program = resolve('build/colonnade')
export const password = 'colonnade demo'

/** A folder that is gone after the tests: `after(folder.remove)`. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'colonnade-test-'))
  return {
    path,
    file: (name) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** Runs a command of the program to its end: { status, stdout, stderr }. */
export function run(...words) {
  const options = typeof words.at(-1) === 'object' ? words.pop() : {}
  return spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, ...options })
}

/** The demo company in `folder`: made once by whoever asks first in this process, then copied. */
let demo
export function demoDatabase(folder, name = 'demo.db') {
  if (!demo) {
    const kept = temporaryFolder()
    process.on('exit', kept.remove)
    const made = run('demo', '--db', `sqlite:${kept.file('demo.db')}`)
    if (made.status !== 0) throw new Error(`no demo company: ${made.stderr}`)
    demo = kept.file('demo.db')
  }
  copyFileSync(demo, folder.file(name))
  return `sqlite:${folder.file(name)}`
}

const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/**
 * Starts `colonnade serve` over `db` and waits until it answers. `output()` is what it has printed; `stop()`
 * ends it and gives its exit code; `kill()` ends it as a power cut would. `options` are spawn's, and
 * `command`: what is started in place of the program.
 */
export async function startServer(db, words = [], options = {}) {
  const uploads = temporaryFolder()
  process.on('exit', uploads.remove)
  const { command = program, ...others } = options
  const child = spawn(command, ['serve', '--db', db, '--port', '0', '--uploads', uploads.path, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...others,
  })
  // A test that fails before it stops its server must not keep the runner waiting, nor the server running.
  child.unref()
  running.add(child)
  let printed = ''
  child.stdout.on('data', (data) => {
    printed += data
  })
  child.stderr.on('data', (data) => {
    printed += data
  })
  const ended = new Promise((done) =>
    child.on('exit', (code, signal) => {
      running.delete(child)
      done(code ?? signal)
    }),
  )
  const address = await new Promise((done, fail) => {
    const wait = setTimeout(() => fail(new Error(`the server does not start:\n${printed}`)), 20_000)
    child.on('exit', () => fail(new Error(`the server ended:\n${printed}`)))
    child.stdout.on('data', () => {
      const found = /Colonnade: (http:\/\/(?:localhost|127[.\d]+):\d+)/.exec(printed)
      if (!found) return
      clearTimeout(wait)
      child.stdout.unref()
      child.stderr.unref()
      done(found[1])
    })
  })
  const end = async (signal) => {
    child.ref()
    child.kill(signal)
    return ended
  }
  return {
    address,
    pid: child.pid,
    ended,
    output: () => printed,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/**
 * Someone signed in over HTTP, without a browser: `await as.get('/people')`, `await as.send('POST', '/…',
 * {…})`.
 */
export async function signIn(server, login, secret = password) {
  const origin = server.address
  const first = await fetch(`${origin}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password: secret }),
  })
  if (!first.ok) throw new Error(`${login} cannot sign in: ${first.status} ${await first.text()}`)
  const cookie = first.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const session = await first.json()
  const call = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers: {
        cookie,
        origin,
        'x-csrf-token': session.csrf_token,
        ...(body === undefined
          ? {}
          : { 'content-type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    })
    const text = await answer.text()
    const type = answer.headers.get('content-type') ?? ''
    return {
      status: answer.status,
      headers: answer.headers,
      body: type.includes('json') && text ? JSON.parse(text) : text,
    }
  }
  return {
    session,
    cookie,
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    send: call,
    upload: (path, name, text) =>
      call('POST', `${path}?file_name=${encodeURIComponent(name)}`, new Blob([text])),
  }
}

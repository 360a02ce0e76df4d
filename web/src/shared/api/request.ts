import { problemOf, unreachable } from './problem';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue | readonly string[]>;

export interface RequestOptions {
  query?: Query;
  /** Sent as JSON; a Blob is sent as it is. */
  body?: unknown;
  /** The version that was read, so that nobody's later change is overwritten. */
  version?: number | string;
  /** The same key on a repeated try makes the write happen once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** A POST that only asks: sent again, it changes nothing, so that no key is kept for it. */
  isQuestion?: boolean;
  /** Set on the second try, after the user has confirmed that it is them. */
  confirmed?: boolean;
}

let csrfToken = '';
let onSignedOut: () => void = () => {};
let confirmSelf: () => Promise<boolean> = untilAsked;
/** Those who asked before the dialog was there; it comes a moment after the page. */
const waiting = new Set<() => void>();

/** The session's token that every write carries. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** What to do when the server says that nobody is signed in. */
export function setSignedOutHandler(handler: () => void): void {
  onSignedOut = handler;
}

/** Asks for the password again, for what is too grave for an open session; false when it was not given. */
export function setConfirmHandler(handler: () => Promise<boolean>): void {
  confirmSelf = handler;
  for (const goOn of waiting) goOn();
  waiting.clear();
}

/** Waits for the dialog, some seconds at most, and then asks it. */
async function untilAsked(): Promise<boolean> {
  await new Promise<void>((goOn) => {
    waiting.add(goOn);
    setTimeout(goOn, 5000);
  });
  return confirmSelf === untilAsked ? false : confirmSelf();
}

/** A random key of 128 bits; `crypto.randomUUID` is missing on plain http, this is not. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** `/api` + path + query, without the parts that are not set. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const each of value) params.append(name, each);
    else if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  const base = path.startsWith('/api') ? path : `/api${path}`;
  return text ? `${base}${base.includes('?') ? '&' : '?'}${text}` : base;
}

/** One call of the API: JSON out, JSON in, or a ProblemError. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  let body: BodyInit | undefined;
  if (options.body instanceof Blob) body = options.body;
  else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = csrfToken;
    if (!options.isQuestion) headers['Idempotency-Key'] = options.idempotencyKey ?? newKey();
  }
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.code === 'wire.confirmation_required') {
      if (!options.confirmed && (await confirmSelf()))
        return request<T>(method, path, { ...options, confirmed: true });
      throw problem;
    }
    if (response.status === 401 && !path.startsWith('/sessions')) onSignedOut();
    throw problem;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

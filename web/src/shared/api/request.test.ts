import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from './problem';
import { apiUrl, request, setCsrfToken, setSignedOutHandler } from './request';

const answer = (status: number, body: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status });
const fetchMock = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal('fetch', fetchMock);
  fetchMock.mockReset();
});
afterEach(() => vi.unstubAllGlobals());

function sent(): { url: string; init: RequestInit; headers: Record<string, string> } {
  const [url, init = {}] = fetchMock.mock.calls[0] ?? [''];
  return { url: String(url), init, headers: init.headers as Record<string, string> };
}

describe('request', () => {
  it('writes with the session token, an idempotency key and the version read', async () => {
    setCsrfToken('token-1');
    fetchMock.mockResolvedValue(answer(200, { id: 1 }));
    await request('PATCH', '/goals/1', { body: { amount: '5.00' }, version: 17 });
    expect(sent().headers).toMatchObject({
      'X-CSRF-Token': 'token-1',
      'If-Match': '"17"',
      'Content-Type': 'application/json',
    });
    expect(sent().headers['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/);
    expect(sent().init.body).toBe('{"amount":"5.00"}');
  });

  it('reads without them', async () => {
    fetchMock.mockResolvedValue(answer(200, []));
    await request('GET', '/goals');
    expect(sent().headers['X-CSRF-Token']).toBeUndefined();
    expect(sent().headers['Idempotency-Key']).toBeUndefined();
  });

  it('turns a problem document into a problem with its places', async () => {
    fetchMock.mockResolvedValue(
      answer(422, {
        code: 'wire.money',
        detail: 'Write an amount such as 1250.00',
        path: 'amount',
        errors: [
          { path: 'amount', detail: 'Write an amount such as 1250.00' },
          { path: 'tiers[1].rate', code: 'wire.rate', detail: 'Write a rate such as 2.5%' },
        ],
      }),
    );
    const error = await request('POST', '/goals', { body: {} }).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).fields.map((each) => each.path)).toEqual(['amount', 'tiers[1].rate']);
  });

  it('says that nobody is signed in', async () => {
    const signedOut = vi.fn();
    setSignedOutHandler(signedOut);
    fetchMock.mockResolvedValue(answer(401, { code: 'session.none' }));
    await request('GET', '/home').catch(() => undefined);
    expect(signedOut).toHaveBeenCalledOnce();
  });

  it('tells a missing network from an answer', async () => {
    fetchMock.mockRejectedValue(new TypeError('failed'));
    const error = await request('GET', '/home').catch((each: unknown) => each);
    expect((error as ProblemError).code).toBe('unreachable');
  });
});

describe('apiUrl', () => {
  it('leaves out what is not set, and adds to a query that is there', () => {
    expect(apiUrl('/orders', { q: '', sort: '-amount', as_of: undefined })).toBe('/api/orders?sort=-amount');
    expect(apiUrl('/explanations?figure=attainment', { as_of: '2026-09-30' })).toBe(
      '/api/explanations?figure=attainment&as_of=2026-09-30',
    );
  });
});

import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { newQueryClient } from '../shared/api/query';
import { type Session, SessionProvider } from '../shared/api/session';
import { ExplainProvider } from '../shared/components/explain/explain-provider';
import { parseAddress, writeAddress } from '../shared/hooks/use-view';
import { wholeCatalogue } from '../shared/i18n/catalogue';
import type { Language } from '../shared/i18n/languages';
import { MessagesProvider } from '../shared/i18n/messages';

export const session: Session = {
  user_id: 1,
  login: 'mara',
  name: 'Mara Lindqvist',
  person_id: 5,
  roles: ['manager'],
  permissions: { goal_read: 'team', order_read: 'team' },
  csrf_token: 'token',
  company: { name: 'Northwind', currency: 'EUR', solo: false, today: '2026-11-22', demo: false },
};

/** Shows a part as it stands within the frame: signed in, with a language, at an address. */
export async function renderPart(
  part: ReactNode,
  options: { at?: string; language?: Language; session?: Session } = {},
) {
  const catalogue = await wholeCatalogue(options.language ?? 'en');
  const root = createRootRoute({
    component: () => (
      <ExplainProvider>
        <Outlet />
      </ExplainProvider>
    ),
  });
  const page = createRoute({ getParentRoute: () => root, path: '/', component: () => part });
  const rest = createRoute({ getParentRoute: () => root, path: '$', component: () => <p>elsewhere</p> });
  const router = createRouter({
    routeTree: root.addChildren([page, rest]),
    history: createMemoryHistory({ initialEntries: [options.at ?? '/'] }),
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
  });
  await router.load();
  const view = render(
    <MantineProvider env="test">
      <QueryClientProvider client={newQueryClient()}>
        <MessagesProvider catalogue={catalogue}>
          <SessionProvider value={options.session ?? session}>
            <RouterProvider router={router as never} />
          </SessionProvider>
        </MessagesProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...view, router };
}

/** Answers the API from a table of paths, longest match first; what is not in it is not found. */
export function answersOf(table: Record<string, unknown>): typeof fetch {
  return async (input) => {
    const path = String(input).replace('/api', '');
    const key = Object.keys(table)
      .sort((a, b) => b.length - a.length)
      .find((each) => path.startsWith(each));
    if (key === undefined) return new Response(JSON.stringify({ code: 'not_found' }), { status: 404 });
    const body = table[key];
    return new Response(JSON.stringify(typeof body === 'function' ? body(path) : body), { status: 200 });
  };
}

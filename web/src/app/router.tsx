import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  retainSearchParams,
} from '@tanstack/react-router';
import type { Page } from '../shared/feature';
import { type AddressState, lastingParameters, parseAddress, writeAddress } from '../shared/hooks/use-view';
import { cataloguesHere } from '../shared/i18n/catalogue';
import { ErrorPage } from './error-page';
import { features } from './features';
import { NotFoundPage } from './not-found-page';
import { SessionGate } from './session-gate';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
  validateSearch: (search): AddressState => search as AddressState,
  search: { middlewares: [retainSearchParams<AddressState>([...lastingParameters])] },
});

const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: SessionGate });

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-page')),
});

/** Every page but home says things that the first catalogue leaves out. */
async function loaded(page: Page) {
  if (page.path !== '/') await cataloguesHere();
  return page.load();
}

const pages = features
  .flatMap((feature) => feature.pages)
  .map((page) =>
    createRoute({
      getParentRoute: () => frame,
      path: page.path,
      component: lazyRouteComponent(() => loaded(page)),
      errorComponent: ErrorPage,
      notFoundComponent: NotFoundPage,
    }),
  );

const kit = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => frame,
        path: '/kit',
        component: lazyRouteComponent(() => import('./kit/kit-page')),
      }),
    ]
  : [];

const rest = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage });

export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([setup, frame.addChildren([...pages, ...kit, rest])]),
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
    defaultPreload: 'intent',
    scrollRestoration: false,
    defaultPendingMs: 100,
    defaultPendingMinMs: 0,
  });
}

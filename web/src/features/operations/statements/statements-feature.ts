import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/operations/statements', load: () => import('./statement-list-page') },
    { path: '/operations/statements/$person/$period', load: () => import('./statement-page') },
    { path: '/operations/pay-periods/$id/statements', load: () => import('./period-statements-page') },
  ],
};

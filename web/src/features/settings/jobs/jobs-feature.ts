import { ListChecks } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/settings/jobs', load: () => import('./job-list-page') }],
  navigation: [
    {
      section: 'settings',
      path: '/settings/jobs',
      label: 'jobs.title',
      icon: ListChecks,
      order: 40,
      permissions: ['import_read', 'metrics_read'],
    },
  ],
};

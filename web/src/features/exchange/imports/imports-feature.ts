import { Upload } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/settings/imports', load: () => import('./import-list-page') },
    { path: '/settings/imports/new', load: () => import('./new-import-page') },
    { path: '/settings/imports/$id', load: () => import('./import-page') },
  ],
  navigation: [
    {
      section: 'settings',
      path: '/settings/imports',
      label: 'imports.title',
      icon: Upload,
      order: 10,
      permissions: ['import_read'],
    },
  ],
  actions: [
    {
      id: 'import-new',
      label: 'home.import',
      path: '/settings/imports/new',
      icon: Upload,
      permissions: ['import_run'],
    },
  ],
};

import { Settings2 } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/settings/company', load: () => import('./company-page') }],
  navigation: [
    {
      section: 'settings',
      path: '/settings/company',
      label: 'company.title',
      icon: Settings2,
      order: 50,
      permissions: ['company_write'],
    },
  ],
};

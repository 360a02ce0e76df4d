import { ScrollText } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/settings/audit', load: () => import('./audit-page') }],
  navigation: [
    {
      section: 'settings',
      path: '/settings/audit',
      label: 'audit.title',
      icon: ScrollText,
      order: 30,
      permissions: ['audit_read'],
    },
  ],
};

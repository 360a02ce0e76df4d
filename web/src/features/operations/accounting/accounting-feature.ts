import { BookOpenCheck } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/operations/accounting', load: () => import('./accounting-page') }],
  navigation: [
    {
      section: 'operations',
      path: '/operations/accounting',
      label: 'accounting.title',
      icon: BookOpenCheck,
      order: 43,
      permissions: ['pay_approve'],
    },
  ],
};

import { Building2 } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/process/customers', load: () => import('./customer-list-page') },
    { path: '/process/customers/$id', load: () => import('./customer-page') },
  ],
  navigation: [
    {
      section: 'process',
      path: '/process/customers',
      label: 'customers.title',
      icon: Building2,
      order: 10,
      permissions: ['customer_read'],
    },
  ],
  actions: [
    {
      id: 'customer-new',
      label: 'customers.new',
      path: '/process/customers?new=1',
      icon: Building2,
      permissions: ['customer_write'],
    },
  ],
};

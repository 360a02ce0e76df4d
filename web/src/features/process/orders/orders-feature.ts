import { ReceiptText } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/process/orders', load: () => import('./order-list-page') },
    { path: '/process/orders/$id', load: () => import('./order-page') },
  ],
  navigation: [
    {
      section: 'process',
      path: '/process/orders',
      label: 'orders.title',
      icon: ReceiptText,
      order: 20,
      permissions: ['order_read'],
    },
  ],
};

import { Package } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/process/products', load: () => import('./product-list-page') },
    { path: '/process/products/$id', load: () => import('./product-page') },
  ],
  navigation: [
    {
      section: 'process',
      path: '/process/products',
      label: 'products.title',
      icon: Package,
      order: 30,
      permissions: ['product_read'],
    },
  ],
  actions: [
    {
      id: 'product-new',
      label: 'products.new',
      path: '/process/products?new=1',
      icon: Package,
      permissions: ['product_write'],
    },
  ],
};

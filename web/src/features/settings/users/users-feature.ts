import { Users } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/settings/users', load: () => import('./user-list-page') }],
  navigation: [
    {
      section: 'settings',
      path: '/settings/users',
      label: 'users.title',
      icon: Users,
      order: 20,
      permissions: ['user_read'],
    },
  ],
  actions: [
    {
      id: 'user-new',
      label: 'users.new',
      path: '/settings/users?new=1',
      icon: Users,
      permissions: ['user_write'],
    },
  ],
};

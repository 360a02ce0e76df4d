import { Target } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/operations/goals', load: () => import('./goal-list-page') },
    { path: '/operations/goals/$by/$subject', load: () => import('./goal-page') },
  ],
  navigation: [
    {
      section: 'operations',
      path: '/operations/goals',
      label: 'goals.title',
      icon: Target,
      order: 30,
      permissions: ['goal_read'],
    },
  ],
  actions: [
    {
      id: 'goal-new',
      label: 'goals.new',
      path: '/operations/goals?new=1',
      icon: Target,
      permissions: ['goal_write'],
    },
  ],
};

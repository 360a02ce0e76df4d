import { Banknote, FileText, MessageCircleQuestion, Scale } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/operations/pay', load: () => import('./pay-page') },
    { path: '/operations/pay/people/$id', load: () => import('./person-pay-page') },
    { path: '/operations/pay/$id', load: () => import('./payout-page') },
    { path: '/operations/pay-periods', load: () => import('./pay-period-list-page') },
    { path: '/operations/pay-periods/$id', load: () => import('./pay-period-page') },
    { path: '/operations/pay-adjustments', load: () => import('./adjustment-list-page') },
    { path: '/operations/pay-disputes', load: () => import('./dispute-list-page') },
    { path: '/operations/pay-disputes/$id', load: () => import('./dispute-page') },
    { path: '/operations/pay-values', load: () => import('./value-list-page') },
    { path: '/operations/my-plan', load: () => import('./my-plan-page') },
    { path: '/operations/plans', load: () => import('./plan-list-page') },
    { path: '/operations/plans/$id', load: () => import('./plan-page') },
  ],
  navigation: [
    {
      section: 'operations',
      path: '/operations/pay',
      label: 'frame.pay.pay',
      icon: Banknote,
      order: 40,
      permissions: ['pay_read'],
    },
    {
      section: 'operations',
      path: '/operations/plans',
      label: 'frame.pay.plans',
      icon: FileText,
      order: 41,
      permissions: ['plan_read'],
    },
    {
      section: 'operations',
      path: '/operations/pay-periods',
      label: 'frame.pay.close',
      icon: Scale,
      order: 42,
      permissions: ['pay_run', 'pay_approve'],
    },
    {
      section: 'operations',
      path: '/operations/pay-disputes',
      label: 'frame.pay.disputes',
      icon: MessageCircleQuestion,
      order: 43,
      permissions: ['pay_read'],
    },
  ],
  actions: [
    {
      id: 'plan-new',
      label: 'frame.pay.new_plan',
      path: '/operations/plans?new=1',
      icon: FileText,
      permissions: ['plan_write'],
    },
    {
      id: 'my-plan',
      label: 'frame.pay.my_plan',
      path: '/operations/my-plan',
      icon: FileText,
      permissions: ['plan_read'],
    },
  ],
};

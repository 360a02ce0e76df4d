import { Skeleton } from '@mantine/core';
import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import type { DateField as Eager } from './date-field';

const Loaded = lazy(() => import('./date-field').then((module) => ({ default: module.DateField })));

type Props = Omit<ComponentProps<typeof Eager>, 'error'> & { error?: ReactNode };

/** The date field, loaded when a form first shows one: its calendars weigh more than most pages. */
export function DateField({ error, ...props }: Props) {
  return (
    <Suspense fallback={<Skeleton height={58} />}>
      <Loaded {...props} error={typeof error === 'string' ? error : undefined} />
    </Suspense>
  );
}

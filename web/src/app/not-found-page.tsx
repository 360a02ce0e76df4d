import { Button } from '@mantine/core';
import { SearchX } from 'lucide-react';
import { AppLink } from '../shared/components/app-link';
import { EmptyState } from '../shared/components/empty-state';
import { useMessages } from '../shared/i18n/messages';

export function NotFoundPage() {
  const { t } = useMessages();
  return (
    <EmptyState
      page
      icon={SearchX}
      title={t('shared.problem.not_found')}
      text={t('shared.problem.not_found_about')}
      actions={<Button renderRoot={(props) => <AppLink to="/" {...props} />}>{t('frame.go_home')}</Button>}
    />
  );
}

import { Button } from '@mantine/core';
import { Inbox } from 'lucide-react';
import { useAnnounced } from '../../../shared/api/events';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { EmptyState } from '../../../shared/components/empty-state';
import { JobProgress } from '../../../shared/components/job-progress';
import { Card } from '../../../shared/components/page';
import { useMessages } from '../../../shared/i18n/messages';

/** What waits for those who keep the house: work that is going on, and the first steps of a new company. */
export function AdministratorHome() {
  const { t } = useMessages();
  const may = useMay();
  const { jobs } = useAnnounced();
  const people = useApi<{ items: unknown[] }>(may('import_run') ? '/people' : null, { limit: 1 });
  if (jobs.length > 0) {
    return (
      <Card title={t('frame.notifications.title')}>
        {jobs.map((job) => (
          <JobProgress key={job.id} job={job} />
        ))}
      </Card>
    );
  }
  if (!may('import_run')) {
    return (
      <Card>
        <EmptyState small icon={Inbox} title={t('home.nothing')} text={t('home.nothing_about')} />
      </Card>
    );
  }
  if (!people.data || people.data.items.length > 0) return null;
  return (
    <Card title={t('home.start')}>
      <EmptyState
        small
        title={t('home.start_about')}
        actions={
          <>
            <Button renderRoot={(props) => <AppLink to="/settings/imports/new" {...props} />}>
              {t('home.import')}
            </Button>
            {may('goal_write') && (
              <Button
                variant="default"
                renderRoot={(props) => <AppLink to="/operations/goals?new=1" {...props} />}
              >
                {t('home.set_goal')}
              </Button>
            )}
          </>
        }
      />
    </Card>
  );
}

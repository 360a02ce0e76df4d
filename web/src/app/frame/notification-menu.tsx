import { ActionIcon, Indicator, Popover, Tooltip } from '@mantine/core';
import { Bell, BellOff } from 'lucide-react';
import { useAnnounced } from '../../shared/api/events';
import { EmptyState } from '../../shared/components/empty-state';
import { JobProgress } from '../../shared/components/job-progress';
import { useMessages } from '../../shared/i18n/messages';

/** Long work that is going on or has ended, reported wherever one is. */
export function NotificationMenu() {
  const { t } = useMessages();
  const { jobs, unseen, seen } = useAnnounced();
  return (
    <Popover width={360} position="bottom-end" onOpen={seen} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('frame.notifications.title')}>
          <Indicator disabled={unseen === 0} size={8} offset={7} color="accent">
            <ActionIcon aria-label={t('frame.notifications.label', { count: unseen })}>
              <Bell size={18} strokeWidth={1.8} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('frame.notifications.title')}>
        {jobs.length === 0 ? (
          <EmptyState
            icon={BellOff}
            title={t('frame.notifications.empty')}
            text={t('frame.notifications.about')}
            small
          />
        ) : (
          jobs.map((job) => <JobProgress key={job.id} job={job} />)
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

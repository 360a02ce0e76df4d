import { Skeleton } from '@mantine/core';
import { useMessages } from '../../shared/i18n/messages';
import classes from './frame.module.css';
import side from './side-bar.module.css';

/** The frame before it is known who is there. */
export function FrameSkeleton() {
  const { t } = useMessages();
  return (
    <div className={classes.frame} aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('shared.loading')}
      </span>
      <div className={side.bar}>
        {[0, 1, 2, 3, 4, 5].map((line) => (
          <Skeleton key={line} height={16} m={12} width={`${80 - line * 6}%`} />
        ))}
      </div>
      <main className={classes.main}>
        <Skeleton height={28} width={320} m={32} mb={16} />
        <Skeleton height={180} m={32} mt={0} />
      </main>
    </div>
  );
}

import { Button } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { EmptyState } from '../shared/components/empty-state';
import { useMessages } from '../shared/i18n/messages';

/** A page that broke: the frame around it still works, and nothing typed elsewhere is lost. */
export function ErrorPage(props: { error: unknown; reset?: () => void }) {
  const { t } = useMessages();
  return (
    <div role="alert">
      <EmptyState
        page
        icon={TriangleAlert}
        title={t('frame.broken.title')}
        text={t('frame.broken.text')}
        actions={
          <>
            {props.reset && <Button onClick={props.reset}>{t('shared.retry')}</Button>}
            <Button variant="default" onClick={() => window.location.reload()}>
              {t('frame.broken.reload')}
            </Button>
          </>
        }
      />
    </div>
  );
}

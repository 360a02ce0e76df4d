import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../shared/api/request';
import { Page } from '../../../shared/components/page';
import { problemText } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';
import { DropFiles } from './drop-files';
import type { Import } from './import';
import { upload } from './upload';

/** Begins an import with the files that are dropped. */
export default function NewImportPage() {
  const messages = useMessages();
  const { t } = messages;
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const begin = async (files: File[]) => {
    setBusy(true);
    setWrong(null);
    try {
      const made = await request<Import>('POST', '/imports', { body: {} });
      await upload(made.import_id, files);
      void navigate({ to: `/settings/imports/${made.import_id}` as never });
    } catch (error) {
      setWrong(problemText(error, messages));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page
      title={t('imports.new')}
      trail={[{ label: t('imports.title'), path: '/settings/imports' }]}
      sentence={t('imports.new_about')}
    >
      <DropFiles busy={busy} wrong={wrong} onFiles={(files) => void begin(files)} />
    </Page>
  );
}

import { ActionIcon, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FileSpreadsheet, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { refresh, useWrite } from '../../../shared/api/query';
import { problemText } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';
import { DropFiles } from './drop-files';
import type { Import, ImportFile } from './import';
import classes from './imports.module.css';
import { upload } from './upload';

/** The files of an import: more may be added, any taken out. */
export function FilesStep({ one, onNext }: { one: Import; onNext: () => void }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const remove = useWrite<ImportFile>({
    path: (file) => `/imports/${one.import_id}/files/${file.file_id}`,
    method: 'DELETE',
    body: () => undefined,
    refreshes: ['/imports'],
  });
  const add = async (files: File[]) => {
    setBusy(true);
    setWrong(null);
    try {
      await upload(one.import_id, files);
    } catch (error) {
      setWrong(problemText(error, messages));
    } finally {
      setBusy(false);
      await refresh(client, ['/imports']);
    }
  };
  return (
    <>
      <ul className={classes.files}>
        {one.files.map((file) => (
          <li key={file.file_id} className={classes.file}>
            <FileSpreadsheet size={18} strokeWidth={1.6} aria-hidden />
            <span className={classes.fileName}>{file.name}</span>
            <span className={classes.fileSize}>
              {t('imports.kilobytes', { size: formats.decimal(Math.ceil(file.bytes / 1000)) })}
            </span>
            <ActionIcon
              aria-label={t('imports.remove_file', { file: file.name })}
              onClick={() => remove.mutate(file)}
            >
              <Trash2 size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <DropFiles busy={busy} wrong={wrong} onFiles={(files) => void add(files)} />
      <div>
        <Button disabled={one.files.length === 0} onClick={onNext}>
          {t('imports.to_columns')}
        </Button>
      </div>
    </>
  );
}

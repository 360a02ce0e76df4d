import { Button, Loader } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './imports.module.css';

/** Takes CSV and XLSX files, dropped or chosen. */
export function DropFiles(props: { busy: boolean; wrong: string | null; onFiles: (files: File[]) => void }) {
  const { t } = useMessages();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (list: FileList | null) => {
    if (list && list.length > 0) props.onFiles([...list]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section
      className={classes.drop}
      data-over={over || undefined}
      aria-label={t('imports.drop')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {props.busy ? <Loader size="md" /> : <FileUp size={32} strokeWidth={1.4} aria-hidden />}
      <p className={classes.dropTitle}>{props.busy ? t('imports.uploading') : t('imports.drop')}</p>
      <p className={classes.dropText}>{t('imports.drop_about')}</p>
      {props.wrong && (
        <p role="alert" className={classes.wrong}>
          {props.wrong}
        </p>
      )}
      <Button disabled={props.busy} onClick={() => input.current?.click()}>
        {t('imports.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".csv,.tsv,.txt,.xlsx"
        aria-label={t('imports.choose')}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </section>
  );
}

import { Button, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { PageSkeleton, Section } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { sourceWords } from './form-words';
import {
  type CanonicalFile,
  duplicatePolicies,
  type Import,
  type Mapping,
  type NamedMapping,
  type Preview,
} from './import';
import classes from './imports.module.css';
import { PreviewOf } from './preview-table';

interface Change {
  mapping_name?: string;
  mapping?: Mapping;
  on_duplicate?: string;
}

/** What was recognised of the files, to be looked at and corrected. */
export function ColumnsStep({ one, busy, onCheck }: { one: Import; busy: boolean; onCheck: () => void }) {
  const messages = useMessages();
  const { t } = messages;
  const preview = useApi<Preview>(`/imports/${one.import_id}/preview`, {}, { keep: true });
  const named = useApi<NamedMapping[]>('/import-mappings');
  const canonical = useApi<CanonicalFile[]>('/canonical-files');
  const set = useWrite<Change, Import>({
    path: `/imports/${one.import_id}`,
    method: 'PUT',
    refreshes: ['/imports'],
  });
  const change = (wanted: Change) =>
    set.mutate(
      { on_duplicate: one.on_duplicate, ...wanted },
      { onError: (error) => showFailed(problemText(error, messages)) },
    );
  if (preview.isPending || !canonical.data) return <PageSkeleton title={t('imports.steps.columns')} />;
  if (preview.isError) return <Problem error={preview.error} retry={() => void preview.refetch()} />;
  const { mapping, tables } = preview.data;
  const missing = tables.flatMap((each) => each.targets.flatMap((target) => target.missing));
  return (
    <>
      <div className={classes.choices}>
        <Select
          label={t('imports.mapping')}
          description={t('imports.mapping_about')}
          data={(named.data ?? []).map((each) => ({ value: each.name, label: each.title || each.name }))}
          value={one.mapping || null}
          placeholder={t('imports.recognised', { name: mapping.title || mapping.name || '–' })}
          onChange={(name) => change({ mapping_name: name ?? undefined })}
          clearable
          searchable
        />
        <div>
          <p className={classes.label}>{t('imports.duplicates')}</p>
          <SegmentedControl
            size="xs"
            aria-label={t('imports.duplicates')}
            data={duplicatePolicies.map((each) => ({ value: each, label: t(`imports.policies.${each}`) }))}
            value={one.on_duplicate}
            onChange={(policy) => change({ mapping, on_duplicate: policy })}
          />
        </div>
      </div>
      {tables.map((table) => (
        <Section key={table.source} title={table.source} about={sourceWords(table, messages)}>
          <PreviewOf
            table={table}
            mapping={mapping}
            canonical={canonical.data}
            onChange={(next) => change({ mapping: next })}
          />
        </Section>
      ))}
      <div className={classes.buttons}>
        <Button loading={busy} disabled={tables.every((each) => each.targets.length === 0)} onClick={onCheck}>
          {t('imports.check')}
        </Button>
        <SaveMapping mapping={mapping} />
        {missing.length > 0 && (
          <span className={classes.missing}>{t('imports.missing_some', { count: missing.length })}</span>
        )}
      </div>
    </>
  );
}

/** Keeps the mapping under its name, for the next file of this kind. */
function SaveMapping({ mapping }: { mapping: Mapping }) {
  const messages = useMessages();
  const { t } = messages;
  const [asked, setAsked] = useState(false);
  const save = useWrite<Mapping>({
    path: (each) => `/import-mappings/${encodeURIComponent(each.name)}`,
    method: 'PUT',
    refreshes: ['/import-mappings'],
  });
  const keep = () => {
    setAsked(true);
    const name =
      mapping.name && mapping.name !== 'canonical'
        ? mapping.name
        : `mapping-${new Date().toISOString().slice(0, 10)}`;
    save.mutate(
      { ...mapping, name, title: mapping.title || name },
      {
        onSuccess: () => showDone(t('imports.mapping_saved', { name })),
        onError: (error) => showFailed(problemText(error, messages)),
      },
    );
  };
  return (
    <Button variant="default" disabled={asked && save.isSuccess} loading={save.isPending} onClick={keep}>
      {t('imports.save_mapping')}
    </Button>
  );
}

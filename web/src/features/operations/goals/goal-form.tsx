import { Select, Switch, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useChosenPeriod, usePeriods } from '../../../shared/api/periods';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useSession } from '../../../shared/api/session';
import { type Attainment, measures } from '../../../shared/attainment/attainment';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone } from '../../../shared/components/undo-toast';
import { isDecimal } from '../../../shared/formats/decimal';
import { useView } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import { type QuotaAsk, quotaReads, type SubjectKind, subjectKinds } from './quota';

/** Sets a goal: for whom, on what, for when, how much. */
export function GoalForm(props: { opened: boolean; onClose: () => void }) {
  const { t } = useMessages();
  return (
    <SidePanel opened={props.opened} onClose={props.onClose} title={t('goals.new')}>
      <Fields onClose={props.onClose} />
    </SidePanel>
  );
}

function Fields({ onClose }: { onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const view = useView();
  const chosen = useChosenPeriod(view.period, view.asOf);
  const periods = usePeriods();
  const draft = useDraftForm<QuotaAsk>({
    id: 'goal-new',
    initial: {
      subject_kind: 'person',
      subject_id: '',
      measure: 'revenue',
      period: chosen?.key ?? '',
      amount: '',
      is_prorated: false,
      note: '',
    },
    validate: (values) => ({
      subject_id: values.subject_kind === 'company' || values.subject_id ? null : t('shared.form.required'),
      period: values.period ? null : t('shared.form.required'),
      amount: isDecimal(values.amount) ? null : t('shared.form.money'),
    }),
    submit: async (values, key) => {
      const body = {
        ...values,
        subject_id: values.subject_kind === 'company' ? 0 : Number(values.subject_id),
        note: values.note || undefined,
      };
      await request('POST', '/quotas', { body, idempotencyKey: key });
      await refresh(client, quotaReads);
    },
    onDone: () => {
      showDone(t('goals.saved'));
      onClose();
    },
  });
  const { form } = draft;
  const kind = form.values.subject_kind;
  const isMoney = form.values.measure === 'revenue' || form.values.measure === 'margin';
  return (
    <DraftForm draft={draft} submitLabel={t('goals.set')} onCancel={onClose}>
      <Select
        label={t('goals.kind')}
        data={subjectKinds.map((each) => ({ value: each, label: t(`attainment.bys.${each}`) }))}
        allowDeselect={false}
        {...form.getInputProps('subject_kind')}
        onChange={(value) => form.setValues({ subject_kind: value as SubjectKind, subject_id: '' })}
      />
      {kind !== 'company' && <SubjectField kind={kind} {...form.getInputProps('subject_id')} />}
      <Select
        label={t('attainment.measure')}
        data={measures.map((each) => ({ value: each, label: t(`attainment.measures.${each}`) }))}
        allowDeselect={false}
        {...form.getInputProps('measure')}
      />
      <Select
        label={t('frame.period.title')}
        data={periods.map((each) => ({ value: each.key, label: each.label }))}
        searchable
        {...form.getInputProps('period')}
      />
      <DecimalField
        label={t('attainment.quota')}
        unit={isMoney ? company.currency : undefined}
        {...form.getInputProps('amount')}
      />
      {kind === 'person' && (
        <Switch
          label={t('goals.prorated')}
          description={t('goals.prorated_about')}
          {...form.getInputProps('is_prorated', { type: 'checkbox' })}
        />
      )}
      <Textarea label={t('goals.note')} autosize minRows={2} {...form.getInputProps('note')} />
    </DraftForm>
  );
}

interface SubjectProps {
  kind: SubjectKind;
  value?: string;
  onChange?: (value: string | null) => void;
  error?: React.ReactNode;
}

/** Finds a person, team or territory by name, as far as one may see them. */
function SubjectField(props: SubjectProps) {
  const { t } = useMessages();
  const [search, setSearch] = useState('');
  const answer = useApi<{ items: Attainment[] }>(
    '/attainment',
    { by: props.kind, q: search, sort: 'name', limit: 50 },
    { keep: true },
  );
  return (
    <Select
      label={t('goals.subject')}
      placeholder={t('goals.find_subject')}
      searchable
      data={(answer.data?.items ?? []).map((each) => ({ value: String(each.subject_id), label: each.name }))}
      filter={({ options }) => options}
      onSearchChange={setSearch}
      nothingFoundMessage={t('shared.table.no_match')}
      value={props.value ?? null}
      onChange={props.onChange}
      error={props.error}
    />
  );
}

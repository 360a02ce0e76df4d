import { Switch, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone } from '../../../shared/components/undo-toast';
import { isDecimal } from '../../../shared/formats/decimal';
import { useMessages } from '../../../shared/i18n/messages';
import { type Quota, quotaReads } from './quota';

/** Revises a goal. The reason is asked for, and what was stays to be read. */
export function ReviseForm({ quota, onClose }: { quota: Quota; onClose: () => void }) {
  const { t } = useMessages();
  const client = useQueryClient();
  const draft = useDraftForm({
    id: `goal-${quota.quota_id}-${quota.version}`,
    initial: { amount: quota.amount.value, is_prorated: quota.is_prorated, note: '' },
    validate: (values) => ({
      amount: isDecimal(values.amount) ? null : t('shared.form.money'),
      note: values.note.trim() ? null : t('goals.reason_needed'),
    }),
    submit: async (values, key) => {
      const path = `/quotas/${quota.quota_id}`;
      await request('PATCH', path, { body: values, version: quota.version, idempotencyKey: key });
      await refresh(client, quotaReads);
    },
    onDone: () => {
      showDone(t('goals.saved'));
      onClose();
    },
  });
  return (
    <SidePanel opened onClose={onClose} title={t('goals.revise_of', { name: quota.subject_name })}>
      <DraftForm draft={draft} submitLabel={t('goals.revise')} onCancel={onClose}>
        <DecimalField
          label={t('attainment.quota')}
          unit={quota.amount.currency ?? undefined}
          {...draft.form.getInputProps('amount')}
        />
        {quota.subject_kind === 'person' && (
          <Switch
            label={t('goals.prorated')}
            description={t('goals.prorated_about')}
            {...draft.form.getInputProps('is_prorated', { type: 'checkbox' })}
          />
        )}
        <Textarea
          label={t('goals.reason')}
          description={t('goals.reason_about')}
          autosize
          minRows={2}
          {...draft.form.getInputProps('note')}
        />
      </DraftForm>
    </SidePanel>
  );
}

import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useSession } from '../../../shared/api/session';
import { DateField } from '../../../shared/components/date-field-lazy';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone } from '../../../shared/components/undo-toast';
import { isDecimal } from '../../../shared/formats/decimal';
import { useMessages } from '../../../shared/i18n/messages';
import { type PersonalValue, type ValueKind, valueKinds } from './close-desk';
import { PersonField } from './person-field';

/** Gives a person a value of their own from a day on; the one before it ends the day before. */
export function ValueForm({ former, onClose }: { former?: PersonalValue; onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const draft = useDraftForm({
    id: `pay-value-${former?.parameter_id ?? 'new'}`,
    initial: {
      person_id: former ? String(former.person_id) : '',
      name: former?.name ?? '',
      kind: (former?.kind ?? 'money') as ValueKind,
      value: '',
      valid_from: company.today,
    },
    validate: (values) => ({
      person_id: values.person_id ? null : t('shared.form.required'),
      name: values.name.trim() ? null : t('shared.form.required'),
      value: isDecimal(values.value) ? null : t('shared.form.money'),
      valid_from: values.valid_from ? null : t('shared.form.required'),
    }),
    submit: async (values, key) => {
      const body = {
        person_id: Number(values.person_id),
        name: values.name,
        kind: values.kind,
        value: values.kind === 'rate' ? `${values.value}%` : values.value,
        currency: values.kind === 'money' ? (former?.currency ?? company.currency) : undefined,
        valid_from: values.valid_from,
      };
      await request('POST', '/pay-parameters', { body, idempotencyKey: key });
      await refresh(client, ['/pay-parameters']);
    },
    onDone: () => {
      showDone(t('close_desk.value_saved'));
      onClose();
    },
  });
  const { form } = draft;
  const { kind } = form.values;
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={
        former
          ? t('close_desk.history_of', { name: former.name, person: former.person })
          : t('close_desk.set_value')
      }
    >
      <DraftForm draft={draft} submitLabel={t('close_desk.set_value')} onCancel={onClose}>
        {!former && (
          <>
            <PersonField
              label={t('close_desk.person')}
              value={form.values.person_id}
              onChange={(value) => form.setFieldValue('person_id', value)}
              error={form.errors.person_id}
            />
            <TextInput
              label={t('close_desk.value_name')}
              description={t('close_desk.value_name_about')}
              {...form.getInputProps('name')}
            />
            <Select
              label={t('close_desk.kind')}
              data={valueKinds.map((each) => ({ value: each, label: t(`close_desk.kinds.${each}`) }))}
              allowDeselect={false}
              {...form.getInputProps('kind')}
            />
          </>
        )}
        <DecimalField
          label={t('close_desk.value')}
          description={kind === 'rate' ? t('close_desk.rate_about') : undefined}
          unit={kind === 'money' ? company.currency : kind === 'rate' ? '%' : undefined}
          {...form.getInputProps('value')}
        />
        <DateField
          label={t('close_desk.from')}
          value={form.values.valid_from || null}
          onChange={(day) => form.setFieldValue('valid_from', day ?? '')}
          error={form.errors.valid_from}
        />
      </DraftForm>
    </SidePanel>
  );
}

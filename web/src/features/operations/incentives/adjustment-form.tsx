import { Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useSession } from '../../../shared/api/session';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone } from '../../../shared/components/undo-toast';
import { isDecimal } from '../../../shared/formats/decimal';
import { useMessages } from '../../../shared/i18n/messages';
import { deskReads } from './close-desk';
import classes from './close-desk.module.css';
import type { Payout } from './incentive';
import { nameOfPeriod, usePayPeriods } from './pay-periods';
import { PersonField } from './person-field';

interface Props {
  personId?: string;
  payoutId?: string;
  onClose: () => void;
}

/** Proposes an amount by hand, with its reason; another person decides on it. */
export function AdjustmentForm(props: Props) {
  const { t } = useMessages();
  const periods = usePayPeriods();
  return (
    <SidePanel opened onClose={props.onClose} title={t('close_desk.propose')}>
      {periods.pending ? null : periods.unsettled.length === 0 ? (
        <p className={classes.muted}>{t('close_desk.no_open_period')}</p>
      ) : (
        <Fields {...props} />
      )}
    </SidePanel>
  );
}

function Fields({ personId, payoutId, onClose }: Props) {
  const messages = useMessages();
  const { t, formats } = messages;
  const { company } = useSession();
  const client = useQueryClient();
  const periods = usePayPeriods();
  const draft = useDraftForm({
    id: `adjustment-new-${personId ?? ''}-${payoutId ?? ''}`,
    initial: {
      person_id: personId ?? '',
      payout_id: payoutId ?? '',
      component: '',
      amount: '',
      pay_period_id: String(periods.unsettled[0]?.pay_period_id ?? ''),
      reason: '',
    },
    validate: (values) => ({
      person_id: values.person_id ? null : t('shared.form.required'),
      component: values.component.trim() ? null : t('shared.form.required'),
      amount: isDecimal(values.amount) ? null : t('shared.form.money'),
      pay_period_id: values.pay_period_id ? null : t('shared.form.required'),
      reason: values.reason.trim() ? null : t('shared.form.required'),
    }),
    submit: async (values, key) => {
      const body = {
        pay_period_id: Number(values.pay_period_id),
        person_id: Number(values.person_id),
        payout_id: values.payout_id ? Number(values.payout_id) : undefined,
        component: values.component,
        amount: { amount: values.amount, currency: company.currency },
        reason: values.reason,
      };
      await request('POST', '/pay-adjustments', { body, idempotencyKey: key });
      await refresh(client, deskReads);
    },
    onDone: () => {
      showDone(t('close_desk.proposed'));
      onClose();
    },
  });
  const { form } = draft;
  const payouts = useApi<{ items: Payout[] }>(form.values.person_id ? '/payouts' : null, {
    person_id: form.values.person_id,
    limit: 100,
  });
  const choosePayout = (id: string | null) => {
    const chosen = payouts.data?.items.find((each) => String(each.payout_id) === id);
    form.setFieldValue('payout_id', id ?? '');
    if (chosen) form.setFieldValue('component', chosen.component);
  };
  return (
    <DraftForm draft={draft} submitLabel={t('close_desk.propose')} onCancel={onClose}>
      <PersonField
        label={t('close_desk.person')}
        value={form.values.person_id}
        onChange={(value) => form.setValues({ person_id: value, payout_id: '' })}
        error={form.errors.person_id}
      />
      <Select
        label={t('close_desk.concerns')}
        placeholder={t('close_desk.concerns_none')}
        data={(payouts.data?.items ?? []).map((each) => ({
          value: String(each.payout_id),
          label: [
            each.component,
            periods.nameOf(each.period),
            formats.money(each.due.amount, each.due.currency),
          ].join(' · '),
        }))}
        clearable
        searchable
        value={form.values.payout_id || null}
        onChange={choosePayout}
      />
      <TextInput label={t('pay.component')} {...form.getInputProps('component')} />
      <DecimalField
        label={t('close_desk.amount')}
        description={t('close_desk.amount_about')}
        unit={company.currency}
        {...form.getInputProps('amount')}
      />
      <Select
        label={t('close_desk.falls_due')}
        data={periods.unsettled.map((each) => ({
          value: String(each.pay_period_id),
          label: nameOfPeriod(each, messages),
        }))}
        allowDeselect={false}
        {...form.getInputProps('pay_period_id')}
      />
      <Textarea
        label={t('close_desk.reason')}
        description={t('close_desk.reason_about')}
        autosize
        minRows={3}
        {...form.getInputProps('reason')}
      />
    </DraftForm>
  );
}

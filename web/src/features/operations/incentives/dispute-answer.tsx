import { SegmentedControl, Select, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { showDone } from '../../../shared/components/undo-toast';
import { isDecimal } from '../../../shared/formats/decimal';
import { useMessages } from '../../../shared/i18n/messages';
import { type Dispute, deskReads } from './close-desk';
import { nameOfPeriod, usePayPeriods } from './pay-periods';

/** Answers a dispute: grants it with what makes it good, or declines it; both with words. */
export function DisputeAnswer({ dispute }: { dispute: Dispute }) {
  const messages = useMessages();
  const { t } = messages;
  const client = useQueryClient();
  const periods = usePayPeriods();
  const { currency } = dispute.due;
  const draft = useDraftForm({
    id: `dispute-answer-${dispute.dispute_id}`,
    initial: { decision: 'granted', answer: '', amount: '', pay_period_id: '' },
    validate: (values) => ({
      answer: values.answer.trim() ? null : t('shared.form.required'),
      amount: values.decision === 'declined' || isDecimal(values.amount) ? null : t('shared.form.money'),
    }),
    submit: async (values, key) => {
      const period = values.pay_period_id || periods.unsettled[0]?.pay_period_id;
      const correction = {
        amount: { amount: values.amount, currency },
        pay_period_id: period ? Number(period) : undefined,
      };
      const body = {
        decision: values.decision,
        answer: values.answer,
        ...(values.decision === 'granted' ? correction : {}),
      };
      const path = `/pay-disputes/${dispute.dispute_id}/answer`;
      await request('POST', path, { body, version: dispute.version, idempotencyKey: key });
      await refresh(client, deskReads);
    },
    onDone: () => showDone(t('close_desk.answered')),
  });
  const { form } = draft;
  const isGrant = form.values.decision === 'granted';
  return (
    <DraftForm draft={draft} submitLabel={t('close_desk.answer_send')}>
      <SegmentedControl
        aria-label={t('close_desk.outcome')}
        data={[
          { value: 'granted', label: t('close_desk.grant') },
          { value: 'declined', label: t('close_desk.decline') },
        ]}
        {...form.getInputProps('decision')}
      />
      <Textarea
        label={t('close_desk.answer')}
        description={t('close_desk.answer_about')}
        autosize
        minRows={3}
        {...form.getInputProps('answer')}
      />
      {isGrant && (
        <>
          <DecimalField
            label={t('close_desk.correction')}
            description={t('close_desk.correction_about', { component: dispute.component })}
            unit={currency}
            {...form.getInputProps('amount')}
          />
          <Select
            label={t('close_desk.falls_due')}
            data={periods.unsettled.map((each) => ({
              value: String(each.pay_period_id),
              label: nameOfPeriod(each, messages),
            }))}
            allowDeselect={false}
            error={
              periods.pending || periods.unsettled.length > 0 ? undefined : t('close_desk.no_open_period')
            }
            value={form.values.pay_period_id || String(periods.unsettled[0]?.pay_period_id ?? '')}
            onChange={(value) => form.setFieldValue('pay_period_id', value ?? '')}
          />
        </>
      )}
    </DraftForm>
  );
}

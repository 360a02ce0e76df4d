import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import { periodLabel } from '../../../shared/api/periods';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useMay, useSession } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { FigureValue } from '../../../shared/components/figure-value';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone } from '../../../shared/components/undo-toast';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { MoneyAmount, Payout, PayoutLine } from './incentive';
import { PayChanges } from './pay-changes';

/** Payouts that no component of the plan makes. */
const besideComponents = new Set(['draw', 'recovery', 'guarantee', 'limit']);

/** One component of one person in one period, down to the order lines; its payee may ask about it. */
export default function PayoutPage() {
  const messages = useMessages();
  const { t, formats } = messages;
  const { id } = useParams({ strict: false }) as { id: string };
  const session = useSession();
  const mayDispute = useMay()('pay_dispute');
  const [asking, setAsking] = useState(false);
  const answer = useApi<Payout>(`/payouts/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('frame.pay.pay')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const payout = answer.data;
  const money = (amount: MoneyAmount) => formats.money(amount.amount, amount.currency);
  return (
    <Page
      title={`${payout.component} · ${payout.person}`}
      trail={[{ label: t('frame.pay.pay'), path: '/operations/pay' }]}
      sentence={t('pay.sentence', { due: money(payout.due), credited: money(payout.credited) })}
      actions={
        mayDispute &&
        session.person_id === payout.person_id && (
          <Button
            variant="default"
            leftSection={<MessageCircleQuestion size={15} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('pay.dispute')}
          </Button>
        )
      }
    >
      <RecordLayout
        side={
          <Card title={t('orders.facts')}>
            <Facts
              facts={[
                [t('pay.plan'), payout.plan],
                [
                  t('frame.period.title'),
                  periodLabel(
                    { key: payout.period, from: payout.period_from, to: payout.period_to },
                    messages,
                  ),
                ],
                [t('pay.credited'), explained(payout, 'credited', t('pay.credited'))],
                [t('pay.earned'), explained(payout, 'earned', t('pay.earned'))],
                [t('pay.held'), money(payout.held)],
                [t('pay.drawn'), money(payout.drawn)],
                [t('pay.clawed_back'), money(payout.clawed_back)],
                [t('pay.due'), money(payout.due)],
              ]}
            />
          </Card>
        }
      >
        <Section title={t('pay.lines')} about={t('pay.lines_about')}>
          <DataTable<PayoutLine>
            id="payout-lines"
            label={t('pay.lines')}
            columns={lineColumns(messages)}
            path={`/payouts/${id}/lines`}
            rowId={(row) => row.place}
            empty={<p style={{ margin: 0, color: 'var(--muted)' }}>{t('pay.no_lines')}</p>}
          />
        </Section>
        <PayChanges personId={payout.person_id} period={payout.period} />
      </RecordLayout>
      {asking && <DisputeForm payout={payout} onClose={() => setAsking(false)} />}
    </Page>
  );
}

/** A figure that opens to the plan's formula and its order lines. */
function explained(payout: Payout, figure: 'credited' | 'earned', label: string) {
  const { amount, currency } = payout[figure];
  const { person_id: person, payout_id: id } = payout;
  const explain = `/people/${person}/pay-explanation?payout_id=${id}&figure=${figure}`;
  const opens = !besideComponents.has(payout.component);
  return (
    <FigureValue
      figure={{ value: amount, unit: 'money', currency, explain: opens ? explain : undefined }}
      label={label}
    />
  );
}

function lineColumns({ t, formats }: Messages): Column<PayoutLine>[] {
  return [
    {
      key: 'order',
      header: t('orders.number'),
      value: (row) => row.order,
      cell: (row) => <AppLink to={`/process/orders/${row.order_id}`}>{row.order}</AppLink>,
      phone: true,
    },
    { key: 'booked_on', header: t('orders.booked_on'), kind: 'date', value: (row) => row.booked_on },
    { key: 'share', header: t('pay.share'), value: (row) => formats.share(row.share) },
    {
      key: 'credited',
      header: t('pay.credited'),
      kind: 'amount',
      value: (row) => moneyFigure(row.credited),
      phone: true,
    },
  ];
}

function DisputeForm({ payout, onClose }: { payout: Payout; onClose: () => void }) {
  const { t } = useMessages();
  const client = useQueryClient();
  const draft = useDraftForm({
    id: `dispute-${payout.payout_id}`,
    initial: { question: '' },
    validate: (values) => ({ question: values.question.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      const path = `/payouts/${payout.payout_id}/disputes`;
      await request('POST', path, { body: values, idempotencyKey: key });
      await refresh(client, ['/pay-disputes']);
    },
    onDone: () => {
      showDone(t('pay.disputed'));
      onClose();
    },
  });
  return (
    <SidePanel opened onClose={onClose} title={t('pay.dispute')}>
      <DraftForm draft={draft} submitLabel={t('pay.dispute_send')} onCancel={onClose}>
        <Textarea
          label={t('pay.question')}
          description={t('pay.question_about')}
          autosize
          minRows={3}
          {...draft.form.getInputProps('question')}
        />
      </DraftForm>
    </SidePanel>
  );
}

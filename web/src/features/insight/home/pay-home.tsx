import { Button, Skeleton } from '@mantine/core';
import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { AppLink } from '../../../shared/components/app-link';
import { FigureValue } from '../../../shared/components/figure-value';
import { Card, Cards, Section } from '../../../shared/components/page';
import type { Figure } from '../../../shared/formats/formats';
import { useView } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';

interface PayEstimate {
  period: string;
  period_from: string;
  period_to?: string | null;
  now: { earned: Figure; parts: unknown[] };
  usual: { order_id?: number | null; amount: { amount: string; currency: string }; adds: Figure };
  settled: { due: Figure; paid: Figure };
}

/** What one has earned so far, what is due and paid; nothing for who is on no plan. */
export default function PayHome({ personId }: { personId: number }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const { period } = useView();
  const answer = useApi<PayEstimate>(`/people/${personId}/pay-estimate`, { period }, { keep: true });
  if (answer.isPending) return <Skeleton height={150} />;
  if (!answer.data || answer.data.now.parts.length === 0) return null;
  const { now, usual, settled, ...pay } = answer.data;
  const name = periodLabel({ key: pay.period, from: pay.period_from, to: pay.period_to }, messages);
  return (
    <Section
      title={t('my_pay.mine')}
      about={
        usual.order_id
          ? t('my_pay.usual_adds', {
              amount: formats.money(usual.amount.amount, usual.amount.currency),
              adds: formats.figure(usual.adds),
            })
          : undefined
      }
      actions={
        <Button variant="default" renderRoot={(more) => <AppLink to="/operations/pay" {...more} />}>
          {t('my_pay.open')}
        </Button>
      }
    >
      <Cards columns={3}>
        <Card title={t('my_pay.earned_in', { period: name })}>
          <FigureValue figure={now.earned} label={t('my_pay.mine')} headline />
        </Card>
        <Card title={t('my_pay.due')}>
          <FigureValue figure={settled.due} label={t('my_pay.due')} headline />
        </Card>
        <Card title={t('my_pay.paid')}>
          <FigureValue figure={settled.paid} label={t('my_pay.paid')} headline />
        </Card>
      </Cards>
    </Section>
  );
}

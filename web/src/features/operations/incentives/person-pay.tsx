import { Button } from '@mantine/core';
import { Banknote } from 'lucide-react';
import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { AppLink } from '../../../shared/components/app-link';
import { DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { FigureValue } from '../../../shared/components/figure-value';
import { Card, Cards, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useAddress } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type Payout, payoutPath } from './incentive';
import { isZero, type PayEstimate } from './my-pay';
import { PayChanges } from './pay-changes';
import { PayGoalCard } from './pay-goal-card';
import { PayParts } from './pay-parts';
import { PayWhatIf } from './pay-what-if';
import { payoutColumns } from './payout-columns';
import classes from './person-pay.module.css';

/** What somebody earned, holds and is paid; where they stand on each curve, and what more would bring. */
export function PersonPay({ personId, isSelf }: { personId: number; isSelf: boolean }) {
  const messages = useMessages();
  const { t } = messages;
  const [address] = useAddress();
  const title = t(isSelf ? 'my_pay.mine' : 'frame.pay.pay');
  const query = { period: address.period };
  const answer = useApi<PayEstimate>(`/people/${personId}/pay-estimate`, query, { keep: true });
  if (answer.isPending) return <PageSkeleton title={title} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const pay = answer.data;
  const hasPlan = pay.now.parts.length > 0;
  return (
    <Page
      title={isSelf ? title : pay.person}
      trail={isSelf ? undefined : [{ label: t('frame.pay.pay'), path: '/operations/pay' }]}
      sentence={hasPlan ? sentenceOf(pay, isSelf, messages) : undefined}
      actions={
        <Button
          variant="default"
          renderRoot={(more) => <AppLink to={`/operations/statements?person=${personId}`} {...more} />}
        >
          {t('statement.list_title')}
        </Button>
      }
    >
      {hasPlan ? (
        <>
          <Headline pay={pay} />
          <PayParts pay={pay} />
          <div className={classes.ask}>
            <PayWhatIf pay={pay} />
            <PayGoalCard pay={pay} isSelf={isSelf} />
          </div>
          <PayChanges personId={personId} period={pay.period} />
        </>
      ) : (
        <EmptyState icon={Banknote} title={t('my_pay.no_plan')} text={t('my_pay.no_plan_about')} />
      )}
      <Section title={t('my_pay.history')} about={t('my_pay.history_about')}>
        <DataTable<Payout>
          id="my-payouts"
          label={t('my_pay.history')}
          columns={payoutColumns(messages, 'one')}
          path="/payouts"
          query={{ person_id: personId }}
          rowId={(row) => row.payout_id}
          rowPath={(row) => payoutPath(row.payout_id)}
          empty={<EmptyState small title={t('pay.empty')} text={t('pay.empty_about')} />}
        />
      </Section>
    </Page>
  );
}

const periodOf = (pay: PayEstimate, messages: Messages) =>
  periodLabel({ key: pay.period, from: pay.period_from, to: pay.period_to }, messages);

function sentenceOf(pay: PayEstimate, isSelf: boolean, messages: Messages): string {
  const { t, formats } = messages;
  const args = {
    name: pay.person,
    earned: formats.figure(pay.now.earned),
    due: formats.figure(pay.now.due),
    period: periodOf(pay, messages),
  };
  const whose = isSelf ? 'you' : 'person';
  const same = pay.now.earned.value === pay.now.due.value;
  return t(same ? `my_pay.sentence.${whose}` : `my_pay.sentence.${whose}_held`, args);
}

function Headline({ pay }: { pay: PayEstimate }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const next = pay.next_pay;
  const held = pay.now.parts.some((part) => !isZero(part.held));
  return (
    <Cards columns={4}>
      <Card title={t('my_pay.earned_in', { period: periodOf(pay, messages) })}>
        <div>
          <FigureValue figure={pay.now.earned} label={t('pay.earned')} headline />
          <p className={classes.note}>
            {pay.usual.order_id
              ? t('my_pay.usual_adds', {
                  amount: formats.money(pay.usual.amount.amount, pay.usual.amount.currency),
                  adds: formats.figure(pay.usual.adds),
                })
              : t('my_pay.usual_none')}
          </p>
        </div>
      </Card>
      <Card title={t('pay.held')}>
        <div>
          <FigureValue figure={pay.settled.held} label={t('pay.held')} headline />
          <p className={classes.note}>{t(held ? 'my_pay.held_about' : 'my_pay.held_none')}</p>
        </div>
      </Card>
      <Card title={t('my_pay.due')}>
        <div>
          <FigureValue figure={pay.settled.due} label={t('my_pay.due')} headline />
          <p className={classes.note}>
            {next
              ? t('my_pay.next_pay', {
                  period: periodLabel(
                    { key: next.period, from: next.valid_from, to: next.valid_to },
                    messages,
                  ),
                  state: t(`pay.states.${next.state}`),
                })
              : t('my_pay.next_none')}
          </p>
        </div>
      </Card>
      <Card title={t('my_pay.paid')}>
        <div>
          <FigureValue figure={pay.settled.paid} label={t('my_pay.paid')} headline />
          <p className={classes.note}>{t('my_pay.paid_about')}</p>
        </div>
      </Card>
    </Cards>
  );
}

import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useApi, useWrite } from '../../../shared/api/query';
import { useMay, useSession } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { adjustmentsPath, type Dispute, deskReads, disputesPath } from './close-desk';
import classes from './close-desk.module.css';
import { AdjustmentTag, DisputeTag } from './desk-tags';
import { DisputeAnswer } from './dispute-answer';
import { payoutPath } from './incentive';
import { usePayPeriods } from './pay-periods';

/** One dispute: the question, the payout and line it is about, and the answer or where it is given. */
export default function DisputePage() {
  const { t } = useMessages();
  const session = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<Dispute>(`/pay-disputes/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('close_desk.tabs.disputes')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const dispute = answer.data;
  const isOwn = session.person_id === dispute.person_id;
  return (
    <Page
      title={t('close_desk.dispute_of', { component: dispute.component, person: dispute.person })}
      trail={[{ label: t('close_desk.tabs.disputes'), path: disputesPath }]}
      mark={<DisputeTag dispute={dispute} />}
      sentence={dispute.state === 'open' && <Sentence dispute={dispute} isOwn={isOwn} />}
      actions={isOwn && dispute.state === 'open' && <Withdraw dispute={dispute} />}
    >
      <RecordLayout side={<About dispute={dispute} />}>
        <Section title={t('close_desk.question')}>
          <p className={classes.prose} dir="auto">
            {dispute.question}
          </p>
        </Section>
        <AnswerPart dispute={dispute} isOwn={isOwn} />
      </RecordLayout>
    </Page>
  );
}

function Sentence({ dispute, isOwn }: { dispute: Dispute; isOwn: boolean }) {
  const { t, formats } = useMessages();
  const date = formats.date(dispute.answer_due, 'long');
  return t(isOwn ? 'close_desk.waits_for_answer' : 'close_desk.operations_answer', { date });
}

function Withdraw({ dispute }: { dispute: Dispute }) {
  const messages = useMessages();
  const { t } = messages;
  const withdraw = useWrite<void>({
    path: `/pay-disputes/${dispute.dispute_id}/withdrawal`,
    body: () => undefined,
    version: () => dispute.version,
    refreshes: deskReads,
  });
  return (
    <Button
      variant="default"
      loading={withdraw.isPending}
      onClick={() =>
        withdraw.mutate(undefined, {
          onSuccess: () => showDone(t('close_desk.withdrawn')),
          onError: (error) => showFailed(problemText(error, messages)),
        })
      }
    >
      {t('close_desk.withdraw')}
    </Button>
  );
}

function About({ dispute }: { dispute: Dispute }) {
  const { t, formats } = useMessages();
  const { nameOf } = usePayPeriods();
  const credited = dispute.line_credited;
  return (
    <Card title={t('close_desk.about_payout')}>
      <Facts
        facts={[
          [t('close_desk.person'), dispute.person],
          [
            t('close_desk.payout'),
            <AppLink key="payout" to={payoutPath(dispute.payout_id)}>
              {dispute.component}
            </AppLink>,
          ],
          [t('frame.period.title'), nameOf(dispute.period)],
          [t('pay.due'), formats.money(dispute.due.amount, dispute.due.currency)],
          [
            t('close_desk.line'),
            dispute.order_id && credited ? (
              <AppLink key="order" to={`/process/orders/${dispute.order_id}`}>
                {t('close_desk.line_of', {
                  order: dispute.order,
                  credited: formats.money(credited.amount, credited.currency),
                })}
              </AppLink>
            ) : (
              t('close_desk.whole_payout')
            ),
          ],
          [t('close_desk.asked_on'), formats.time(dispute.raised_at)],
        ]}
      />
    </Card>
  );
}

function AnswerPart({ dispute, isOwn }: { dispute: Dispute; isOwn: boolean }) {
  const { t, formats } = useMessages();
  const { nameOf } = usePayPeriods();
  const mayAnswer = useMay()('pay_run');
  const { company } = useSession();
  if (dispute.state === 'withdrawn') return null;
  if (dispute.state === 'open') {
    if (!mayAnswer) return null;
    return (
      <Section title={t('close_desk.answer')}>
        {isOwn && !company.solo ? (
          <p className={classes.muted}>{t('close_desk.own_dispute')}</p>
        ) : (
          <DisputeAnswer dispute={dispute} />
        )}
      </Section>
    );
  }
  const amount = dispute.adjustment_amount;
  return (
    <Section title={t('close_desk.answer')}>
      <div className={classes.stack}>
        <p className={classes.prose} dir="auto">
          {dispute.answer}
        </p>
        {dispute.answered_at && (
          <p className={classes.muted}>
            {t('close_desk.answered_by', {
              name: dispute.answerer,
              time: formats.time(dispute.answered_at),
            })}
          </p>
        )}
        {amount && dispute.adjustment_state && (
          <p className={classes.prose}>
            <AppLink to={adjustmentsPath}>
              {t('close_desk.made_good', {
                amount: formats.money(amount.amount, amount.currency),
                period: nameOf(dispute.adjustment_period),
              })}
            </AppLink>{' '}
            <AdjustmentTag state={dispute.adjustment_state} />
          </p>
        )}
      </div>
    </Section>
  );
}

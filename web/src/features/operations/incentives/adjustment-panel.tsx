import { Alert, Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWrite } from '../../../shared/api/query';
import { useMay, useSession } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { Facts } from '../../../shared/components/page';
import { problemText } from '../../../shared/components/problem';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { type Adjustment, deskReads, disputePath } from './close-desk';
import classes from './close-desk.module.css';
import { AdjustmentTag } from './desk-tags';
import { payoutPath } from './incentive';
import { usePayPeriods } from './pay-periods';

/** One adjustment: what, why and by whom; and, for those who may, the decision. */
export function AdjustmentPanel({ adjustment, onClose }: { adjustment: Adjustment; onClose: () => void }) {
  const { t, formats } = useMessages();
  const { nameOf } = usePayPeriods();
  const { amount } = adjustment;
  return (
    <SidePanel opened onClose={onClose} title={t('close_desk.adjustment')}>
      <div className={classes.stack}>
        <Facts
          facts={[
            [t('close_desk.person'), adjustment.person],
            [t('close_desk.amount'), formats.money(amount.amount, amount.currency)],
            [t('pay.component'), adjustment.component],
            [t('close_desk.falls_due'), nameOf(adjustment.period)],
            [
              t('close_desk.concerns'),
              adjustment.dispute_id ? (
                <AppLink key="dispute" to={disputePath(adjustment.dispute_id)}>
                  {t('close_desk.from_dispute')}
                </AppLink>
              ) : (
                adjustment.payout_id && (
                  <AppLink key="payout" to={payoutPath(adjustment.payout_id)}>
                    {adjustment.component}
                  </AppLink>
                )
              ),
            ],
            [t('pay.state'), <AdjustmentTag key="state" state={adjustment.state} />],
            [t('close_desk.author'), adjustment.author],
            [t('close_desk.decider'), adjustment.decider],
            [t('pay.at'), adjustment.decided_at && formats.time(adjustment.decided_at)],
            [t('close_desk.decision_note'), adjustment.note],
          ]}
        />
        <p className={classes.prose} dir="auto">
          {adjustment.reason}
        </p>
        {adjustment.state === 'proposed' && <Decision adjustment={adjustment} onDone={onClose} />}
      </div>
    </SidePanel>
  );
}

function Decision({ adjustment, onDone }: { adjustment: Adjustment; onDone: () => void }) {
  const messages = useMessages();
  const { t } = messages;
  const session = useSession();
  const may = useMay()('pay_approve');
  const { unsettled, pending } = usePayPeriods();
  const [note, setNote] = useState('');
  const decide = useWrite<'approved' | 'refused'>({
    path: `/pay-adjustments/${adjustment.adjustment_id}/decision`,
    body: (decision) => ({ decision, note: note.trim() || undefined }),
    version: () => adjustment.version,
    refreshes: deskReads,
  });
  const run = (decision: 'approved' | 'refused') =>
    decide.mutate(decision, {
      onSuccess: () => {
        showDone(t(`close_desk.adjustment_${decision}`));
        onDone();
      },
    });
  const isSettled = !pending && !unsettled.some((each) => each.pay_period_id === adjustment.pay_period_id);
  if (isSettled) return <p className={classes.muted}>{t('close_desk.settled_already')}</p>;
  const alone = session.company.solo;
  const isAuthor = !alone && adjustment.author_id === session.user_id;
  const isPayee = !alone && adjustment.person_id === session.person_id;
  const who = t('close_desk.who_decides', { author: adjustment.author, person: adjustment.person });
  if (!may) return <p className={classes.muted}>{isPayee ? t('close_desk.you_are_paid') : who}</p>;
  return (
    <>
      <p className={classes.muted}>
        {isPayee ? t('close_desk.you_are_paid') : isAuthor ? t('close_desk.you_proposed') : who}
      </p>
      <Textarea
        label={t('close_desk.decision_note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {decide.error && (
        <Alert color="red" variant="light" role="alert">
          {problemText(decide.error, messages)}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button loading={decide.isPending} onClick={() => run('approved')}>
          {t('close_desk.approve')}
        </Button>
        <Button variant="default" loading={decide.isPending} onClick={() => run('refused')}>
          {t('close_desk.refuse')}
        </Button>
      </div>
    </>
  );
}

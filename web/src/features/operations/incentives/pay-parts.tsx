import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useApi } from '../../../shared/api/query';
import { FigureValue } from '../../../shared/components/figure-value';
import { Card, Cards } from '../../../shared/components/page';
import type { Figure } from '../../../shared/formats/formats';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { isZero, type PayCurveAnswer, type PayEstimate, type PayPart } from './my-pay';
import classes from './person-pay.module.css';

const PayCurve = lazy(() =>
  import('../../../shared/pay-curve/pay-curve').then((module) => ({ default: module.PayCurve })),
);

/** Each component: what it pays, the tier that holds, the curve with "you are here". */
export function PayParts({ pay }: { pay: PayEstimate }) {
  const { t } = useMessages();
  const curves = useApi<PayCurveAnswer[]>(
    `/people/${pay.person_id}/pay-curve`,
    { period: pay.period },
    { keep: true },
  );
  return (
    <>
      <Cards columns={2}>
        {pay.now.parts.map((part) => (
          <Part
            key={`${part.version_id}-${part.place}`}
            part={part}
            curve={curves.data?.find(
              (each) => each.version_id === part.version_id && each.place === part.place,
            )}
            isWaiting={curves.isPending}
          />
        ))}
      </Cards>
      {pay.now.extras.length > 0 && (
        <Card title={t('my_pay.extras')}>
          <dl className={classes.facts}>
            {pay.now.extras.map((extra) => (
              <Fact
                key={extra.kind + extra.amount.value}
                name={t(`my_pay.extra.${extra.kind}`)}
                figure={extra.amount}
              />
            ))}
          </dl>
        </Card>
      )}
    </>
  );
}

function Part(props: { part: PayPart; curve: PayCurveAnswer | undefined; isWaiting: boolean }) {
  const messages = useMessages();
  const { t } = messages;
  const { part, curve } = props;
  return (
    <Card>
      <div className={classes.partHead}>
        <h2 className={classes.partName}>{part.component}</h2>
        <span className={classes.amount}>
          <FigureValue figure={part.earned} label={`${t('pay.earned')}, ${part.component}`} />
        </span>
      </div>
      <dl className={classes.facts}>
        <Fact name={t('pay.credited')} figure={part.credited} />
        {part.attainment && <Fact name={t('attainment.attainment')} figure={part.attainment} />}
        {part.quota && <Fact name={t('attainment.quota')} figure={part.quota} />}
        {!isZero(part.held) && <Fact name={t('pay.held')} figure={part.held} />}
        {!isZero(part.taken_back) && <Fact name={t('pay.clawed_back')} figure={part.taken_back} />}
      </dl>
      {part.lack ? (
        <p className={classes.tier}>{t('my_pay.lacks', { lack: t(`pay.exceptions.${part.lack}`) })}</p>
      ) : (
        part.tier && <p className={classes.tier}>{tierSentence(part, messages)}</p>
      )}
      {curve ? (
        <Suspense fallback={<Skeleton height={220} />}>
          <PayCurve
            label={t('my_pay.curve_of', { component: part.component })}
            points={curve.points}
            here={curve.here}
            breakpoints={curve.breakpoints}
            unit={curve.unit}
            currency={curve.currency}
          />
        </Suspense>
      ) : (
        props.isWaiting && <Skeleton height={220} />
      )}
    </Card>
  );
}

function Fact({ name, figure }: { name: string; figure: Figure }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <FigureValue figure={figure} label={name} />
      </dd>
    </div>
  );
}

/** "2.5% now; 4% from 100%: €24,019.11 to go." */
function tierSentence(part: PayPart, { t, formats }: Messages): string {
  const tier = part.tier;
  if (!tier) return '';
  const short = (figure: Figure) =>
    figure.unit === 'percent' ? formats.percent(figure.value, 4) : formats.figure(figure);
  const now = short(tier.value);
  if (!tier.next_at || !tier.next_value) return t('my_pay.tier_last', { now });
  const args = { now, next: short(tier.next_value), at: short(tier.next_at) };
  return tier.to_go
    ? t('my_pay.tier_to_go', { ...args, left: formats.money(tier.to_go.amount, tier.to_go.currency) })
    : t('my_pay.tier', args);
}

import { Loader, Select } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { Chart } from '../../../../shared/components/chart/chart';
import { Card, Cards, Section } from '../../../../shared/components/page';
import { useMessages } from '../../../../shared/i18n/messages';
import { PayCurve } from '../../../../shared/pay-curve/pay-curve';
import type { MoneyAmount } from '../incentive';
import {
  type CostCurve,
  type CostRange,
  costRanges,
  lastDay,
  numberOf,
  type PlanCost,
  type PlanCosts,
} from './plan-cost';
import { changeBars, costColumns } from './plan-cost-charts';
import classes from './plan-cost-panel.module.css';
import { PlanPeople } from './plan-people';

/**
 * What the draft at hand would have paid, held against another version; the last figures stay while new ones
 * come.
 */
export function PlanCostPanel(props: {
  costs: PlanCosts;
  cost: PlanCost;
  isWorking: boolean;
  isOutdated: boolean;
  range: CostRange;
  onRange: (range: CostRange) => void;
  against: string;
  onAgainst: (version: string) => void;
  versions: { value: string; label: string }[];
}) {
  const { t } = useMessages();
  const { costs, cost } = props;
  const name = props.versions.find((each) => each.value === props.against)?.label ?? '';
  return (
    <Section
      title={t('plan_studio.cost')}
      about={t('plan_studio.cost_about')}
      actions={
        <div className={classes.choices}>
          {props.isWorking && <Loader size={14} aria-label={t('shared.loading')} />}
          <Select
            size="xs"
            aria-label={t('plan_studio.range')}
            allowDeselect={false}
            data={costRanges.map((value) => ({ value, label: t(`plan_studio.ranges.${value}`) }))}
            value={props.range}
            onChange={(value) => value && props.onRange(value as CostRange)}
          />
          <Select
            size="xs"
            aria-label={t('plan_studio.against')}
            allowDeselect={false}
            data={[...props.versions, { value: '', label: t('plan_studio.against_nothing') }]}
            value={props.against}
            onChange={(value) => props.onAgainst(value ?? '')}
          />
        </div>
      }
    >
      <div className={classes.panel} data-outdated={props.isOutdated || undefined} data-testid="plan-cost">
        <Headline costs={costs} cost={cost} />
        <CostCards cost={cost} before={costs.baseline ?? null} />
        <Lacks cost={cost} />
        <Pictures cost={cost} before={costs.baseline ?? null} name={name} />
        <Curves curves={cost.curves} before={costs.baseline?.curves ?? []} currency={cost.pay.currency} />
        <PlanPeople people={cost.people} payees={cost.payees} name={name} />
      </div>
    </Section>
  );
}

function useMoney() {
  const { formats } = useMessages();
  return (amount: MoneyAmount) => formats.wholeMoney(amount.amount, amount.currency);
}

function Headline({ costs, cost }: { costs: PlanCosts; cost: PlanCost }) {
  const { t, formats } = useMessages();
  const money = useMoney();
  const days = formats.range(costs.from, lastDay(costs.to));
  const { change } = cost;
  const base = costs.baseline ? numberOf(costs.baseline.pay) : 0;
  const share = change && base !== 0 ? Math.abs(numberOf(change.pay)) / Math.abs(base) : 0;
  const args = {
    days,
    pay: money(cost.pay),
    change: change ? money({ ...change.pay, amount: change.pay.amount.replace('-', '') }) : '',
    share: formats.percent(String(Math.round(share * 1000) / 10)),
  };
  const direction = !change
    ? 'alone'
    : numberOf(change.pay) > 0
      ? 'more'
      : numberOf(change.pay) < 0
        ? 'less'
        : 'same';
  return (
    <p className={classes.headline} aria-live="polite">
      {cost.payees === 0 ? t('plan_studio.nobody') : t(`plan_studio.headline.${direction}`, args)}
    </p>
  );
}

function Figure(props: { title: string; value: string; about?: string; tone?: 'up' | 'down' }) {
  return (
    <Card title={props.title}>
      <strong className={classes.figure}>{props.value}</strong>
      {props.about && (
        <span className={classes.about} data-tone={props.tone}>
          {props.about}
        </span>
      )}
    </Card>
  );
}

function CostCards({ cost, before }: { cost: PlanCost; before: PlanCost | null }) {
  const { t, formats } = useMessages();
  const money = useMoney();
  const { change, next_year: year } = cost;
  const rate = (text: string | null | undefined) =>
    text ? formats.percent(String(Math.round(Number(text) * 100_00) / 100), 2) : '–';
  const share = (part: number, whole: number) =>
    whole === 0 ? '–' : formats.percent(String(Math.round((1000 * part) / whole) / 10));
  return (
    <div className={classes.cards}>
      <Figure
        title={t('plan_studio.total')}
        value={money(cost.pay)}
        about={change ? t('plan_studio.total_before', { pay: money((before as PlanCost).pay) }) : undefined}
      />
      <Figure
        title={t('plan_studio.who')}
        value={
          change
            ? t('plan_studio.gain_lose', { gainers: change.gainers, losers: change.losers })
            : t('plan_studio.payees', { count: cost.payees })
        }
        about={
          change
            ? t('plan_studio.gained_lost', {
                gained: money(change.gained),
                lost: money(change.lost),
                unchanged: change.unchanged,
              })
            : undefined
        }
      />
      <Figure
        title={t('plan_studio.effective_rate')}
        value={rate(cost.effective_rate)}
        about={
          before
            ? t('plan_studio.rate_before', { rate: rate(before.effective_rate) })
            : t('plan_studio.of_credit', { credit: money(cost.credit) })
        }
      />
      <Figure
        title={t('plan_studio.above_target')}
        value={share(cost.above_target, cost.with_quota)}
        about={
          cost.with_quota === 0
            ? t('plan_studio.no_quota')
            : cost.with_target_pay > 0
              ? t('plan_studio.above_target_pay', {
                  share: share(cost.above_target_pay, cost.with_target_pay),
                })
              : t('plan_studio.of_people', { part: cost.above_target, whole: cost.with_quota })
        }
      />
      {year && (
        <Card title={t('plan_studio.next_year')}>
          <Spread low={year.p10} middle={year.p50} high={year.p90} />
          <span className={classes.about}>
            {t(year.by_season ? 'plan_studio.futures_by_season' : 'plan_studio.futures', {
              futures: year.futures,
              periods: year.periods,
            })}
          </span>
        </Card>
      )}
    </div>
  );
}

/** P10, P50 and P90 as a line with its middle marked. */
function Spread({ low, middle, high }: { low: MoneyAmount; middle: MoneyAmount; high: MoneyAmount }) {
  const { t } = useMessages();
  const money = useMoney();
  const width = numberOf(high) - numberOf(low);
  const at = width > 0 ? (100 * (numberOf(middle) - numberOf(low))) / width : 50;
  return (
    <div>
      <strong className={classes.figure}>{money(middle)}</strong>
      <div className={classes.spread} aria-hidden>
        <span style={{ insetInlineStart: `${at}%` }} />
      </div>
      <div className={classes.ends}>
        <span>{t('plan_studio.p10', { pay: money(low) })}</span>
        <span>{t('plan_studio.p90', { pay: money(high) })}</span>
      </div>
    </div>
  );
}

function Lacks({ cost }: { cost: PlanCost }) {
  const { t } = useMessages();
  if (cost.lacks.length === 0) return null;
  return (
    <ul className={classes.lacks}>
      {cost.lacks.map((each) => (
        <li key={each.kind}>
          <TriangleAlert size={14} aria-hidden />{' '}
          {t(`plan_studio.lacks.${each.kind}`, { people: each.people })}
        </li>
      ))}
    </ul>
  );
}

/** How many people stand on each side of the picture of changes. */
const shown = 10;

function Pictures({ cost, before, name }: { cost: PlanCost; before: PlanCost | null; name: string }) {
  const { t, formats } = useMessages();
  const { currency } = cost.pay;
  const money = (value: number) => formats.money(String(value), currency);
  const changed = cost.people
    .map((each) => ({ name: each.name, value: each.difference ? numberOf(each.difference) : 0 }))
    .filter((each) => each.value !== 0)
    .sort((a, b) => b.value - a.value);
  const people =
    changed.length > 2 * shown ? [...changed.slice(0, shown), ...changed.slice(-shown)] : changed;
  const formerly = new Map(before?.periods.map((each) => [each.from, numberOf(each.pay)]));
  const periods = cost.periods.map((each) => ({
    label: formats.month(each.from),
    now: numberOf(each.pay),
    before: before ? (formerly.get(each.from) ?? 0) : null,
  }));
  const words = { now: t('plan_studio.draft'), before: name };
  return (
    <div className={classes.pictures}>
      <Card title={t('plan_studio.by_period')}>
        <Chart
          label={t('plan_studio.by_period')}
          option={(ink) => costColumns(periods, currency, words, ink)}
          height={Math.max(220, Math.min(24 * people.length + 40, 420))}
          table={{
            columns: [t('plan_studio.begins'), words.now, ...(before ? [words.before] : [])],
            rows: periods.map((each) => [
              each.label,
              money(each.now),
              ...(each.before === null ? [] : [money(each.before)]),
            ]),
          }}
        />
      </Card>
      {people.length > 0 && (
        <Card title={t('plan_studio.by_person')}>
          <Chart
            label={t('plan_studio.by_person')}
            option={(ink) => changeBars(people, currency, t('plan_studio.difference'), ink)}
            height={Math.max(220, Math.min(24 * people.length + 40, 420))}
            table={{
              columns: [t('plan_studio.person'), t('plan_studio.difference')],
              rows: people.map((each) => [each.name, money(each.value)]),
            }}
          />
        </Card>
      )}
    </div>
  );
}

function Curves(props: { curves: CostCurve[]; before: CostCurve[]; currency: string }) {
  const { t } = useMessages();
  if (props.curves.length === 0) return null;
  return (
    <Section title={t('plan_studio.curves')} about={t('plan_studio.curves_about')}>
      <Cards columns={2}>
        {props.curves.map((each) => {
          const former = props.before.find(
            (one) => one.component === each.component && one.ground === each.ground,
          );
          const differs = former && JSON.stringify(former.points) !== JSON.stringify(each.points);
          return (
            <Card key={each.component} title={each.component}>
              <PayCurve
                label={t('plan_studio.curve_of', { component: each.component })}
                points={each.points}
                before={differs ? former.points : undefined}
                unit={each.ground === 'attainment' ? 'percent' : each.ground}
                currency={props.currency}
                here={each.usual}
                hereLabel={t('plan_studio.usual')}
                breakpoints={each.breakpoints}
              />
            </Card>
          );
        })}
      </Cards>
    </Section>
  );
}

import type { ReactNode } from 'react';
import { periodLabel } from '../../../shared/api/periods';
import { AppLink } from '../../../shared/components/app-link';
import { Facts } from '../../../shared/components/page';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import {
  componentName,
  type MoneyAmount,
  numberOf,
  payoutPath,
  type Statement,
  type StatementComponent,
  type ToldStatement,
  takenParts,
  totalParts,
} from './statement';
import classes from './statement-sheet.module.css';

/** The statement as a sheet: the same parts in the same order as its PDF. */
export function StatementSheet({ told }: { told: ToldStatement }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const { statement } = told;
  return (
    <article className={classes.sheet}>
      <Head statement={statement} messages={messages} />
      <Summary statement={statement} messages={messages} />
      <Components statement={statement} messages={messages} />
      <Adjustments statement={statement} messages={messages} />
      <Corrections statement={statement} messages={messages} />
      <Balances statement={statement} messages={messages} />
      {statement.components.map((each, place) => (
        <Lines
          key={`${each.plan}/${each.component}`}
          of={each}
          first={statement.components.slice(0, place).find((other) => sameLines(other, each))}
          statement={statement}
          messages={messages}
        />
      ))}
      <Part title={t('statement.wrong')}>
        <p>{t('statement.dispute')}</p>
        {told.sealed_at && (
          <p className={classes.seal}>
            {t('statement.sealed', { date: formats.date(told.sealed_at), digest: told.digest })}
          </p>
        )}
      </Part>
    </article>
  );
}

interface PartProps {
  statement: Statement;
  messages: Messages;
}

function Part(props: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

const amountOf =
  ({ formats }: Messages) =>
  (money: MoneyAmount) =>
    formats.amount(money.amount, money.currency);

function Head({ statement, messages }: PartProps) {
  const { t, formats } = messages;
  const plans = statement.plans.map((plan) =>
    plan.version
      ? t('statement.plan_version', { plan: plan.name, number: formats.plain(String(plan.version)) })
      : plan.name,
  );
  return (
    <header className={classes.head}>
      <strong>{statement.company}</strong>
      <Facts
        facts={[
          [t('statement.name'), statement.person],
          [t('statement.personnel_number'), statement.personnel_number],
          [t('statement.position'), statement.position],
          [t('statement.plan'), plans.join(' · ')],
          [t('statement.paid_on'), statement.paid_on ? formats.date(statement.paid_on) : null],
          [
            t('statement.due_now'),
            [statement.totals.due, ...statement.due_beside]
              .map((each) => formats.money(each.amount, each.currency))
              .join(' · '),
          ],
        ]}
      />
    </header>
  );
}

const isZero = (money: MoneyAmount) => Number(money.amount) === 0;
const negated = (money: MoneyAmount): MoneyAmount => ({
  ...money,
  amount: isZero(money)
    ? money.amount
    : money.amount.startsWith('-')
      ? money.amount.slice(1)
      : `-${money.amount}`,
});

function Summary({ statement, messages }: PartProps) {
  const { t, formats } = messages;
  const amount = amountOf(messages);
  const { totals, year_to_date: year } = statement;
  const shown = totalParts.filter(
    (part) => part === 'earned' || !isZero(totals[part]) || !isZero(year[part]),
  );
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('statement.in_period')}</th>
          <th className={classes.amount}>{`${t('statement.this_period')} (${statement.currency})`}</th>
          <th className={classes.amount}>
            {t('statement.year_to_date', { date: formats.date(statement.year_from) })}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((part) => {
          const signed = (money: MoneyAmount) => amount(takenParts.has(part) ? negated(money) : money);
          return (
            <tr key={part}>
              <td>{t(`statement.${part}`)}</td>
              <td className={classes.amount}>{signed(totals[part])}</td>
              <td className={classes.amount}>{signed(year[part])}</td>
            </tr>
          );
        })}
        <tr className={classes.total}>
          <td>{t('statement.due')}</td>
          <td className={classes.amount}>{amount(totals.due)}</td>
          <td className={classes.amount}>{amount(year.due)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Components({ statement, messages }: PartProps) {
  const { t, formats } = messages;
  const amount = amountOf(messages);
  const shown = statement.components.filter(
    (each) => !isZero(each.credited) || !isZero(each.earned) || each.figures.length > 0,
  );
  if (shown.length === 0) return null;
  return (
    <Part title={t('statement.components')}>
      <div className={classes.wide}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('statement.component')}</th>
              <th className={classes.amount}>{t('statement.credited')}</th>
              <th className={classes.amount}>{t('statement.attainment')}</th>
              <th className={classes.amount}>{t('statement.earned')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => {
              const attained = each.figures.find((figure) => figure.name === 'attainment');
              const name = componentName(each.component, messages);
              return (
                <tr key={`${each.plan}/${each.component}`}>
                  <td>
                    {each.payout_id ? <AppLink to={payoutPath(each.payout_id)}>{name}</AppLink> : name}
                    <Basis of={each} currency={statement.currency} messages={messages} />
                  </td>
                  <td className={classes.amount}>{amount(each.credited)}</td>
                  <td className={classes.amount}>
                    {attained ? formats.share(Number(attained.value).toFixed(4)) : '–'}
                  </td>
                  <td className={classes.amount}>{amount(each.earned)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

/** What a component reckoned with: its other figures, and the steps that were reached. */
function Basis(props: { of: StatementComponent; currency: string; messages: Messages }) {
  const { messages, currency } = props;
  const { t } = messages;
  const figures = props.of.figures
    .filter((figure) => figure.name !== 'attainment')
    .map((figure) =>
      t('statement.figure', {
        name: figure.name,
        value: numberOf(figure.kind, figure.value, currency, messages),
      }),
    );
  const steps = props.of.steps.map((step) =>
    t('statement.step', {
      from: numberOf(step.input_kind, step.from, currency, messages),
      to: numberOf(step.input_kind, step.to, currency, messages),
      value: numberOf(step.value_kind, step.value, currency, messages),
    }),
  );
  return (
    <>
      {[figures.join(' · '), steps.join(' · ')].filter(Boolean).map((text) => (
        <div key={text} className={classes.basis}>
          {text}
        </div>
      ))}
    </>
  );
}

function Adjustments({ statement, messages }: PartProps) {
  const { t, formats } = messages;
  if (statement.adjustments.length === 0) return null;
  return (
    <Part title={t('statement.adjustments')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('statement.component')}</th>
            <th>{t('statement.reason')}</th>
            <th className={classes.amount}>{t('statement.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {statement.adjustments.map((each, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sealed list has no other name for its rows
            <tr key={place}>
              <td>{componentName(each.component, messages)}</td>
              <td>{each.reason}</td>
              <td className={classes.amount}>{formats.money(each.amount.amount, each.amount.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Corrections({ statement, messages }: PartProps) {
  const { t, formats } = messages;
  const amount = amountOf(messages);
  if (statement.corrections.length === 0) return null;
  return (
    <Part title={t('statement.corrections')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('statement.period')}</th>
            <th>{t('statement.component')}</th>
            <th>{t('statement.why')}</th>
            <th className={classes.amount}>{t('statement.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {statement.corrections.map((each) => (
            <tr key={`${each.period}/${each.component}`}>
              <td>{periodLabel({ key: each.period, from: statement.period_from }, messages)}</td>
              <td>{componentName(each.component, messages)}</td>
              <td>
                {each.causes.length === 0 && t('statement.why_terms')}
                {each.causes.map((cause) => (
                  <div key={`${cause.order}/${cause.booked_on}`}>
                    {t('statement.why_line', {
                      order: cause.order,
                      date: formats.date(cause.booked_on),
                      before: amount(cause.before),
                      after: amount(cause.after),
                    })}
                  </div>
                ))}
                {each.causes_left_out > 0 && (
                  <div>{t('statement.left_out', { count: each.causes_left_out })}</div>
                )}
              </td>
              <td className={classes.amount}>{amount(each.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Balances({ statement, messages }: PartProps) {
  const { t, formats } = messages;
  const money = (of: MoneyAmount) => formats.money(of.amount, of.currency);
  const { still_held: held, still_to_recover: recover } = statement;
  return (
    <>
      {!isZero(held) && <p>{t('statement.still_held', { amount: money(held) })}</p>}
      {!isZero(recover) && <p>{t('statement.still_to_recover', { amount: money(recover) })}</p>}
    </>
  );
}

/** Whether two components were counted on the same lines; they are then shown once. */
function sameLines(a: StatementComponent, b: StatementComponent): boolean {
  const said = (of: StatementComponent) =>
    JSON.stringify(of.lines.map((line) => [line.order, line.booked_on, line.credited, line.share]));
  return said(a) === said(b);
}

function Lines(props: PartProps & { of: StatementComponent; first?: StatementComponent }) {
  const { of, first, statement, messages } = props;
  const { t, formats } = messages;
  const amount = amountOf(messages);
  if (of.lines.length === 0) return null;
  const name = componentName(of.component, messages);
  if (first)
    return (
      <p className={classes.basis}>
        {t('statement.same_lines', { component: name, first: componentName(first.component, messages) })}
      </p>
    );
  return (
    <Part title={t('statement.lines', { component: name })}>
      <div className={classes.wide}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('statement.order')}</th>
              <th>{t('statement.customer')}</th>
              <th>{t('statement.booked_on')}</th>
              <th className={classes.amount}>{t('statement.credit')}</th>
              <th className={classes.amount}>{t('statement.share')}</th>
              <th className={classes.amount}>{`${t('statement.amount')} (${statement.currency})`}</th>
            </tr>
          </thead>
          <tbody>
            {of.lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a sealed list has no other name for its rows
              <tr key={place}>
                <td>
                  {line.order_id ? (
                    <AppLink to={`/process/orders/${line.order_id}`}>{line.order}</AppLink>
                  ) : (
                    line.order
                  )}
                </td>
                <td>{line.customer}</td>
                <td>{formats.date(line.booked_on)}</td>
                <td className={classes.amount}>{amount(line.credited)}</td>
                <td className={classes.amount}>{formats.share(line.share)}</td>
                <td className={classes.amount}>{isZero(line.amount) ? '–' : amount(line.amount)}</td>
              </tr>
            ))}
            <tr className={classes.total}>
              <td colSpan={3}>{t('statement.sum')}</td>
              <td className={classes.amount}>{amount(of.credited)}</td>
              <td />
              <td className={classes.amount}>{amount(of.earned)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {of.lines_left_out > 0 && (
        <p className={classes.basis}>
          {t('statement.lines_left_out', {
            count: of.lines_left_out,
            amount: formats.money(of.credit_left_out.amount, of.credit_left_out.currency),
          })}
        </p>
      )}
    </Part>
  );
}

import { useQuery } from '@tanstack/react-query';
import { request } from '../../../../shared/api/request';
import { Section } from '../../../../shared/components/page';
import { useMessages } from '../../../../shared/i18n/messages';
import { numberOf, type PlanCost, type PlanCosts } from './plan-cost';
import classes from './plan-cost-panel.module.css';

/** Up to four drafts, and the plan they are held against, beside each other. */
export function DraftComparison(props: { costs: PlanCosts; names: readonly string[]; before: string }) {
  const { costs, names } = props;
  const { t, formats } = useMessages();
  const columns: { name: string; cost: PlanCost | null }[] = [
    ...(costs.baseline ? [{ name: props.before, cost: costs.baseline }] : []),
    ...costs.drafts.map((each, at) => ({ name: names[at] ?? '', cost: each.cost ?? null })),
  ];
  const money = (amount: PlanCost['pay'] | undefined) =>
    amount ? formats.wholeMoney(amount.amount, amount.currency) : '–';
  const signed = (amount: PlanCost['pay'] | undefined) =>
    amount && numberOf(amount) > 0 ? `+${money(amount)}` : money(amount);
  const share = (part: number, whole: number) =>
    whole === 0 ? '–' : formats.percent(String(Math.round((1000 * part) / whole) / 10));
  const rows: [string, (cost: PlanCost) => string, strong?: boolean][] = [
    [t('plan_studio.total'), (cost) => money(cost.pay), true],
    [t('plan_studio.difference'), (cost) => (cost.change ? signed(cost.change.pay) : '–')],
    [
      t('plan_studio.effective_rate'),
      (cost) =>
        cost.effective_rate
          ? formats.percent(String(Math.round(Number(cost.effective_rate) * 100_00) / 100), 2)
          : '–',
    ],
    [t('plan_studio.gainers'), (cost) => (cost.change ? formats.count(cost.change.gainers) : '–')],
    [t('plan_studio.losers'), (cost) => (cost.change ? formats.count(cost.change.losers) : '–')],
    [t('plan_studio.above_target'), (cost) => share(cost.above_target, cost.with_quota)],
    ['P10', (cost) => money(cost.next_year?.p10)],
    ['P50', (cost) => money(cost.next_year?.p50)],
    ['P90', (cost) => money(cost.next_year?.p90)],
  ];
  return (
    <Section title={t('plan_studio.compared')} about={t('plan_studio.compared_about')}>
      <div className={classes.scroll}>
        <table className={classes.people} data-testid="draft-comparison">
          <thead>
            <tr>
              <th scope="col">{t('plan_studio.figure')}</th>
              {columns.map((each) => (
                <th key={each.name} scope="col">
                  {each.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, text, strong]) => (
              <tr key={name} data-strong={strong || undefined}>
                <td>{name}</td>
                {columns.map((each) => (
                  <td key={each.name}>
                    <bdi>{each.cost ? text(each.cost) : t('plan_studio.has_mistakes')}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** How the draft differs from another text, in sentences. */
export function ChangesInWords({ before, after, name }: { before: string; after: string; name: string }) {
  const { t, language } = useMessages();
  const answer = useQuery<{ code: string; text: string }[]>({
    queryKey: ['plan-comparison', language.code, before, after],
    queryFn: ({ signal }) =>
      request('POST', '/plan-comparisons', { body: { before, after }, signal, isQuestion: true }),
    placeholderData: (former) => former,
  });
  if (!answer.data) return null;
  return (
    <Section title={t('plan_studio.changes')} about={t('plan_studio.changes_about', { name })}>
      {answer.data.length === 0 ? (
        <p style={{ margin: 0, color: 'var(--muted)' }}>{t('plan_studio.no_changes')}</p>
      ) : (
        <ul className={classes.changes} data-testid="plan-changes">
          {answer.data.map((each) => (
            <li key={each.code + each.text}>{each.text}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

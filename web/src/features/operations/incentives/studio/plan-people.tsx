import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '../../../../shared/components/app-link';
import { Section } from '../../../../shared/components/page';
import { useMessages } from '../../../../shared/i18n/messages';
import { type CostPerson, numberOf } from './plan-cost';
import classes from './plan-cost-panel.module.css';

const shownFirst = 10;

/** Who gains and who loses, each with what they would have been paid. */
export function PlanPeople(props: { people: CostPerson[]; payees: number; name: string }) {
  const { people, payees } = props;
  const { t, formats } = useMessages();
  const hasBefore = people.some((each) => each.before);
  const gainers = people.filter((each) => each.difference && numberOf(each.difference) > 0);
  const losers = people.filter((each) => each.difference && numberOf(each.difference) < 0);
  const [side, setSide] = useState<'all' | 'gainers' | 'losers'>('all');
  const [isOpen, setIsOpen] = useState(false);
  const rows = side === 'gainers' ? gainers : side === 'losers' ? losers : people;
  if (people.length === 0) return null;
  const money = (amount: CostPerson['before']) =>
    amount ? formats.money(amount.amount, amount.currency) : '–';
  const signed = (amount: CostPerson['before']) =>
    amount && numberOf(amount) > 0 ? `+${money(amount)}` : money(amount);
  return (
    <Section
      title={t('plan_studio.people')}
      about={people.length < payees ? t('plan_studio.people_first', { count: people.length }) : undefined}
      actions={
        hasBefore && (
          <SegmentedControl
            size="xs"
            value={side}
            onChange={(value) => setSide(value as typeof side)}
            data={(['all', 'gainers', 'losers'] as const).map((value) => ({
              value,
              label: t(`plan_studio.sides.${value}`),
            }))}
          />
        )
      }
    >
      <div className={classes.scroll}>
        <table className={classes.people}>
          <thead>
            <tr>
              <th scope="col">{t('plan_studio.person')}</th>
              <th scope="col">{t('attainment.attainment')}</th>
              {hasBefore && <th scope="col">{props.name}</th>}
              <th scope="col">{t('plan_studio.draft')}</th>
              {hasBefore && <th scope="col">{t('plan_studio.difference')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, isOpen ? undefined : shownFirst).map((each) => (
              <tr key={each.person_id}>
                <td>
                  <AppLink to={`/operations/structure/people/${each.person_id}`}>{each.name}</AppLink>
                </td>
                <td>
                  {each.attainment
                    ? formats.percent(String(Math.round(Number(each.attainment) * 1000) / 10))
                    : '–'}
                </td>
                {hasBefore && <td>{money(each.before)}</td>}
                <td>{money(each.pay)}</td>
                {hasBefore && (
                  <td data-tone={each.difference ? Math.sign(numberOf(each.difference)) : 0}>
                    <bdi>{signed(each.difference)}</bdi>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shownFirst && (
        <Button variant="subtle" size="compact-sm" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t('plan_studio.show_less') : t('plan_studio.show_all', { count: rows.length })}
        </Button>
      )}
    </Section>
  );
}

import { ActionIcon, Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { ProblemError } from '../../../shared/api/problem';
import { apiKey } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { Card } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { isDecimal } from '../../../shared/formats/decimal';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { PayEstimate, PossiblePay } from './my-pay';
import classes from './person-pay.module.css';

interface Deal {
  id: number;
  amount: string;
  /** In per cent. */
  share: string;
  attributes: Record<string, string>;
}

const emptyDeal = (id: number, amount = ''): Deal => ({ id, amount, share: '', attributes: {} });

/** If these deals close: rows of amounts, and the pay with them by the very engine that will pay it. */
export function PayWhatIf({ pay }: { pay: PayEstimate }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const [deals, setDeals] = useState<Deal[]>([
    emptyDeal(0, pay.usual.order_id ? pay.usual.amount.amount : ''),
  ]);
  const [next, setNext] = useState(1);
  const [asked] = useDebouncedValue(deals, 200);
  const change = (id: number, more: Partial<Deal>) =>
    setDeals(deals.map((each) => (each.id === id ? { ...each, ...more } : each)));
  return (
    <Card title={t('my_pay.what_if')}>
      <p className={classes.note}>
        {pay.usual.order_id ? t('my_pay.what_if_about') : t('my_pay.what_if_first')}
      </p>
      <ol className={classes.deals}>
        {deals.map((deal, at) => (
          <li key={deal.id} className={classes.deal}>
            <DecimalField
              className={classes.dealAmount}
              label={at === 0 ? t('my_pay.deal_amount') : undefined}
              aria-label={t('my_pay.deal_number', { number: at + 1 })}
              unit={pay.currency}
              value={deal.amount}
              onChange={(amount) => change(deal.id, { amount })}
            />
            <DecimalField
              className={classes.dealShare}
              label={at === 0 ? t('pay.share') : undefined}
              aria-label={t('my_pay.share_number', { number: at + 1 })}
              unit="%"
              placeholder={formats.count(100)}
              value={deal.share}
              onChange={(share) => change(deal.id, { share })}
            />
            {pay.choices.map((choice) => (
              <Select
                key={choice.attribute}
                className={classes.dealChoice}
                label={at === 0 ? nameOf(choice.attribute, messages) : undefined}
                aria-label={nameOf(choice.attribute, messages)}
                data={choice.values}
                value={deal.attributes[choice.attribute] ?? (choice.usual || null)}
                searchable
                allowDeselect={false}
                onChange={(value) =>
                  change(deal.id, { attributes: { ...deal.attributes, [choice.attribute]: value ?? '' } })
                }
              />
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('my_pay.deal_remove', { number: at + 1 })}
              disabled={deals.length === 1}
              onClick={() => setDeals(deals.filter((each) => each.id !== deal.id))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Plus size={14} aria-hidden />}
          disabled={deals.length >= 50}
          onClick={() => {
            setDeals([...deals, emptyDeal(next)]);
            setNext(next + 1);
          }}
        >
          {t('my_pay.deal_add')}
        </Button>
      </div>
      <Outcome pay={pay} deals={asked} />
    </Card>
  );
}

/** "product.family" in words; an attribute of the company's own as it is called. */
function nameOf(attribute: string, messages: Messages): string {
  const key = `my_pay.attribute.${attribute.replace('.', '_')}`;
  return messages.has(key) ? messages.lookup(key, {}) : attribute;
}

const isAmount = (text: string) => isDecimal(text) && /^-?\d+(\.\d{1,4})?$/.test(text);

function Outcome({ pay, deals }: { pay: PayEstimate; deals: Deal[] }) {
  const { t, formats } = useMessages();
  const body = {
    period: pay.period,
    deals: deals
      .filter((deal) => isAmount(deal.amount) && (deal.share === '' || isDecimal(deal.share)))
      .map(({ amount, share, attributes }) => ({
        amount,
        share: share === '' ? undefined : `${share}%`,
        attributes,
      })),
  };
  const path = `/people/${pay.person_id}/pay-estimate`;
  const answer = useQuery<PossiblePay, ProblemError>({
    queryKey: [...apiKey(path), 'deals', body],
    queryFn: ({ signal }) => request<PossiblePay>('POST', path, { body, signal }),
    enabled: body.deals.length > 0,
    placeholderData: keepPreviousData,
  });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data || body.deals.length === 0) return <p className={classes.note}>{t('my_pay.deal_type')}</p>;
  const { before, after, adds, part_adds: partAdds } = answer.data;
  const { parts } = answer.data.stand;
  return (
    <div aria-live="polite" style={{ display: 'grid', gap: 12 }}>
      <div className={classes.result}>
        <span className={classes.adds}>{t('my_pay.adds', { amount: formats.figure(adds) })}</span>
        <span style={{ color: 'var(--muted)' }}>
          {t('my_pay.from_to', { before: formats.figure(before), after: formats.figure(after) })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={classes.scroll} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('pay.component')}</th>
              <th scope="col" data-number>
                {t('my_pay.more')}
              </th>
              <th scope="col" data-number>
                {t('my_pay.then')}
              </th>
              <th scope="col" data-number>
                {t('attainment.attainment')}
              </th>
              <th scope="col" data-number>
                {t('my_pay.tier_then')}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part, at) => (
              <tr key={`${part.version_id}-${part.place}`}>
                <th scope="row">{part.component}</th>
                <td data-number>{partAdds[at] ? formats.figure(partAdds[at]) : ''}</td>
                <td data-number>{formats.figure(part.earned)}</td>
                <td data-number>{part.attainment ? formats.figure(part.attainment) : '–'}</td>
                <td data-number>{part.tier ? formats.figure(part.tier.value) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

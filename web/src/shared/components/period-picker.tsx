import { Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { daysOf, type Period, rangeKey } from '../api/periods';
import { useMessages } from '../i18n/messages';
import { DateField } from './date-field-lazy';
import classes from './period-picker.module.css';

interface Props {
  periods: readonly Period[];
  chosen?: Period;
  asOf?: string;
  today: string;
  onPeriod: (key: string) => void;
  onAsOf: (day: string | undefined) => void;
}

/** Periods by their kind, any range of days, and the day as of which all is seen. */
export default function PeriodPicker(props: Props) {
  const messages = useMessages();
  const { t, lookup, formats } = messages;
  const kinds = [...new Set(props.periods.map((each) => each.kind))];
  const [kind, setKind] = useState(props.chosen?.kind ?? kinds[0] ?? 'range');
  const [from, setFrom] = useState(props.chosen?.from ?? null);
  const [to, setTo] = useState(props.chosen?.to ?? null);
  const wrong = Boolean(from && to && from > to);
  const shown = props.periods
    .filter((each) => each.kind === kind)
    .sort((a, b) => b.from.localeCompare(a.from));
  return (
    <div className={classes.picker}>
      <SegmentedControl
        fullWidth
        size="xs"
        value={kind}
        onChange={setKind}
        aria-label={t('shared.period.kind')}
        data={[...kinds, 'range'].map((each) => ({
          value: each,
          label: lookup(`shared.period.kinds.${each}`, undefined, each),
        }))}
      />
      {kind === 'range' ? (
        <div className={classes.range}>
          <DateField label={t('shared.period.from')} value={from} onChange={setFrom} />
          <DateField
            label={t('shared.period.to')}
            value={to}
            onChange={setTo}
            error={wrong ? t('shared.period.reversed') : undefined}
          />
          <Button
            disabled={!from || !to || wrong}
            onClick={() => from && to && props.onPeriod(rangeKey(from, to))}
          >
            {t('shared.period.show')}
          </Button>
        </div>
      ) : (
        <div className={classes.list}>
          {shown.map((each) => (
            <UnstyledButton
              key={each.key}
              className={classes.line}
              aria-current={each.key === props.chosen?.key || undefined}
              onClick={() => props.onPeriod(each.key)}
            >
              <span>{each.label}</span>
              <span className={classes.days}>{daysOf(each, messages)}</span>
              {each.key === props.chosen?.key && <Check size={15} aria-hidden />}
            </UnstyledButton>
          ))}
        </div>
      )}
      <div className={classes.asOf}>
        <DateField
          label={t('shared.period.as_of')}
          description={t('shared.period.as_of_about')}
          value={props.asOf ?? null}
          onChange={(day) => props.onAsOf(day ?? undefined)}
        />
        {props.asOf && (
          <Button variant="default" fullWidth onClick={() => props.onAsOf(undefined)}>
            {t('shared.period.back_to_today', { date: formats.date(props.today) })}
          </Button>
        )}
      </div>
    </div>
  );
}

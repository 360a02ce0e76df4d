import { Popover, UnstyledButton } from '@mantine/core';
import { CalendarRange, ChevronDown, History } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { currentPeriod, daysOf, periodOf, usePeriods } from '../../shared/api/periods';
import { useSession } from '../../shared/api/session';
import { useAddress } from '../../shared/hooks/use-view';
import { useMessages } from '../../shared/i18n/messages';
import classes from './period-switch.module.css';

const PeriodPicker = lazy(() => import('../../shared/components/period-picker'));

/** Which period every page speaks of, and as of which day it is seen. */
export function PeriodSwitch() {
  const messages = useMessages();
  const { t, formats } = messages;
  const { company } = useSession();
  const [address, change] = useAddress();
  const [opened, setOpened] = useState(false);
  const periods = usePeriods();
  const asOf = address.as_of;
  const chosen = periodOf(periods, address.period) ?? currentPeriod(periods, asOf);
  const label = chosen ? chosen.label || daysOf(chosen, messages) : t('frame.period.title');
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.button}
          data-past={asOf ? true : undefined}
          aria-label={t('frame.period.label', { period: label })}
          onClick={() => setOpened(!opened)}
        >
          {asOf ? <History size={16} aria-hidden /> : <CalendarRange size={16} aria-hidden />}
          <span className={classes.text}>{label}</span>
          {asOf && (
            <span className={classes.asOf}>{t('frame.period.as_of', { date: formats.date(asOf) })}</span>
          )}
          <ChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('frame.period.title')}>
        <Suspense fallback={<div className={classes.waiting} />}>
          <PeriodPicker
            periods={periods}
            chosen={chosen}
            asOf={asOf}
            today={company.today}
            onPeriod={(key) => {
              change({ period: key });
              setOpened(false);
            }}
            onAsOf={(day) => change({ as_of: day })}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

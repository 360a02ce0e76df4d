import { CalendarDate, GregorianCalendar, parseDate, toCalendar } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  I18nProvider,
  Label,
  Popover,
  Text,
} from 'react-aria-components';
import { useMessages } from '../i18n/messages';
import classes from './date-field.module.css';

interface Props {
  label: string;
  description?: string;
  error?: string;
  /** ISO day, always Gregorian; the field shows it in the reader's calendar. */
  value: string | null;
  onChange: (day: string | null) => void;
  required?: boolean;
  min?: string;
  max?: string;
}

/** A day, typed or picked, in the calendar of the language: Solar Hijri in Persian, Gregorian elsewhere. */
export function DateField(props: Props) {
  const { language, t } = useMessages();
  return (
    <I18nProvider locale={language.locale}>
      <DatePicker
        className={classes.field ?? ''}
        value={props.value ? parseDate(props.value) : null}
        onChange={(day) => props.onChange(day ? isoOf(day) : null)}
        minValue={props.min ? parseDate(props.min) : null}
        maxValue={props.max ? parseDate(props.max) : null}
        isRequired={props.required ?? false}
        isInvalid={Boolean(props.error)}
        shouldForceLeadingZeros
      >
        <Label className={classes.label ?? ''}>{props.label}</Label>
        {props.description && (
          <Text slot="description" className={classes.description ?? ''}>
            {props.description}
          </Text>
        )}
        <Group className={classes.group ?? ''}>
          <DateInput className={classes.input ?? ''}>
            {(segment) => <DateSegment segment={segment} className={classes.segment ?? ''} />}
          </DateInput>
          <Button className={classes.button ?? ''} aria-label={t('shared.open_calendar')}>
            <CalendarDays size={16} aria-hidden />
          </Button>
        </Group>
        {props.error && (
          <Text slot="errorMessage" className={classes.error ?? ''}>
            {props.error}
          </Text>
        )}
        <Popover className={classes.popover ?? ''} placement="bottom start">
          <Dialog className={classes.dialog ?? ''}>
            <Calendar>
              <header className={classes.header}>
                <Button slot="previous" className={classes.button ?? ''}>
                  <ChevronLeft size={18} className="mirrored" aria-hidden />
                </Button>
                <Heading className={classes.heading ?? ''} />
                <Button slot="next" className={classes.button ?? ''}>
                  <ChevronRight size={18} className="mirrored" aria-hidden />
                </Button>
              </header>
              <CalendarGrid className={classes.grid ?? ''}>
                <CalendarGridHeader>
                  {(day) => <CalendarHeaderCell className={classes.weekday ?? ''}>{day}</CalendarHeaderCell>}
                </CalendarGridHeader>
                <CalendarGridBody>
                  {(day) => <CalendarCell date={day} className={classes.cell ?? ''} />}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  );
}

function isoOf(day: Parameters<typeof toCalendar>[0]): string {
  const gregorian = toCalendar(day, new GregorianCalendar());
  return new CalendarDate(gregorian.year, gregorian.month, gregorian.day).toString();
}

import { Select, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { sessionKey } from '../../../shared/api/session';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Page, PageSkeleton } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { showDone } from '../../../shared/components/undo-toast';
import { languages } from '../../../shared/i18n/languages';
import { type Messages, useMessages } from '../../../shared/i18n/messages';

type CalendarRule =
  | { kind: 'months'; start_month: number }
  | { kind: 'weeks'; end_month: number; week_end: number; pattern: string };

interface Company {
  name: string;
  currency: string;
  time_zone: string;
  language: string;
  calendar: CalendarRule;
  credit: { seller: boolean; account_owner: boolean; territory_holder: boolean };
  solo: boolean;
  demo: boolean;
  version: number;
}

/** What frames every figure: name, currency, time zone, fiscal year, and who gets credit for an order. */
export default function CompanyPage() {
  const { t } = useMessages();
  const answer = useApi<Company>('/company');
  if (answer.isPending) return <PageSkeleton title={t('company.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  return (
    <Page title={t('company.title')} sentence={t('company.about')}>
      <CompanyForm key={answer.data.version} company={answer.data} />
    </Page>
  );
}

function CompanyForm({ company }: { company: Company }) {
  const messages = useMessages();
  const { t } = messages;
  const client = useQueryClient();
  const { version, ...kept } = company;
  const startMonth = company.calendar.kind === 'months' ? company.calendar.start_month : 1;
  const draft = useDraftForm({
    id: `company-${version}`,
    initial: {
      name: company.name,
      currency: company.currency,
      time_zone: company.time_zone,
      language: company.language,
      start_month: String(startMonth),
      seller: company.credit.seller,
      account_owner: company.credit.account_owner,
      territory_holder: company.credit.territory_holder,
      solo: company.solo,
    },
    submit: async (values, key) => {
      const { start_month, seller, account_owner, territory_holder, ...plain } = values;
      const calendar: CalendarRule =
        company.calendar.kind === 'months'
          ? { kind: 'months', start_month: Number(start_month) }
          : company.calendar;
      const body = { ...kept, ...plain, calendar, credit: { seller, account_owner, territory_holder } };
      await request('PUT', '/company', { body, version, idempotencyKey: key });
      await refresh(client, ['/company', '/periods', '/attainment']);
      await client.invalidateQueries({ queryKey: sessionKey });
    },
    onDone: () => showDone(t('company.saved')),
  });
  const { form } = draft;
  const toggle = (name: 'seller' | 'account_owner' | 'territory_holder' | 'solo') =>
    form.getInputProps(name, { type: 'checkbox' });
  return (
    <DraftForm draft={draft} submitLabel={t('shared.save')}>
      <TextInput label={t('frame.setup.company')} {...form.getInputProps('name')} />
      <TextInput
        label={t('frame.setup.currency')}
        description={t('frame.setup.currency_about')}
        dir="ltr"
        maxLength={3}
        {...form.getInputProps('currency')}
      />
      <Select
        label={t('company.time_zone')}
        data={Intl.supportedValuesOf('timeZone')}
        searchable
        dir="ltr"
        limit={60}
        {...form.getInputProps('time_zone')}
      />
      <Select
        label={t('frame.language')}
        data={languages.map((each) => ({ value: each.code, label: each.name }))}
        allowDeselect={false}
        {...form.getInputProps('language')}
      />
      {company.calendar.kind === 'months' && (
        <Select
          label={t('company.start_month')}
          data={monthsOf(messages)}
          allowDeselect={false}
          {...form.getInputProps('start_month')}
        />
      )}
      <Switch label={t('company.credit_seller')} {...toggle('seller')} />
      <Switch label={t('company.credit_owner')} {...toggle('account_owner')} />
      <Switch label={t('company.credit_territory')} {...toggle('territory_holder')} />
      <Switch label={t('company.solo')} description={t('company.solo_about')} {...toggle('solo')} />
    </DraftForm>
  );
}

/** The months by name; the fiscal year is counted in Gregorian ones, whatever the reader's calendar. */
function monthsOf({ language }: Messages) {
  const format = new Intl.DateTimeFormat(`${language.code}-u-ca-gregory`, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, at) => ({
    value: String(at + 1),
    label: format.format(new Date(Date.UTC(2026, at, 1))),
  }));
}

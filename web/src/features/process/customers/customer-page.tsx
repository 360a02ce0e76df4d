import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useMessages } from '../../../shared/i18n/messages';
import { Contacts } from './contacts';
import type { Customer, Duplicate, Owner } from './customer';
import { CustomerForm } from './customer-form';
import { CustomerTimeline } from './customer-timeline';

/** One customer: what is known on one side, what happened on the other. */
export default function CustomerPage() {
  const { t } = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const mayWrite = useMay()('customer_write');
  const [editing, setEditing] = useState(false);
  const answer = useApi<Customer>(`/customers/${id}`);
  useHotkey('e', mayWrite ? () => setEditing(true) : undefined);
  if (answer.isPending) return <PageSkeleton title={t('customers.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const customer = answer.data;
  return (
    <Page
      title={customer.name}
      trail={[{ label: t('customers.title'), path: '/process/customers' }]}
      sentence={
        customer.owner
          ? t('customers.looked_after', { name: customer.owner.name })
          : t('customers.looked_after_nobody')
      }
      actions={
        mayWrite && (
          <Button
            variant="default"
            leftSection={<Pencil size={15} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('shared.edit')}
          </Button>
        )
      }
    >
      <Duplicates id={id} />
      <RecordLayout
        side={
          <>
            <Profile customer={customer} />
            <Owners id={id} />
          </>
        }
      >
        <Contacts customerId={id} />
        <Section title={t('customers.timeline')}>
          <CustomerTimeline customerId={id} />
        </Section>
      </RecordLayout>
      <CustomerForm
        key={customer.version}
        opened={editing}
        onClose={() => setEditing(false)}
        customer={customer}
      />
    </Page>
  );
}

function Profile({ customer }: { customer: Customer }) {
  const { t, formats } = useMessages();
  const revenue = moneyFigure(customer.annual_revenue);
  const place = [customer.postal_code, customer.city].filter(Boolean).join(' ');
  return (
    <Card title={t('customers.profile')}>
      <Facts
        facts={[
          [t('customers.kind'), t(`customers.kinds.${customer.kind}`)],
          [t('customers.industry'), customer.industry],
          [t('customers.segment'), customer.segment],
          [t('customers.street'), customer.street],
          [t('customers.city'), place],
          [t('customers.region'), customer.region],
          [t('customers.country'), customer.country && formats.country(customer.country)],
          [t('customers.email'), customer.email && <a href={`mailto:${customer.email}`}>{customer.email}</a>],
          [t('customers.phone'), customer.phone && <bdi dir="ltr">{customer.phone}</bdi>],
          [t('customers.website'), customer.website && <bdi dir="ltr">{customer.website}</bdi>],
          [t('customers.employees'), customer.employees ? formats.count(customer.employees) : null],
          [
            t('customers.annual_revenue'),
            revenue && formats.wholeMoney(revenue.value, revenue.currency ?? ''),
          ],
          [t('customers.territory'), customer.territory],
          [t('customers.external_id'), customer.external_id],
          ...Object.entries(customer.profile).map(([name, value]) => [name, value] as const),
        ]}
      />
    </Card>
  );
}

function Owners({ id }: { id: string }) {
  const { t, formats } = useMessages();
  const answer = useApi<Owner[]>(`/customers/${id}/owners`);
  if (!answer.data || answer.data.length === 0) return null;
  const always = '0001-01-01';
  return (
    <Card title={t('customers.owners')}>
      <Facts
        facts={answer.data.map((each) => [
          each.person,
          each.valid_from === always
            ? t('shared.always')
            : t('shared.period.since', { date: formats.date(each.valid_from) }),
        ])}
      />
    </Card>
  );
}

function Duplicates({ id }: { id: string }) {
  const { t, formats, lookup } = useMessages();
  const answer = useApi<Duplicate[]>(`/customers/${id}/duplicates`);
  if (!answer.data || answer.data.length === 0) return null;
  return (
    <Card title={t('customers.duplicates')}>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {answer.data.map((each) => (
          <li key={each.customer_id}>
            <AppLink to={`/process/customers/${each.customer_id}`}>{each.name}</AppLink>{' '}
            {formats.list(
              each.reasons.map((reason) => lookup(`customers.same.${reason}`, undefined, reason)),
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useMay } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Section } from '../../../shared/components/page';
import { SidePanel } from '../../../shared/components/side-panel';
import { useMessages } from '../../../shared/i18n/messages';
import type { Contact } from './customer';

/** The people one talks to at a customer. */
export function Contacts({ customerId }: { customerId: string }) {
  const { t } = useMessages();
  const mayWrite = useMay()('customer_write');
  const [adding, setAdding] = useState(false);
  const answer = useApi<Contact[]>(`/customers/${customerId}/contacts`);
  const columns: Column<Contact>[] = [
    { key: 'name', header: t('customers.contact'), value: (row) => row.name, phone: true, sortable: true },
    { key: 'title', header: t('customers.job_title'), value: (row) => row.title },
    {
      key: 'email',
      header: t('customers.email'),
      value: (row) => row.email,
      cell: (row) => row.email && <a href={`mailto:${row.email}`}>{row.email}</a>,
    },
    {
      key: 'phone',
      header: t('customers.phone'),
      value: (row) => row.phone ?? row.mobile,
      cell: (row) => <bdi dir="ltr">{row.phone ?? row.mobile}</bdi>,
      phone: true,
    },
  ];
  return (
    <Section
      title={t('customers.contacts')}
      actions={
        mayWrite && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('customers.add_contact')}
          </Button>
        )
      }
    >
      <DataTable
        id="contacts"
        label={t('customers.contacts')}
        columns={columns}
        rows={answer.data ?? []}
        rowId={(row) => row.contact_id}
        plain
        empty={<p style={{ color: 'var(--muted)', margin: 0 }}>{t('customers.no_contacts')}</p>}
      />
      <SidePanel opened={adding} onClose={() => setAdding(false)} title={t('customers.add_contact')}>
        <ContactForm customerId={customerId} onClose={() => setAdding(false)} />
      </SidePanel>
    </Section>
  );
}

const fields = ['name', 'title', 'email', 'phone', 'mobile'] as const;

function ContactForm({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useMessages();
  const client = useQueryClient();
  const labels = {
    name: t('customers.contact'),
    title: t('customers.job_title'),
    email: t('customers.email'),
    phone: t('customers.phone'),
    mobile: t('customers.mobile'),
  };
  const draft = useDraftForm({
    id: `contact-new-${customerId}`,
    initial: { name: '', title: '', email: '', phone: '', mobile: '' },
    validate: (values) => ({ name: values.name.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      const body = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
      await request('POST', `/customers/${customerId}/contacts`, { body, idempotencyKey: key });
      await refresh(client, [`/customers/${customerId}`]);
    },
    onDone: onClose,
  });
  return (
    <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={onClose}>
      {fields.map((each) => (
        <TextInput key={each} label={labels[each]} {...draft.form.getInputProps(each)} />
      ))}
    </DraftForm>
  );
}

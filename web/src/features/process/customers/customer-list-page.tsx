import { Button } from '@mantine/core';
import { Building2, Plus } from 'lucide-react';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { CustomerRow } from './customer';
import { CustomerForm } from './customer-form';

/** Companies and people who buy, as far as one may see them. */
export default function CustomerListPage() {
  const messages = useMessages();
  const { t } = messages;
  const may = useMay();
  const mayWrite = may('customer_write');
  const [address, change] = useAddress();
  const create = () => change({ new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('customers.new')}
    </Button>
  );
  return (
    <Page title={t('customers.title')} sentence={t('customers.about')} actions={button} list>
      <DataTable<CustomerRow>
        id="customers"
        label={t('customers.title')}
        columns={columnsOf(messages)}
        path="/customers"
        rowId={(row) => row.customer_id}
        rowPath={(row) => `/process/customers/${row.customer_id}`}
        searchable
        fill
        empty={
          <EmptyState
            icon={Building2}
            title={t('customers.empty')}
            text={t('customers.empty_about')}
            actions={
              <>
                {button}
                {may('import_run') && (
                  <Button
                    variant="default"
                    renderRoot={(props) => <AppLink to="/settings/imports/new" {...props} />}
                  >
                    {t('home.import')}
                  </Button>
                )}
              </>
            }
          />
        }
      />
      {mayWrite && <CustomerForm opened={address.new === '1'} onClose={() => change({ new: undefined })} />}
    </Page>
  );
}

function columnsOf({ t, formats }: Messages): Column<CustomerRow>[] {
  return [
    {
      key: 'name',
      header: t('customers.name'),
      value: (row) => row.name,
      sortable: true,
      sortWords: { ascending: 'name', descending: 'name_descending' },
      phone: true,
    },
    {
      key: 'kind',
      header: t('customers.kind'),
      value: (row) => t(`customers.kinds.${row.kind}`),
      choices: (['company', 'person'] as const).map((each) => ({
        value: each,
        label: t(`customers.kinds.${each}`),
      })),
      hidden: true,
    },
    { key: 'segment', header: t('customers.segment'), value: (row) => row.segment, groupable: true },
    { key: 'industry', header: t('customers.industry'), value: (row) => row.industry, groupable: true },
    { key: 'city', header: t('customers.city'), value: (row) => row.city },
    {
      key: 'country',
      header: t('customers.country'),
      value: (row) => row.country && formats.country(row.country),
      groupable: true,
    },
    { key: 'territory', header: t('customers.territory'), value: (row) => row.territory, groupable: true },
    { key: 'owner', header: t('customers.owner'), value: (row) => row.owner, groupable: true, phone: true },
    { key: 'external_id', header: t('customers.external_id'), value: (row) => row.external_id, hidden: true },
  ];
}

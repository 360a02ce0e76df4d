import { Button } from '@mantine/core';
import { Package, Plus } from 'lucide-react';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type Product, productPath } from './product';
import { ProductForm } from './product-form';

/** What is sold, with today's price. */
export default function ProductListPage() {
  const messages = useMessages();
  const { t } = messages;
  const may = useMay();
  const mayWrite = may('product_write');
  const [address, change] = useAddress();
  const create = () => change({ new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('products.new')}
    </Button>
  );
  return (
    <Page title={t('products.title')} sentence={t('products.about')} actions={button} list>
      <DataTable<Product>
        id="products"
        label={t('products.title')}
        columns={columnsOf(messages)}
        path="/products"
        rowId={(row) => row.product_id}
        rowPath={(row) => productPath(row.product_id)}
        searchable
        fill
        empty={
          <EmptyState
            icon={Package}
            title={t('products.empty')}
            text={t('products.empty_about')}
            actions={
              may('import_run') && (
                <Button renderRoot={(props) => <AppLink to="/settings/imports/new" {...props} />}>
                  {t('home.import')}
                </Button>
              )
            }
          />
        }
      />
      {mayWrite && <ProductForm opened={address.new === '1'} onClose={() => change({ new: undefined })} />}
    </Page>
  );
}

function columnsOf({ t }: Messages): Column<Product>[] {
  return [
    { key: 'name', header: t('products.name'), value: (row) => row.name, phone: true },
    { key: 'code', header: t('products.code'), value: (row) => row.code },
    { key: 'category', header: t('products.category'), value: (row) => row.category },
    { key: 'unit', header: t('products.unit'), value: (row) => row.unit, hidden: true },
    {
      key: 'price',
      header: t('products.price'),
      kind: 'amount',
      value: (row) => moneyFigure(row.price),
      phone: true,
    },
    { key: 'cost', header: t('products.cost'), kind: 'amount', value: (row) => moneyFigure(row.cost) },
  ];
}

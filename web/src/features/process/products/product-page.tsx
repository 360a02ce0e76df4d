import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useMessages } from '../../../shared/i18n/messages';
import { AmountForm, type AmountKind } from './amount-form';
import { always, type DatedAmount, type Product } from './product';
import { ProductForm } from './product-form';

/** One product: what it is, and what it was sold for and cost over time. */
export default function ProductPage() {
  const { t, formats } = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const mayWrite = useMay()('product_write');
  const [editing, setEditing] = useState(false);
  const answer = useApi<Product>(`/products/${id}`);
  useHotkey('e', mayWrite ? () => setEditing(true) : undefined);
  if (answer.isPending) return <PageSkeleton title={t('products.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const product = answer.data;
  const price = product.price && formats.money(product.price.amount, product.price.currency);
  return (
    <Page
      title={product.name}
      trail={[{ label: t('products.title'), path: '/process/products' }]}
      sentence={price ? t('products.costs_today', { price }) : t('products.no_price')}
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
      <RecordLayout
        side={
          <Card title={t('orders.facts')}>
            <Facts
              facts={[
                [t('products.code'), product.code && <bdi dir="ltr">{product.code}</bdi>],
                [t('products.category'), product.category],
                [t('products.unit'), product.unit],
                [t('customers.external_id'), product.external_id],
              ]}
            />
          </Card>
        }
      >
        <Amounts product={product} kind="prices" mayWrite={mayWrite} />
        <Amounts product={product} kind="costs" mayWrite={mayWrite} />
      </RecordLayout>
      <ProductForm
        key={product.version}
        opened={editing}
        onClose={() => setEditing(false)}
        product={product}
      />
    </Page>
  );
}

function Amounts(props: { product: Product; kind: AmountKind; mayWrite: boolean }) {
  const { t, formats } = useMessages();
  const [adding, setAdding] = useState(false);
  const { product, kind } = props;
  const answer = useApi<DatedAmount[]>(`/products/${product.product_id}/${kind}`);
  const title = t(`products.${kind}`);
  const columns: Column<DatedAmount>[] = [
    {
      key: 'valid_from',
      header: t('products.valid_from'),
      value: (row) => (row.valid_from === always ? t('shared.always') : formats.date(row.valid_from)),
      phone: true,
    },
    {
      key: 'amount',
      header: t('orders.net_amount'),
      kind: 'amount',
      value: (row) => moneyFigure(row.amount),
      phone: true,
    },
  ];
  return (
    <Section
      title={title}
      about={t(`products.${kind}_about`)}
      actions={
        props.mayWrite && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t(`products.new_${kind}`)}
          </Button>
        )
      }
    >
      {answer.isError ? (
        <Problem error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <DataTable<DatedAmount>
          id={`product-${kind}`}
          label={title}
          columns={columns}
          rows={answer.data ?? []}
          rowId={(row) => row.valid_from}
          plain
          empty={<p style={{ margin: 0, color: 'var(--muted)' }}>{t('products.none')}</p>}
        />
      )}
      {adding && <AmountForm product={product} kind={kind} onClose={() => setAdding(false)} />}
    </Section>
  );
}

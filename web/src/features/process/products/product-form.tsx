import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { useMessages } from '../../../shared/i18n/messages';
import { type Category, type Product, productPath } from './product';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The product to change; absent: a new one. */
  product?: Product;
}

/** Adds a product, or corrects one. */
export function ProductForm(props: Props) {
  const { t } = useMessages();
  const title = props.product ? t('customers.edit_of', { name: props.product.name }) : t('products.new');
  return (
    <SidePanel opened={props.opened} onClose={props.onClose} title={title}>
      <Fields {...props} />
    </SidePanel>
  );
}

function Fields({ product, onClose }: Props) {
  const { t } = useMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const categories = useApi<Category[]>('/product-categories');
  const draft = useDraftForm({
    id: product ? `product-${product.product_id}-${product.version}` : 'product-new',
    initial: {
      name: product?.name ?? '',
      code: product?.code ?? '',
      category_id: product?.category_id ? String(product.category_id) : '',
      unit: product?.unit ?? '',
    },
    validate: (values) => ({ name: values.name.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      // What is empty is cleared on a product that is there, and left out of a new one.
      const none = product ? null : undefined;
      const body = {
        name: values.name,
        code: values.code || none,
        category_id: values.category_id ? Number(values.category_id) : none,
        unit: values.unit || none,
      };
      const saved = await (product
        ? request<Product>('PATCH', `/products/${product.product_id}`, {
            body,
            version: product.version,
            idempotencyKey: key,
          })
        : request<Product>('POST', '/products', { body, idempotencyKey: key }));
      await refresh(client, ['/products']);
      onClose();
      if (!product) void navigate({ to: productPath(saved.product_id) as never });
    },
  });
  return (
    <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={onClose}>
      <TextInput label={t('products.name')} {...draft.form.getInputProps('name')} />
      <TextInput label={t('products.code')} dir="ltr" {...draft.form.getInputProps('code')} />
      <Select
        label={t('products.category')}
        data={(categories.data ?? []).map((each) => ({ value: String(each.category_id), label: each.name }))}
        searchable
        clearable
        {...draft.form.getInputProps('category_id')}
        onChange={(value) => draft.form.setFieldValue('category_id', value ?? '')}
      />
      <TextInput label={t('products.unit')} {...draft.form.getInputProps('unit')} />
    </DraftForm>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useSession } from '../../../shared/api/session';
import { DateField } from '../../../shared/components/date-field-lazy';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { isDecimal } from '../../../shared/formats/decimal';
import { useMessages } from '../../../shared/i18n/messages';
import type { Product } from './product';

export type AmountKind = 'prices' | 'costs';

/** A price or a cost from a day on; the one before it ends on the day before. */
export function AmountForm(props: { product: Product; kind: AmountKind; onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const { product, kind } = props;
  const currency = product.price?.currency ?? company.currency;
  const draft = useDraftForm({
    id: `product-${product.product_id}-${kind}`,
    initial: { amount: '', valid_from: company.today },
    validate: (values) => ({
      amount: isDecimal(values.amount) ? null : t('shared.form.money'),
      valid_from: values.valid_from ? null : t('shared.form.required'),
    }),
    submit: async (values, key) => {
      const body = { amount: { amount: values.amount, currency }, valid_from: values.valid_from };
      await request('POST', `/products/${product.product_id}/${kind}`, { body, idempotencyKey: key });
      await refresh(client, ['/products']);
    },
    onDone: props.onClose,
  });
  return (
    <SidePanel opened onClose={props.onClose} title={t(`products.new_${kind}`)}>
      <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={props.onClose}>
        <DecimalField
          label={t('orders.net_amount')}
          unit={currency}
          {...draft.form.getInputProps('amount')}
        />
        <DateField
          label={t('products.valid_from')}
          value={draft.form.values.valid_from}
          onChange={(value) => draft.form.setFieldValue('valid_from', value ?? '')}
          error={draft.form.errors.valid_from as string | undefined}
        />
      </DraftForm>
    </SidePanel>
  );
}

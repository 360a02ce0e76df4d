import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { useMessages } from '../../../shared/i18n/messages';
import { type Customer, type TextField, textFields } from './customer';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The customer to change; absent: a new one. */
  customer?: Customer;
}

/** Adds a customer, or corrects one. */
export function CustomerForm(props: Props) {
  const { t } = useMessages();
  const title = props.customer ? t('customers.edit_of', { name: props.customer.name }) : t('customers.new');
  return (
    <SidePanel opened={props.opened} onClose={props.onClose} title={title}>
      <Fields {...props} />
    </SidePanel>
  );
}

type Values = Record<TextField, string> & { kind: string };

function Fields({ customer, onClose }: Props) {
  const { t } = useMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const texts = Object.fromEntries(textFields.map((each) => [each, customer?.[each] ?? ''])) as Record<
    TextField,
    string
  >;
  const draft = useDraftForm<Values>({
    id: customer ? `customer-${customer.customer_id}-${customer.version}` : 'customer-new',
    initial: { ...texts, kind: customer?.kind ?? 'company' },
    validate: (values) => ({ name: values.name.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      const saved = await (customer
        ? request<Customer>('PATCH', `/customers/${customer.customer_id}`, {
            body: changed(values, customer),
            version: customer.version,
            idempotencyKey: key,
          })
        : request<Customer>('POST', '/customers', { body: given(values), idempotencyKey: key }));
      await refresh(client, ['/customers']);
      onClose();
      if (!customer) void navigate({ to: `/process/customers/${saved.customer_id}` as never });
    },
  });
  return (
    <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={onClose}>
      <Select
        label={t('customers.kind')}
        data={(['company', 'person'] as const).map((each) => ({
          value: each,
          label: t(`customers.kinds.${each}`),
        }))}
        allowDeselect={false}
        {...draft.form.getInputProps('kind')}
      />
      {textFields.map((each) => (
        <TextInput
          key={each}
          label={t(`customers.${each}`)}
          dir={['email', 'phone', 'website'].includes(each) ? 'ltr' : 'auto'}
          {...draft.form.getInputProps(each)}
        />
      ))}
    </DraftForm>
  );
}

/** What was filled in, of a new customer. */
function given(values: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<Values>;
}

/** What differs from the customer that was read; an emptied field is cleared. */
function changed(values: Values, customer: Customer): Record<string, string | null> {
  const entries = Object.entries(values).filter(
    ([name, value]) => value !== (customer[name as TextField] ?? ''),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, value === '' ? null : value]));
}

import { NumberInput, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { useMessages } from '../../../shared/i18n/messages';
import { type AccountingPolicy, benefitRows, bookAccounts } from './accounting';

/** How commission is carried: benefit periods, expedient, and the company's own account codes. */
export function PolicyForm(props: { policy: AccountingPolicy; onClose: () => void }) {
  const { t } = useMessages();
  const client = useQueryClient();
  const { policy } = props;
  const draft = useDraftForm({
    id: `accounting-policy-${policy.version}`,
    initial: {
      benefits: benefitRows(policy),
      months_otherwise: policy.months_otherwise,
      uses_expedient: policy.uses_expedient,
      codes: bookAccounts.map((account) => ({
        account,
        code: policy.codes.find((each) => each.account === account)?.code ?? '',
      })),
    },
    submit: async (values, key) => {
      await request('PUT', '/accounting/policy', {
        body: values,
        version: policy.version,
        idempotencyKey: key,
      });
      await refresh(client, ['/accounting']);
    },
    onDone: props.onClose,
  });
  const { form } = draft;
  return (
    <SidePanel opened onClose={props.onClose} title={t('accounting.settings')}>
      <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={props.onClose}>
        {form.values.benefits.map((row, place) => (
          <NumberInput
            key={row.order_type}
            label={t('accounting.months_of', { type: row.order_type })}
            description={place === 0 ? t('accounting.months_about') : undefined}
            min={0}
            max={600}
            allowDecimal={false}
            {...form.getInputProps(`benefits.${place}.months`)}
          />
        ))}
        <NumberInput
          label={t('accounting.months_otherwise')}
          min={0}
          max={600}
          allowDecimal={false}
          {...form.getInputProps('months_otherwise')}
        />
        <Switch
          label={t('accounting.expedient')}
          description={t('accounting.expedient_about')}
          {...form.getInputProps('uses_expedient', { type: 'checkbox' })}
        />
        {form.values.codes.map((row, place) => (
          <TextInput
            key={row.account}
            label={t(`accounting.accounts.${row.account}`)}
            description={place === 0 ? t('accounting.codes_about') : undefined}
            maxLength={40}
            dir="ltr"
            {...form.getInputProps(`codes.${place}.code`)}
          />
        ))}
      </DraftForm>
    </SidePanel>
  );
}

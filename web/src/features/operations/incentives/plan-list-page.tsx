import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileText, Plus } from 'lucide-react';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useMay, useSession } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { DateField } from '../../../shared/components/date-field-lazy';
import { EmptyState } from '../../../shared/components/empty-state';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Page } from '../../../shared/components/page';
import { SidePanel } from '../../../shared/components/side-panel';
import { Tag } from '../../../shared/components/tag';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import { type PlanVersion, planPath } from './incentive';

/** Every version of every plan that one may read. */
export default function PlanListPage() {
  const { t } = useMessages();
  const mayWrite = useMay()('plan_write');
  const [address, change] = useAddress();
  const create = () => change({ new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('frame.pay.new_plan')}
    </Button>
  );
  const columns: Column<PlanVersion>[] = [
    { key: 'name', header: t('pay.plan'), value: (row) => row.name, groupable: true, phone: true },
    { key: 'number', header: t('pay.version'), kind: 'count', value: (row) => row.number },
    {
      key: 'state',
      header: t('pay.state'),
      value: (row) => t(`pay.version_states.${row.state}`),
      cell: (row) => (
        <Tag tone={row.state === 'approved' ? 'good' : row.state === 'rejected' ? 'warn' : undefined}>
          {t(`pay.version_states.${row.state}`)}
        </Tag>
      ),
      phone: true,
    },
    { key: 'valid_from', header: t('products.valid_from'), kind: 'date', value: (row) => row.valid_from },
  ];
  return (
    <Page title={t('frame.pay.plans')} sentence={t('pay.plans_about')} actions={button} list>
      <DataTable<PlanVersion>
        id="plans"
        label={t('frame.pay.plans')}
        columns={columns}
        path="/plan-versions"
        rowId={(row) => row.version_id}
        rowPath={(row) => planPath(row.version_id)}
        fill
        empty={
          <EmptyState
            icon={FileText}
            title={t('pay.no_plans')}
            text={t('pay.no_plans_about')}
            actions={button}
          />
        }
      />
      {mayWrite && address.new === '1' && <NewPlan onClose={() => change({ new: undefined })} />}
    </Page>
  );
}

/** What a new plan begins with: the smallest one that pays. */
const startText = (name: string, currency: string) => `plan "${name}"
    for       role salesperson
    currency  ${currency}
    period    quarter, paid quarterly

measure bookings = amount of order lines credited as owner or split

component "Commission"
    pays 5% of bookings
`;

function NewPlan({ onClose }: { onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const draft = useDraftForm({
    id: 'plan-new',
    // A plan usually holds from the beginning of a year.
    initial: { name: '', valid_from: `${company.today.slice(0, 4)}-01-01` },
    validate: (values) => ({ name: values.name.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      const body = { ...values, text: startText(values.name.replaceAll('"', '’'), company.currency) };
      const made = await request<PlanVersion>('POST', '/plan-versions', { body, idempotencyKey: key });
      await refresh(client, ['/plan-versions']);
      onClose();
      void navigate({ to: planPath(made.version_id) as never });
    },
  });
  return (
    <SidePanel opened onClose={onClose} title={t('frame.pay.new_plan')}>
      <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={onClose}>
        <TextInput label={t('pay.plan_name')} {...draft.form.getInputProps('name')} />
        <DateField
          label={t('products.valid_from')}
          value={draft.form.values.valid_from}
          onChange={(value) => draft.form.setFieldValue('valid_from', value ?? '')}
        />
      </DraftForm>
    </SidePanel>
  );
}

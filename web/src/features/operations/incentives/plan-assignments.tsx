import { Button, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Clock, Plus } from 'lucide-react';
import { useState } from 'react';
import { dayBefore } from '../../../shared/api/periods';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useMay, useSession } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { DateField } from '../../../shared/components/date-field-lazy';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Section } from '../../../shared/components/page';
import { SidePanel } from '../../../shared/components/side-panel';
import { Tag } from '../../../shared/components/tag';
import { showDone } from '../../../shared/components/undo-toast';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { PlanAssignment, PlanPayee } from './close-desk';
import classes from './close-desk.module.css';
import { PersonField } from './person-field';

const roles = [
  'sales_manager',
  'assistant_manager',
  'team_leader',
  'salesperson',
  'specialist',
  'liaison_production',
  'liaison_service',
  'liaison_marketing',
  'liaison_finance',
  'liaison_hr',
  'executive',
  'other',
] as const;

const reads = ['/pay-plans', '/home', '/own-pay-plans'] as const;

/** The day after: the exclusive end of what people call the last day. */
const dayAfter = (iso: string) =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** To whom a plan applies, and who of them has accepted which version. For those who keep plans. */
export function PlanAssignments({ planId }: { planId: number }) {
  const may = useMay();
  if (!may('plan_write') && !may('plan_approve')) return null;
  return (
    <>
      <Assignments planId={planId} />
      <Payees planId={planId} />
    </>
  );
}

function Assignments({ planId }: { planId: number }) {
  const messages = useMessages();
  const { t } = messages;
  const mayWrite = useMay()('plan_write');
  const [assigning, setAssigning] = useState(false);
  const [ending, setEnding] = useState<PlanAssignment | null>(null);
  const answer = useApi<PlanAssignment[]>(`/pay-plans/${planId}/assignments`);
  const payees = useApi<PlanPayee[]>(`/pay-plans/${planId}/payees`);
  const people = useApi<{ items: { person_id: number; name: string }[] }>('/people', { limit: 200 });
  const names = new Map<number, string>();
  for (const each of people.data?.items ?? []) names.set(each.person_id, each.name);
  for (const each of payees.data ?? []) names.set(each.person_id, each.person);
  if (!answer.data) return null;
  return (
    <Section
      title={t('close_desk.assignments')}
      about={t('close_desk.assignments_about')}
      actions={
        mayWrite && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => setAssigning(true)}
          >
            {t('close_desk.assign')}
          </Button>
        )
      }
    >
      <DataTable<PlanAssignment>
        id="plan-assignments"
        label={t('close_desk.assignments')}
        columns={assignmentColumns(messages, names, mayWrite ? setEnding : undefined)}
        rows={answer.data}
        rowId={(row) => row.assignment_id}
        plain
        empty={<p className={classes.muted}>{t('close_desk.no_assignments')}</p>}
      />
      {assigning && <AssignForm planId={planId} onClose={() => setAssigning(false)} />}
      {ending && <EndForm assignment={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function assignmentColumns(
  messages: Messages,
  names: Map<number, string>,
  onEnd?: (row: PlanAssignment) => void,
): Column<PlanAssignment>[] {
  const { t, formats, lookup } = messages;
  const whom = (row: PlanAssignment) =>
    row.person_id
      ? (names.get(row.person_id) ?? String(row.person_id))
      : t('close_desk.role_of', { role: lookup(`structure.kinds.${row.role}`, undefined, row.role ?? '') });
  return [
    { key: 'whom', header: t('close_desk.assign_to'), value: whom, phone: true },
    { key: 'valid_from', header: t('close_desk.from'), kind: 'date', value: (row) => row.valid_from },
    {
      key: 'valid_to',
      header: t('close_desk.until'),
      value: (row) => (row.valid_to ? formats.date(dayBefore(row.valid_to)) : t('close_desk.further_notice')),
      phone: true,
    },
    {
      key: 'end',
      header: t('close_desk.end'),
      value: () => null,
      cell: (row) =>
        onEnd &&
        !row.valid_to && (
          <Button variant="subtle" size="compact-sm" onClick={() => onEnd(row)}>
            {t('close_desk.end')}
          </Button>
        ),
    },
  ];
}

function Payees({ planId }: { planId: number }) {
  const { t, formats } = useMessages();
  const answer = useApi<PlanPayee[]>(`/pay-plans/${planId}/payees`);
  if (!answer.data || answer.data.length === 0) return null;
  const accepted = answer.data.filter((each) => each.is_current).length;
  const columns: Column<PlanPayee>[] = [
    { key: 'person', header: t('close_desk.person'), value: (row) => row.person, phone: true },
    {
      key: 'accepted',
      header: t('close_desk.accepted'),
      value: (row) => row.accepted_at,
      cell: (row) =>
        row.accepted_at ? (
          <Tag icon={row.is_current ? CircleCheck : Clock} tone={row.is_current ? 'good' : 'warn'}>
            {t('close_desk.accepted_version', {
              number: formats.count(row.accepted_number ?? 0),
              date: formats.date(row.accepted_at.slice(0, 10)),
            })}
          </Tag>
        ) : (
          <Tag>{t('close_desk.not_accepted')}</Tag>
        ),
      phone: true,
    },
  ];
  return (
    <Section
      title={t('close_desk.on_plan')}
      about={t('close_desk.on_plan_about', {
        accepted: formats.count(accepted),
        all: formats.count(answer.data.length),
      })}
    >
      <DataTable<PlanPayee>
        id="plan-payees"
        label={t('close_desk.on_plan')}
        columns={columns}
        rows={answer.data}
        rowId={(row) => row.person_id}
        plain
        empty={null}
      />
    </Section>
  );
}

function AssignForm({ planId, onClose }: { planId: number; onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const draft = useDraftForm({
    id: `plan-assign-${planId}`,
    initial: { whom: 'person', person_id: '', role: '', valid_from: company.today, last_day: '' },
    validate: (values) => ({
      person_id: values.whom === 'role' || values.person_id ? null : t('shared.form.required'),
      role: values.whom === 'person' || values.role ? null : t('shared.form.required'),
      valid_from: values.valid_from ? null : t('shared.form.required'),
    }),
    submit: async (values, key) => {
      const body = {
        ...(values.whom === 'person' ? { person_id: Number(values.person_id) } : { role: values.role }),
        valid_from: values.valid_from,
        valid_to: values.last_day ? dayAfter(values.last_day) : undefined,
      };
      await request('POST', `/pay-plans/${planId}/assignments`, { body, idempotencyKey: key });
      await refresh(client, reads);
    },
    onDone: () => {
      showDone(t('close_desk.assigned'));
      onClose();
    },
  });
  const { form } = draft;
  return (
    <SidePanel opened onClose={onClose} title={t('close_desk.assign')}>
      <DraftForm draft={draft} submitLabel={t('close_desk.assign')} onCancel={onClose}>
        <Select
          label={t('close_desk.assign_to')}
          data={[
            { value: 'person', label: t('close_desk.to_person') },
            { value: 'role', label: t('close_desk.to_role') },
          ]}
          allowDeselect={false}
          {...form.getInputProps('whom')}
        />
        {form.values.whom === 'person' ? (
          <PersonField
            label={t('close_desk.person')}
            value={form.values.person_id}
            onChange={(value) => form.setFieldValue('person_id', value)}
            error={form.errors.person_id}
          />
        ) : (
          <Select
            label={t('close_desk.role')}
            data={roles.map((each) => ({ value: each, label: t(`structure.kinds.${each}`) }))}
            searchable
            {...form.getInputProps('role')}
          />
        )}
        <DateField
          label={t('close_desk.from')}
          value={form.values.valid_from || null}
          onChange={(day) => form.setFieldValue('valid_from', day ?? '')}
          error={form.errors.valid_from}
        />
        <DateField
          label={t('close_desk.until')}
          description={t('close_desk.until_about')}
          value={form.values.last_day || null}
          onChange={(day) => form.setFieldValue('last_day', day ?? '')}
          error={form.errors.last_day}
        />
      </DraftForm>
    </SidePanel>
  );
}

function EndForm({ assignment, onClose }: { assignment: PlanAssignment; onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const draft = useDraftForm({
    id: `plan-assignment-end-${assignment.assignment_id}`,
    initial: { last_day: company.today },
    validate: (values) => ({ last_day: values.last_day ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      await request('POST', `/plan-assignments/${assignment.assignment_id}/end`, {
        body: { valid_to: dayAfter(values.last_day) },
        version: assignment.version,
        idempotencyKey: key,
      });
      await refresh(client, reads);
    },
    onDone: () => {
      showDone(t('close_desk.ended'));
      onClose();
    },
  });
  const { form } = draft;
  return (
    <SidePanel opened onClose={onClose} title={t('close_desk.end')}>
      <DraftForm draft={draft} submitLabel={t('close_desk.end')} onCancel={onClose}>
        <DateField
          label={t('close_desk.last_day')}
          description={t('close_desk.end_about')}
          value={form.values.last_day || null}
          onChange={(day) => form.setFieldValue('last_day', day ?? '')}
          error={form.errors.last_day}
        />
      </DraftForm>
    </SidePanel>
  );
}

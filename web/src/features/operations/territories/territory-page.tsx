import { Button } from '@mantine/core';
import { Map as MapIcon, Plus, UserRoundX } from 'lucide-react';
import { dayBefore } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import type { Page as ListPage } from '../../../shared/components/data-table/use-rows';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page, Section } from '../../../shared/components/page';
import { Tag } from '../../../shared/components/tag';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { Territory, TerritoryGap } from './territory';
import { TerritoryForm } from './territory-form';

/** The ground, who works it on the chosen day, and the days on which nobody will. */
export default function TerritoryPage() {
  const messages = useMessages();
  const { t } = messages;
  const mayWrite = useMay()('territory_write');
  const [address, change] = useAddress();
  const gaps = useApi<ListPage<TerritoryGap>>('/territory-gaps', { limit: 1 });
  const create = () => change({ new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('territories.new')}
    </Button>
  );
  return (
    <Page title={t('territories.title')} sentence={t('territories.about')} actions={button}>
      <DataTable<Territory>
        id="territories"
        label={t('territories.title')}
        columns={columnsOf(messages)}
        path="/territories"
        query={{ limit: 200 }}
        dated
        searchable
        rowId={(row) => row.territory_id}
        rowPath={(row) => `/operations/goals/territory/${row.territory_id}`}
        empty={
          <EmptyState
            icon={MapIcon}
            title={t('territories.empty')}
            text={t('territories.empty_about')}
            actions={button}
          />
        }
      />
      {gaps.data && gaps.data.items.length > 0 && (
        <Section title={t('territories.gaps')} about={t('territories.gaps_about')}>
          <Gaps />
        </Section>
      )}
      {mayWrite && <TerritoryForm opened={address.new === '1'} onClose={() => change({ new: undefined })} />}
    </Page>
  );
}

function columnsOf({ t }: Messages): Column<Territory>[] {
  return [
    {
      key: 'name',
      header: t('territories.name'),
      value: (row) => row.name,
      depth: (row) => row.depth,
      phone: true,
    },
    {
      key: 'holder',
      header: t('structure.holder'),
      value: (row) => row.holder,
      cell: (row) =>
        row.holder ?? (
          <Tag icon={UserRoundX} tone="warn">
            {t('structure.nobody')}
          </Tag>
        ),
      phone: true,
    },
    { key: 'position', header: t('structure.position'), value: (row) => row.position_title },
    { key: 'external_id', header: t('customers.external_id'), value: (row) => row.external_id },
  ];
}

function Gaps() {
  const messages = useMessages();
  const { t, formats } = messages;
  const columns: Column<TerritoryGap>[] = [
    {
      key: 'territory',
      header: t('territories.name'),
      value: (row) => row.territory,
      phone: true,
    },
    {
      key: 'days',
      header: t('territories.days'),
      value: (row) =>
        row.range.to
          ? formats.range(row.range.from, dayBefore(row.range.to))
          : t('shared.period.since', { date: formats.date(row.range.from) }),
      phone: true,
    },
  ];
  return (
    <DataTable<TerritoryGap>
      id="territory-gaps"
      label={t('territories.gaps')}
      columns={columns}
      path="/territory-gaps"
      rowId={(row) => `${row.territory_id}-${row.range.from}`}
      plain
      empty={null}
    />
  );
}

import {
  ActionIcon,
  Button,
  Checkbox,
  CloseButton,
  Menu,
  Popover,
  Select,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { Columns3, Download, ListFilter, Rows3, Search } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMessages } from '../../i18n/messages';
import type { Column } from './columns';
import classes from './data-table.module.css';
import type { TableChange, TableState } from './table-state';
import { ViewMenu } from './view-menu';

interface Props<Row> {
  id: string;
  columns: readonly Column<Row>[];
  shown: readonly Column<Row>[];
  state: TableState;
  change: (change: TableChange) => void;
  searchable: boolean;
  exportUrl?: (format: 'csv' | 'xlsx') => string;
  count: string | null;
  actions?: ReactNode;
}

export function Toolbar<Row>(props: Props<Row>) {
  const { state, change } = props;
  return (
    <div className={classes.toolbar} data-print="no">
      {props.searchable && <SearchField value={state.search} onChange={(search) => change({ search })} />}
      <FilterChips {...props} />
      <FilterMenu {...props} />
      <span className={classes.count} role="status">
        {props.count}
      </span>
      <span className={classes.tools}>
        <ViewMenu tableId={props.id} />
        <GroupMenu {...props} />
        <ColumnMenu {...props} />
        {props.exportUrl && <ExportMenu url={props.exportUrl} />}
        {props.actions}
      </span>
    </div>
  );
}

/** Asks the server when one pauses, not at each key. */
function SearchField(props: { value: string; onChange: (text: string) => void }) {
  const { t } = useMessages();
  const [text, setText] = useState(props.value);
  const latest = useRef(props.onChange);
  latest.current = props.onChange;
  const sent = useRef(props.value);
  useEffect(() => {
    if (props.value !== sent.current) {
      sent.current = props.value;
      setText(props.value);
    }
  }, [props.value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      latest.current(text);
    }, 200);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      className={classes.search}
      size="xs"
      type="search"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      placeholder={t('shared.table.search')}
      aria-label={t('shared.table.search')}
      leftSection={<Search size={15} aria-hidden />}
      rightSection={
        text ? (
          <CloseButton size="xs" onClick={() => setText('')} aria-label={t('shared.table.clear_search')} />
        ) : null
      }
    />
  );
}

function FilterMenu<Row>({ columns, state, change }: Props<Row>) {
  const { t } = useMessages();
  const filterable = columns.filter((each) => each.choices);
  if (filterable.length === 0) return null;
  return (
    <Popover position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<ListFilter size={15} aria-hidden />}>
          {t('shared.table.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.filters} aria-label={t('shared.table.filter')}>
        {filterable.map((column) => (
          <Select
            key={column.key}
            size="xs"
            label={column.header}
            data={[...(column.choices ?? [])]}
            value={state.filters[column.key] ?? null}
            onChange={(value) => change({ filters: { ...state.filters, [column.key]: value ?? '' } })}
            placeholder={t('shared.table.any')}
            clearable
            searchable
            comboboxProps={{ withinPortal: false }}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterChips<Row>({ columns, state, change }: Props<Row>) {
  const { t } = useMessages();
  return Object.entries(state.filters).map(([key, value]) => {
    const column = columns.find((each) => each.key === key);
    const label = column?.choices?.find((each) => each.value === value)?.label ?? value;
    return (
      <span key={key} className={classes.chip}>
        {column?.header ?? key}: <strong>{label}</strong>
        <CloseButton
          size="xs"
          aria-label={t('shared.table.remove_filter', { filter: column?.header ?? key })}
          onClick={() => change({ filters: { ...state.filters, [key]: '' } })}
        />
      </span>
    );
  });
}

function GroupMenu<Row>({ columns, state, change }: Props<Row>) {
  const { t } = useMessages();
  const groupable = columns.filter((each) => each.groupable);
  if (groupable.length === 0) return null;
  return (
    <Menu>
      <Menu.Target>
        <Tooltip label={t('shared.table.group')}>
          <ActionIcon aria-label={t('shared.table.group')} data-on={state.group !== null || undefined}>
            <Rows3 size={17} strokeWidth={1.8} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shared.table.group')}</Menu.Label>
        <Menu.RadioGroup value={state.group ?? ''} onChange={(group) => change({ group: group || null })}>
          <Menu.RadioItem value="">{t('shared.table.no_group')}</Menu.RadioItem>
          {groupable.map((column) => (
            <Menu.RadioItem key={column.key} value={column.key}>
              {column.header}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function ColumnMenu<Row>({ columns, shown, change }: Props<Row>) {
  const { t } = useMessages();
  const isShown = (key: string) => shown.some((each) => each.key === key);
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('shared.table.columns')}>
          <ActionIcon aria-label={t('shared.table.columns')} className={classes.wide}>
            <Columns3 size={17} strokeWidth={1.8} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.filters} aria-label={t('shared.table.columns')}>
        {columns.map((column, at) => (
          <Checkbox
            key={column.key}
            label={column.header}
            size="xs"
            checked={isShown(column.key)}
            disabled={at === 0}
            onChange={(event) =>
              change({
                columns: columns
                  .filter((each) =>
                    each.key === column.key ? event.currentTarget.checked : isShown(each.key),
                  )
                  .map((each) => each.key),
              })
            }
          />
        ))}
        <Button variant="subtle" size="compact-xs" onClick={() => change({ columns: null })}>
          {t('shared.table.reset_columns')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function ExportMenu(props: { url: (format: 'csv' | 'xlsx') => string }) {
  const { t } = useMessages();
  return (
    <Menu>
      <Menu.Target>
        <Tooltip label={t('shared.export')}>
          <ActionIcon aria-label={t('shared.export')}>
            <Download size={17} strokeWidth={1.8} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'xlsx'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={props.url(format)} download>
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

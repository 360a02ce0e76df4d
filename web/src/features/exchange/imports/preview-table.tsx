import { Select } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import { formWords } from './form-words';
import {
  type CanonicalFile,
  type FileKind,
  fileKinds,
  type Mapping,
  type PreviewColumn,
  type PreviewTable,
} from './import';
import classes from './imports.module.css';
import { assign, makeOf, writeForm } from './mapping';

interface Props {
  table: PreviewTable;
  mapping: Mapping;
  canonical: readonly CanonicalFile[];
  onChange: (mapping: Mapping) => void;
}

const dateForms = ['date d/m/y', 'date m/d/y'];
const decimalForms = ['decimal .', 'decimal ,'];

/** One source: what it becomes, and each of its columns with first values and where they go. */
export function PreviewOf(props: Props) {
  const { t, formats } = useMessages();
  const { table, mapping, canonical } = props;
  const kinds = table.targets.map((each) => each.kind);
  const missing = table.targets.flatMap((each) =>
    each.missing.map((name) => `${t(`imports.kinds.${each.kind}`)}: ${name}`),
  );
  const options = canonical
    .filter((each) => kinds.includes(each.kind))
    .map((each) => ({
      group: t(`imports.kinds.${each.kind}`),
      items: each.columns.map((column) => ({
        value: `${each.kind}.${column.name}`,
        label: column.is_required ? `${column.name} *` : column.name,
      })),
    }));
  return (
    <>
      <div className={classes.becomes}>
        <Select
          size="xs"
          label={t('imports.becomes')}
          data={fileKinds.map((each) => ({ value: each, label: t(`imports.kinds.${each}`) }))}
          value={kinds[0] ?? null}
          placeholder={t('imports.nothing')}
          disabled={kinds.length > 1}
          onChange={(kind) => kind && props.onChange(makeOf(mapping, table, kind as FileKind))}
        />
        {kinds.length > 1 && <span>{formats.list(kinds.map((each) => t(`imports.kinds.${each}`)))}</span>}
        {missing.length > 0 && (
          <Tag icon={TriangleAlert} tone="warn">
            {t('imports.missing', { columns: formats.list(missing) })}
          </Tag>
        )}
      </div>
      <section
        className={classes.scroll}
        aria-label={table.source}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('imports.column')}</th>
              <th scope="col">{t('imports.goes_to')}</th>
              <th scope="col">{t('imports.written')}</th>
              <th scope="col">{t('imports.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {table.columns.map((column) => (
              <ColumnLine key={column.heading} {...props} column={column} options={options} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

interface LineProps extends Props {
  column: PreviewColumn;
  options: { group: string; items: { value: string; label: string }[] }[];
}

function ColumnLine({ column, options, table, mapping, onChange }: LineProps) {
  const messages = useMessages();
  const { t } = messages;
  const target = column.targets[0] ?? null;
  return (
    <tr>
      <th scope="row">{column.heading}</th>
      <td>
        <Select
          size="xs"
          aria-label={t('imports.goes_to_of', { column: column.heading })}
          data={options}
          value={target}
          placeholder={column.is_ignored ? t('imports.left_out') : t('imports.not_read')}
          searchable
          clearable
          onChange={(next) => onChange(assign(mapping, table, column.heading, next))}
        />
      </td>
      <td>
        {target && (column.date_order_open || column.decimal_mark_open) ? (
          <Select
            size="xs"
            aria-label={t('imports.written_of', { column: column.heading })}
            data={(column.date_order_open ? dateForms : decimalForms).map((form) => ({
              value: form,
              label: formWords(form, messages),
            }))}
            value={column.guess}
            error={t('imports.ambiguous')}
            onChange={(form) => form && onChange(writeForm(mapping, table, target, form))}
          />
        ) : (
          <span className={classes.guess}>{formWords(column.guess, messages)}</span>
        )}
      </td>
      <td className={classes.samples} dir="auto">
        {column.samples.slice(0, 3).join(' · ')}
      </td>
    </tr>
  );
}

import { ActionIcon, Button, Menu } from '@mantine/core';
import { Check, Copy, MoreHorizontal, Trash2 } from 'lucide-react';
import { useMessages } from '../../../../shared/i18n/messages';
import classes from './studio.module.css';

export const draftsMax = 4;
export const draftName = (at: number) => 'ABCD'[at] ?? '';

/** The drafts that are tried beside each other; the first is the version itself. */
export function DraftTabs(props: {
  count: number;
  active: number;
  onActive: (at: number) => void;
  onCopy: () => void;
  onUse: () => void;
  onRemove: () => void;
  versions: { value: string; label: string }[];
  onVersion: (version: string) => void;
}) {
  const { t } = useMessages();
  const { count, active } = props;
  return (
    <div className={classes.drafts}>
      <div className={classes.tabs} role="tablist" aria-label={t('plan_studio.drafts')}>
        {Array.from({ length: count }, (_, at) => draftName(at)).map((name, at) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={at === active}
            onClick={() => props.onActive(at)}
          >
            {at === 0 ? t('plan_studio.this_version') : t('plan_studio.draft_named', { name })}
          </button>
        ))}
      </div>
      {active > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Check size={13} aria-hidden />}
          onClick={props.onUse}
        >
          {t('plan_studio.use_draft')}
        </Button>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('plan_studio.draft_actions')}>
            <MoreHorizontal size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={count >= draftsMax}
            leftSection={<Copy size={14} aria-hidden />}
            onClick={props.onCopy}
          >
            {t('plan_studio.copy_draft')}
          </Menu.Item>
          {count < draftsMax &&
            props.versions.map((each) => (
              <Menu.Item key={each.value} onClick={() => props.onVersion(each.value)}>
                {t('plan_studio.open_version', { version: each.label })}
              </Menu.Item>
            ))}
          {active > 0 && (
            <Menu.Item leftSection={<Trash2 size={14} aria-hidden />} onClick={props.onRemove}>
              {t('plan_studio.remove_draft')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {count < draftsMax && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Copy size={13} aria-hidden />}
          onClick={props.onCopy}
        >
          {t('plan_studio.try_another')}
        </Button>
      )}
    </div>
  );
}

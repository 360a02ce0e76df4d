import { Modal } from '@mantine/core';
import type { MessageKey } from '../../shared/i18n/catalogue';
import { useMessages } from '../../shared/i18n/messages';
import { commandKey } from './command-key';
import classes from './shortcuts-dialog.module.css';

const shortcuts: readonly { keys: () => string[]; text: MessageKey }[] = [
  { keys: () => [commandKey()], text: 'frame.shortcuts.command' },
  { keys: () => ['/'], text: 'frame.shortcuts.search' },
  { keys: () => ['c'], text: 'frame.shortcuts.create' },
  { keys: () => ['e'], text: 'frame.shortcuts.edit' },
  { keys: () => ['j', 'k'], text: 'frame.shortcuts.move' },
  { keys: () => ['Enter'], text: 'frame.shortcuts.open' },
  { keys: () => ['x'], text: 'frame.shortcuts.select' },
  { keys: () => ['['], text: 'frame.shortcuts.navigation' },
  { keys: () => ['Esc'], text: 'frame.shortcuts.close' },
  { keys: () => ['?'], text: 'frame.shortcuts.help' },
];

export default function ShortcutsDialog(props: { opened: boolean; onClose: () => void }) {
  const { t } = useMessages();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('frame.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('shared.close') }}
    >
      <dl className={classes.list}>
        {shortcuts.map((each) => (
          <div key={each.text} className={classes.line}>
            <dt>{t(each.text)}</dt>
            <dd>
              {each.keys().map((key) => (
                <kbd key={key} className={classes.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

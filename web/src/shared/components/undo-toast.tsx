import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import classes from './undo-toast.module.css';

/** Says what was done, and offers to take it back for as long as it is shown. */
export function showUndo(message: string, undoLabel: string, undo: () => void): void {
  const id = `undo-${Math.random()}`;
  notifications.show({
    id,
    autoClose: 8000,
    withCloseButton: false,
    message: (
      <span className={classes.toast}>
        {message}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {undoLabel}
        </Button>
      </span>
    ),
  });
}

/** Says that something is done. */
export function showDone(message: string): void {
  notifications.show({ message });
}

/** Says that something did not work, where no field or page can say it. */
export function showFailed(message: string): void {
  notifications.show({ message, color: 'red', autoClose: 10_000 });
}

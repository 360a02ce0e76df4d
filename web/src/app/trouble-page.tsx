import { Problem } from '../shared/components/problem';
import classes from './door.module.css';

/** Before it is known who is there, the server did not answer. */
export function TroublePage(props: { error: unknown; retry: () => void }) {
  return (
    <main className={classes.door}>
      <Problem page error={props.error} retry={props.retry} />
    </main>
  );
}

import { useParams } from '@tanstack/react-router';
import { useSession } from '../../../shared/api/session';
import { PersonPay } from './person-pay';

/** One person's pay. */
export default function PersonPayPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const session = useSession();
  return <PersonPay personId={Number(id)} isSelf={session.person_id === Number(id)} />;
}

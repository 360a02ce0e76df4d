import { Skeleton } from '@mantine/core';
import { useApi } from '../../../shared/api/query';
import { Card, Facts, Page } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { useMessages } from '../../../shared/i18n/messages';
import { PasswordForm } from './password-form';
import { SecondFactor } from './second-factor';
import { Sessions } from './sessions';
import { Tokens } from './tokens';

export interface Me {
  login: string;
  name: string;
  email?: string | null;
  roles: string[];
  has_second_factor: boolean;
}

/**
 * One's own account: what it is called, its password and second factor, where it is signed in, its tokens.
 */
export default function AccountPage() {
  const { t, formats, lookup } = useMessages();
  const answer = useApi<Me>('/me');
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const me = answer.data;
  return (
    <Page title={t('account.title')} sentence={t('account.about')}>
      {me ? (
        <RecordLayout
          side={
            <Card title={me.name}>
              <Facts
                facts={[
                  [t('frame.sign_in.login'), <bdi key="login">{me.login}</bdi>],
                  [t('customers.email'), me.email && <bdi dir="ltr">{me.email}</bdi>],
                  [
                    t('users.roles'),
                    formats.list(me.roles.map((role) => lookup(`frame.role.${role}`, undefined, role))),
                  ],
                ]}
              />
            </Card>
          }
        >
          <Card title={t('account.password')}>
            <PasswordForm login={me.login} />
          </Card>
          <Card title={t('account.second_factor')}>
            <SecondFactor isOn={me.has_second_factor} />
          </Card>
          <Card title={t('account.sessions')}>
            <Sessions />
          </Card>
          <Card title={t('account.tokens')}>
            <Tokens />
          </Card>
        </RecordLayout>
      ) : (
        <Skeleton height={320} />
      )}
    </Page>
  );
}

import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { KeyIcon } from '../../ui/icons.tsx';
import { LostPage, PlainPage } from '../../ui/plain-page.tsx';
import { AccountForm, EmailField, field, NewPasswordField } from './account-form.tsx';
import { tokenOfLink } from './link-token.ts';
import { refusalText } from './refusal.ts';

/** The first account of an install. As soon as there is one, there is no such page. */
export function SetUpPage() {
  const token = tokenOfLink(useRouterState({ select: (state) => state.location.hash }));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const state = useQuery(
    api.accounts.setUpState.queryOptions({ input: { token }, enabled: token !== '', refetchInterval: false }),
  );
  const setUp = useMutation(
    api.accounts.setUp.mutationOptions({
      onSuccess: async () => {
        queries.clear();
        await navigate({ to: '/', replace: true });
      },
    }),
  );
  if (token === '' || state.isError) return <LostPage />;
  if (!state.data) return <output aria-label="Regulars is loading" />;
  return (
    <PlainPage
      icon={<KeyIcon size={24} />}
      title="Make this Regulars yours"
      text="The first account is its owner’s: everything that is in it already, and everything that comes, belongs to it."
    >
      <AccountForm
        submit="Make the account"
        isUnderWay={setUp.isPending}
        refused={refusalText(setUp.error, 'Somebody else was faster: this Regulars has an owner.')}
        onSubmit={(fields) =>
          setUp.mutate({
            token,
            name: field(fields, 'name'),
            email: field(fields, 'email'),
            password: field(fields, 'password'),
          })
        }
      >
        <TextInput name="name" label="Your name" autoComplete="name" required withAsterisk={false} maxLength={100} />
        <EmailField />
        <NewPasswordField />
      </AccountForm>
    </PlainPage>
  );
}

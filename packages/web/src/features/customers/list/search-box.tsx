import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { SearchIcon } from '../../../ui/icons.tsx';
import { useUrlState } from '../../../use-url-state.ts';

const afterTypingMs = 300;

/** What is typed goes into the address when the typing rests. */
export function SearchBox({ mayContact, className }: { mayContact: boolean; className?: string | undefined }) {
  const [{ q }, change] = useUrlState();
  const [typed, setTyped] = useState(q ?? '');
  const sent = useRef(q);

  // The address may change from elsewhere: "clear", or the way back. What was typed since is not overwritten by our own change.
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q ?? '');
  }, [q]);

  const send = (text: string) => {
    sent.current = text.trim() === '' ? undefined : text.trim();
    change({ q: sent.current }, { replace: true });
  };
  const sendSoon = useDebouncedCallback(send, afterTypingMs);
  const what = mayContact ? 'Name, e-mail, phone' : 'Name or number';

  return (
    <search className={className}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(typed);
        }}
      >
        <TextInput
          type="search"
          aria-label="Search customers"
          placeholder={what}
          value={typed}
          maxLength={200}
          leftSection={<SearchIcon size={17} />}
          rightSection={
            typed !== '' && (
              <CloseButton
                size="sm"
                aria-label="Clear the search"
                onClick={() => {
                  setTyped('');
                  send('');
                }}
              />
            )
          }
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            sendSoon(currentTarget.value);
          }}
        />
      </form>
    </search>
  );
}

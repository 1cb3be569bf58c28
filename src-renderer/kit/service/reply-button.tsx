import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Icon } from '../icons/icon.tsx';
import { usePageKey } from '../record/use-page-key.ts';
import type { Replying } from './use-replying.ts';

const REPLY_KEY = 'r';

/** What one comes to a ticket for. It stays where it is while the reply is written, so that nothing beside it moves. */
export function ReplyButton({ reply }: { readonly reply: Replying }) {
  const { opened } = reply;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpened = useRef(opened);
  // Whoever came by keyboard goes on from here.
  useEffect(() => {
    if (wasOpened.current && !opened) button.current?.focus();
    wasOpened.current = opened;
  }, [opened]);
  usePageKey(REPLY_KEY, opened ? null : reply.open);
  return (
    <Button
      ref={button}
      variant={opened ? 'light' : 'filled'}
      aria-expanded={opened}
      leftSection={<Icon name="mail" size={14} />}
      rightSection={
        <kbd className="key" aria-hidden="true">
          {REPLY_KEY.toUpperCase()}
        </kbd>
      }
      onClick={opened ? reply.close : reply.open}
    >
      Reply
    </Button>
  );
}

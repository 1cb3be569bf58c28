/** Of a series: is this one meant, this one and all that follow, or all of them? */
import { Button, Modal, Radio, Stack } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Scope } from '../../../crm/modules/activity/series.rules.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';

const LABELS: Readonly<Record<Scope, string>> = {
  one: 'This one',
  following: 'This one and all that follow',
  all: 'All of them',
};

interface ScopeDialogProps<Offered extends Scope> {
  readonly title: string;
  readonly act: string;
  readonly scopes: readonly Offered[];
  readonly onChoose: (scope: Offered) => void;
  readonly onClose: () => void;
  /** Takes the focus when the question is answered or left. */
  readonly onGone: () => void;
}

export function ScopeDialog<Offered extends Scope>(props: ScopeDialogProps<Offered>) {
  const { scopes } = props;
  const gone = useRef(props.onGone);
  useEffect(() => {
    const back = gone.current;
    // Once the dialog has let go of the focus.
    return () => void requestAnimationFrame(back);
  }, []);
  // In the moment in which it is there: keys that come fast are for it, not for the entry behind it.
  const takeFocus = useCallback(
    (first: HTMLInputElement | null) => first?.focus({ preventScroll: true }),
    [],
  );
  const [chosen, setChosen] = useState<Offered | undefined>(scopes[0]);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={360}
      closeButtonProps={{ 'aria-label': 'Leave it' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== undefined) props.onChoose(chosen);
        }}
      >
        <Radio.Group
          aria-label="Which of them"
          value={chosen ?? null}
          onChange={(value) => setChosen(scopes.find((scope) => scope === value))}
        >
          <Stack gap={8}>
            {scopes.map((scope, index) => (
              <Radio
                key={scope}
                value={scope}
                label={LABELS[scope]}
                size="xs"
                {...(index === 0 ? { ref: takeFocus, 'data-autofocus': true } : {})}
              />
            ))}
          </Stack>
        </Radio.Group>
        <DialogFoot onCancel={props.onClose}>
          <Button type="submit">{props.act}</Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}

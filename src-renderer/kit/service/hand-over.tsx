/** From the draft to the program that sends mail: opened there, or copied for wherever mail is written. */
import { Button } from '@mantine/core';
import { copyText } from '../acts/copy-text.ts';
import { mailAddress, fitsIntoAddress } from './mail-address.ts';

interface HandOverProps {
  /** undefined: nobody knows where to write to. */
  readonly address: string | undefined;
  readonly subject: string;
  /** Asked when somebody presses a button: the draft is written letter by letter. */
  readonly text: () => string;
}

export function HandOver({ address, subject, text }: HandOverProps) {
  const copy = (said: string): void => void copyText(text(), said);
  return (
    <>
      {address !== undefined && (
        <Button
          variant="default"
          onClick={() => {
            const whole = fitsIntoAddress(text());
            if (!whole) copy('The reply is copied: it is too long to be handed over, so paste it');
            // The main process opens it, if it is an address of mail, and never makes a window.
            window.open(mailAddress(address, subject, whole ? text() : ''));
          }}
        >
          Open in mail program
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={() => copy('Reply copied')}>
        Copy
      </Button>
    </>
  );
}

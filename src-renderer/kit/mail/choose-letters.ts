/** Asks for e-mails that were saved as files; none when the person thinks better of it. */
export function chooseLetters(): Promise<readonly File[]> {
  return new Promise((answer) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.eml,message/rfc822';
    input.multiple = true;
    input.addEventListener('change', () => answer([...(input.files ?? [])]));
    input.addEventListener('cancel', () => answer([]));
    input.click();
  });
}

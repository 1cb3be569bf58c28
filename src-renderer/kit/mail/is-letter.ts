/** An e-mail as mail programs save it or let it be dragged out. */
export function isLetter({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return type === 'message/rfc822' || /\.eml$/i.test(name);
}

/** Which records somebody follows. */
import { derivedId } from '../../kernel/ids.ts';

export function followId(person: string, doc: string): string {
  return derivedId('follow', person, doc);
}

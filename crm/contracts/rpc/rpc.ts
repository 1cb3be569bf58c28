/** The shape of a contract between a window and the worker: calls with input and output, and events. */
import type * as z from 'zod';

export interface Call {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}
export type Calls = Readonly<Record<string, Call>>;
export type Events = Readonly<Record<string, z.ZodType>>;

export type InputOf<Table extends Calls, Name extends keyof Table> = z.input<Table[Name]['input']>;
export type OutputOf<Table extends Calls, Name extends keyof Table> = z.output<
  Table[Name]['output']
>;

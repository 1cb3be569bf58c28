/**
 * Imported before everything else: a schema decides as it is made whether it may compile itself into code, which the
 * content security policy forbids.
 */
import * as z from 'zod';

z.config({ jitless: true });

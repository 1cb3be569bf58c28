/** Imported before anything that makes a schema: the page may not build code from text, and zod would try. */
import * as z from 'zod';

z.config({ jitless: true });
